import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';
import { ProvidersSetting } from './sso/provider-settings.ts';

/** The variables of every service, and identity's own limits. */
export const identityEnvironment = serviceEnvironment.extend({
  /** Upper bound of the proof of work; the mean is half of it. A browser manages about 20 000 hashes a second. */
  CAPTCHA_MAX_NUMBER: z.coerce.number().int().min(1_000).max(5_000_000).default(20_000),
  /** OPN-05: wrong passwords for one account from one address before that address is locked out of it for 15 minutes. */
  LOGIN_FAILURES_PER_ACCOUNT: z.coerce.number().int().positive().default(5),
  /** The same for one account from all addresses where it was never opened; those where it was are not locked by them. */
  LOGIN_FAILURES_FROM_STRANGERS: z.coerce.number().int().positive().default(20),
  /** The same for one address and all accounts; higher, because a whole office may stand behind one. */
  LOGIN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(50),
  /** Single sign-on (CON-02); without a provider only local accounts exist. */
  SSO_PROVIDERS: ProvidersSetting,
  /** `required`: no officer works without a second factor (等保 2.0 level 3); `offered`: only those who have one give it. */
  OFFICER_SECOND_FACTOR: z.enum(['required', 'offered']).default('required'),
  /** One-time codes an hour for one address (a campus may stand behind it), and for one session. */
  CODES_PER_ADDRESS: z.coerce.number().int().positive().default(60),
  CODES_PER_SESSION: z.coerce.number().int().positive().default(10),
  /** For one number or mailbox, whatever the code is for; besides, one a minute. */
  CODES_PER_NUMBER_HOUR: z.coerce.number().int().positive().default(5),
  CODES_PER_NUMBER_DAY: z.coerce.number().int().positive().default(10),
  /** For the whole platform an hour: what an SMS bill bears. */
  CODES_PER_HOUR: z.coerce.number().int().positive().default(3_000),
});
export type IdentityEnvironment = z.infer<typeof identityEnvironment>;
