import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

/** The variables of every service, and identity's own limits. */
export const identityEnvironment = serviceEnvironment.extend({
  /** Upper bound of the proof of work; the mean is half of it. A browser manages about 20 000 hashes a second. */
  CAPTCHA_MAX_NUMBER: z.coerce.number().int().min(1_000).max(5_000_000).default(20_000),
  /** OPN-05: wrong passwords for one account before it is locked for 15 minutes. */
  LOGIN_FAILURES_PER_ACCOUNT: z.coerce.number().int().positive().default(5),
  /** The same for one address; higher, because a whole office may stand behind one. */
  LOGIN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(50),
});
export type IdentityEnvironment = z.infer<typeof identityEnvironment>;
