import { SIGN_ON_PROVIDERS } from '@beian/contracts/identity/sign-on';
import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** One OpenID provider as the installation describes it. */
export const ProviderSettings = z.strictObject({
  /** Exactly as the provider's discovery document says it; plain http only on this machine. */
  issuer: z.url().refine((text) => {
    const url = URL.parse(text);
    return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) && url.search === '' && url.hash === '';
  }, 'must be an https address'),
  clientId: z.string().min(1),
  clientSecretFile: z.string().min(1),
  /** What the login button calls it. */
  label: z.string().min(1).max(40),
  /** The `acr` of a real-person authentication (citizens) or of a login by two factors (officers). */
  acr: z.string().min(1),
  /** The one algorithm that ID tokens are signed with; any other is refused. */
  algorithm: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).default('RS256'),
});
export type ProviderSettings = z.infer<typeof ProviderSettings>;

/** `SSO_PROVIDERS`: JSON by name; an empty object where there is no single sign-on. */
export const ProvidersSetting = z.string().default('{}').transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
}).pipe(z.partialRecord(z.enum(SIGN_ON_PROVIDERS), ProviderSettings));
