import { SIGN_ON_COOKIE } from '@beian/contracts/identity/sign-on';
import { stringifySetCookie } from 'cookie';

/** How long a person may take at the provider. */
export const ATTEMPT_MINUTES = 10;

/** Binds the provider's answer to the browser that asked. Lax, as the answer comes from another site; empty takes it away. */
export function signOnCookie(token: string, origin: string): string {
  return stringifySetCookie({
    name: SIGN_ON_COOKIE,
    value: token,
    httpOnly: true,
    sameSite: 'lax',
    path: '/api/identity/sso',
    secure: new URL(origin).protocol === 'https:',
    maxAge: token === '' ? 0 : ATTEMPT_MINUTES * 60,
  });
}
