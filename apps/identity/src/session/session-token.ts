import { createHash, randomBytes } from 'node:crypto';

/** Minutes without a request after which a session ends: officers by 等保 2.0, applicants because wizards take long. */
export const IDLE_MINUTES = { officer: 30, applicant: 120 } as const;
/** Hours after which every session ends. */
export const ABSOLUTE_HOURS = 12;

/** The cookie's value: 256 random bits. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** All that is stored of a cookie: a database that leaks opens no session. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
