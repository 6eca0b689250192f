import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';
import { ProvidersSetting } from './sso/provider-settings.ts';

/** The variables of every service, and identity's own limits. */
export const identityEnvironment = serviceEnvironment.extend({
  /** Upper bound of the proof of work; the mean is half of it. A browser manages about 20 000 hashes a second. */
  CAPTCHA_MAX_NUMBER: z.coerce.number().int().min(1_000).max(5_000_000).default(20_000),
  /** OPN-05: wrong passwords for one account before it is locked for 15 minutes. */
  LOGIN_FAILURES_PER_ACCOUNT: z.coerce.number().int().positive().default(5),
  /** The same for one address; higher, because a whole office may stand behind one. */
  LOGIN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(50),
  /** Single sign-on (CON-02); without a provider only local accounts exist. */
  SSO_PROVIDERS: ProvidersSetting,
  /** `required`: no officer works without a second factor (等保 2.0 level 3); `offered`: only those who have one give it. */
  OFFICER_SECOND_FACTOR: z.enum(['required', 'offered']).default('required'),
});
export type IdentityEnvironment = z.infer<typeof identityEnvironment>;
