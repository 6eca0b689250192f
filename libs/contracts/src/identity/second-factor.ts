import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';
import { SessionView } from './api.ts';

/**
 * POST /sessions answers 202 with this when the password was right and a second factor is asked for: `code` from whoever
 * has one, `enrol` from an officer who has none yet. The ticket opens nothing by itself and is good for five minutes.
 */
export const SecondFactorDue = z.object({ secondFactor: z.enum(['code', 'enrol']), ticket: z.string(), expiresAt: Instant });
export type SecondFactorDue = z.infer<typeof SecondFactorDue>;
/** What POST /sessions may answer. */
export const LoginAnswer = z.union([SecondFactorDue, SessionView]);
export type LoginAnswer = z.infer<typeof LoginAnswer>;

/** Six digits of an authenticator (RFC 6238), or one of the recovery codes; spaces and hyphens do not matter. */
const Code = z.string().transform((text) => text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()).pipe(z.string().regex(/^(\d{6}|[0-9A-Z]{10})$/, '请输入6位动态口令，或10位恢复码'));

/** POST /sessions/second-factor: answers SessionView and sets the cookie. */
export const GiveSecondFactor = z.strictObject({ ticket: z.string().min(1), code: Code });
export type GiveSecondFactor = z.infer<typeof GiveSecondFactor>;

/** POST /second-factor/enrolments: the secret, shown this once, as text and for a QR code. */
export const BeginEnrolment = z.strictObject({ ticket: z.string().min(1) });
export const Enrolment = z.object({ secret: z.string(), uri: z.string() });
export type Enrolment = z.infer<typeof Enrolment>;
/** POST /second-factor/enrolments/confirm: the first code proves the authenticator; answers the recovery codes, shown this once, and opens the session. */
export const Enrolled = z.object({ session: SessionView, recoveryCodes: z.array(z.string()) });
export type Enrolled = z.infer<typeof Enrolled>;

/** POST /officers/:account/second-factor/reset, by an administrator of the bureau or above: the next login enrols anew. */
export const ResetSecondFactor = z.strictObject({ reason: z.string().trim().min(2, '请填写原因').max(200) });
export type ResetSecondFactor = z.infer<typeof ResetSecondFactor>;
export const ResetAnswer = z.object({ account: Id });
