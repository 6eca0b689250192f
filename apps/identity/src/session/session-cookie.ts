import { sessionCookieName } from '@beian/contracts/identity/api';
import { stringifySetCookie } from 'cookie';
import { ABSOLUTE_HOURS } from './session-token.ts';

/** The Set-Cookie that gives the browser its session, for the origin that it sees; an empty token takes it away. */
export function sessionCookie(token: string, origin: string): string {
  return stringifySetCookie({
    name: sessionCookieName(origin),
    value: token,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: new URL(origin).protocol === 'https:',
    maxAge: token === '' ? 0 : ABSOLUTE_HOURS * 3600,
  });
}
