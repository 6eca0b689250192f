import { describe, expect, it } from '@jest/globals';
import { sessionCookie } from './session-cookie.ts';
import { hashSessionToken, newSessionToken } from './session-token.ts';

describe('the session cookie', () => {
  it('is out of reach of scripts and of other sites', () => {
    expect(sessionCookie('abc', 'http://127.0.0.1:8080')).toBe('beian_session=abc; Max-Age=43200; Path=/; HttpOnly; SameSite=Lax');
  });

  it('travels over TLS only where the origin has TLS, for this very host', () => {
    expect(sessionCookie('abc', 'https://beian.example')).toMatch(/^__Host-beian_session=abc; .*; Secure/);
  });

  it('is taken away by an empty one that ends at once', () => {
    expect(sessionCookie('', 'http://127.0.0.1:8080')).toMatch(/^beian_session=; Max-Age=0;/);
  });

  it('holds 256 random bits, of which only a hash is stored', () => {
    const [one, two] = [newSessionToken(), newSessionToken()];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(one).not.toBe(two);
    expect(hashSessionToken(one)).toMatch(/^[0-9a-f]{64}$/);
  });
});
