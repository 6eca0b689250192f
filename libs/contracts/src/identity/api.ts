import { z } from 'zod';
import { BureauId, Digest, Id, RegionCode } from '../primitives.ts';
import { Role } from '../principal.ts';

/** GET /captcha: an ALTCHA proof-of-work challenge; its solution (base64) goes into `captcha` (ACC-14, ACC-15). */
export const CaptchaChallenge = z.object({ algorithm: z.string(), challenge: z.string(), maxnumber: z.int(), salt: z.string(), signature: z.string() });

export const LoginName = z.string().trim().regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/, '用户名须以字母开头，4至32位字母、数字或下划线');
/** OPN-05: at least 8 characters with 3 of the 4 classes. */
export const Password = z.string().min(8, '密码至少8位').max(128, '密码最多128位')
  .refine((value) => [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length >= 3, '密码须包含大写字母、小写字母、数字、符号中的至少三种');

/** POST /sessions (ACC-14); answers SessionView and sets the HttpOnly cookie `sessionCookieName`. */
export const OpenSession = z.strictObject({ loginName: z.string().trim().min(1, '请输入用户名'), password: z.string().min(1, '请输入密码'), captcha: z.string().min(1, '请先完成验证') });
export type OpenSession = z.infer<typeof OpenSession>;

/** GET /sessions/current, POST /sessions. DELETE /sessions/current ends it (204). */
export const SessionView = z.object({
  account: Id,
  loginName: z.string(),
  kind: z.enum(['applicant', 'officer']),
  roles: z.array(Role),
  bureau: z.object({ id: BureauId, name: z.string() }).nullable(),
  expiresAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof SessionView>;

/** GET /account: the own account, masked; mobile and e-mail are empty where an account has none. */
export const AccountView = z.object({ account: Id, loginName: z.string(), mobile: z.string(), email: z.string(), emailVerified: z.boolean() });
export type AccountView = z.infer<typeof AccountView>;

/** POST /tokens (gateway only, proven by a JWT of its own in `EXCHANGE_HEADER`): session cookie → principal token of at most 60 s. */
export const ExchangeSession = z.strictObject({ session: z.string().min(1) });
export const ExchangedSession = z.object({ token: z.string(), expiresIn: z.int().positive() });
export const PRINCIPAL_TOKEN = 'beian.principal.v1';
export const EXCHANGE_TOKEN = 'beian.exchange.v1';
/** The proof has a header of its own, since `authorization` carries principal tokens only. */
export const EXCHANGE_HEADER = 'x-beian-exchange';
/** What the proof says: for which cookie (SHA-256 of its value) it was made, so that it serves for no other. */
export const ExchangeProof = z.strictObject({ session: Digest });
/**
 * The session's cookie for the origin that browsers see. Behind TLS with the prefix `__Host-`: browsers then take it with Secure and
 * Path=/ only and for this very host, so that no sibling name can put a session of its own in its place.
 */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-beian_session' : 'beian_session';
}

/** GET /bureaus, GET /regions: public reference data for forms and transfers. */
export const BureauView = z.object({ id: BureauId, parent: BureauId.nullable(), name: z.string(), level: z.enum(['province', 'city', 'county']), issuingCode: z.string(), brigadePhone: z.string().nullable() });
export type BureauView = z.infer<typeof BureauView>;
export const RegionView = z.object({ code: RegionCode, name: z.string(), parent: RegionCode.nullable(), abolished: z.boolean() });
export type RegionView = z.infer<typeof RegionView>;
