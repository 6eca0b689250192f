import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';
import { Password } from './api.ts';
import { ChallengeProof, Email, Mobile } from './codes.ts';

const current = z.string().min(1, '请输入当前密码').max(128);

/** POST /password-resets: a new password for whoever holds the account's mobile (204). All sessions end. */
export const ResetPassword = z.strictObject({ mobile: Mobile, ...ChallengeProof.shape, password: Password });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** POST /account/password (204). All other sessions end. */
export const ChangePassword = z.strictObject({ current, password: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** POST /account/mobile: the code came to the new number; the password says that it is the owner who changes it. */
export const ChangeMobile = z.strictObject({ mobile: Mobile, ...ChallengeProof.shape, password: current });
export type ChangeMobile = z.infer<typeof ChangeMobile>;

/** POST /account/email: verifies the account's address, or with another one and the password changes it. */
export const VerifyEmail = z.strictObject({ email: Email.optional(), ...ChallengeProof.shape, password: current.optional() });
export type VerifyEmail = z.infer<typeof VerifyEmail>;

/** GET /sessions: the own open sessions, newest first. `device` is a class such as `Windows · Chrome`, `address` masked. */
export const OwnSession = z.object({
  session: Id,
  current: z.boolean(),
  device: z.string(),
  address: z.string(),
  openedAt: Instant,
  lastSeenAt: Instant,
});
export type OwnSession = z.infer<typeof OwnSession>;
