import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';

/** The two single sign-ons an installation may have: for applicants, and for officers. */
export const SIGN_ON_PROVIDERS = ['citizens', 'officers'] as const;
export const SignOnProvider = z.enum(SIGN_ON_PROVIDERS);
export type SignOnProvider = z.infer<typeof SignOnProvider>;

/** GET /sso/providers: what is configured; without any, no page offers single sign-on. */
export const SignOnProviderView = z.object({ provider: SignOnProvider, label: z.string() });
export type SignOnProviderView = z.infer<typeof SignOnProviderView>;

/** login: open a session. link: add the login to the account of the session. verify: prove the account's person (OPN-02). */
export const SignOnPurpose = z.enum(['login', 'link', 'verify']);
export type SignOnPurpose = z.infer<typeof SignOnPurpose>;

/** Only a path of the portal; `//host` and `/\host` would be another site. */
export const PortalPath = z.string().max(500).regex(/^\/(?![/\\])[^\\\u0000-\u001f]*$/, '只能返回本平台的页面');

/** POST /sso/:provider/start: where the browser goes next; sets the short-lived cookie that binds the answer to it. */
export const StartSignOn = z.strictObject({ purpose: SignOnPurpose, back: PortalPath.optional() });
export type StartSignOn = z.infer<typeof StartSignOn>;
export const NextAddress = z.object({ location: z.url() });

/** The browser's half of a sign-on under way; the gateway hands its value on in `SIGN_ON_HEADER`, and no other cookie. */
export const SIGN_ON_COOKIE = 'beian_sign_on';
export const SIGN_ON_HEADER = 'x-beian-sign-on';

/** Why a sign-on ended without a session: the portal's page `/sign-on/ended?reason=…` says each in a calm sentence. */
export const SignOnEnding = z.enum(['late', 'used', 'unknown', 'cancelled', 'refused', 'unavailable', 'not_linked', 'linked_elsewhere', 'other_person', 'legal_person', 'not_verified', 'session_over', 'second_factor', 'dismissed']);
export type SignOnEnding = z.infer<typeof SignOnEnding>;

/** GET /account/sign-ons: the logins of the own account. */
export const SignOnView = z.object({ id: Id, provider: SignOnProvider, label: z.string(), linkedAt: Instant });
export const AccountSignOns = z.object({
  hasPassword: z.boolean(),
  identityLevel: z.enum(['none', 'real_person']),
  /** ACC-03: whose account it is; the organisation's name only for a legal person's. */
  holder: z.enum(['person', 'legal_person']),
  organisation: z.string().nullable(),
  signOns: z.array(SignOnView),
});
export type AccountSignOns = z.infer<typeof AccountSignOns>;

/** POST /sso/pending/accept: goes on with a new account although the person has another one here (S6). */
export const AcceptedSignOn = z.object({ back: PortalPath });
/** GET /sso/logout: the provider's own logout, for a session that came from it. */
export const SignOnLogout = z.object({ location: z.url().nullable() });
