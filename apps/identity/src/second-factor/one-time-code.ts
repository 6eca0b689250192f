import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Steps before and after the present one that count: clocks differ, and people type slowly. */
const WINDOW = 1;
const SECRET_BYTES = 20;

export const RECOVERY_CODES = 10;
/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_LENGTH = 10;

/** A new secret as base32 (RFC 6238, SHA-1 and six digits: what every authenticator understands). */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that authenticators read as a QR code. */
export function totpUri(secret: string, loginName: string): string {
  return new TOTP({ issuer: '备案平台', label: loginName, secret, period: PERIOD_SECONDS }).toString();
}

/** The time step whose code this is; undefined for a wrong code and for a step that was used already. */
export function stepOfCode(secret: string, code: string, lastStep: number, now = Date.now()): number | undefined {
  const delta = new TOTP({ secret, period: PERIOD_SECONDS }).validate({ token: code, timestamp: now, window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : undefined;
}

/** A recovery code of about 49 random bits. */
export function newRecoveryCode(): string {
  const letters: string[] = [];
  while (letters.length < RECOVERY_LENGTH) {
    for (const byte of randomBytes(RECOVERY_LENGTH)) {
      // Bytes beyond the last whole multiple would make some letters likelier.
      if (byte < ALPHABET.length * Math.floor(256 / ALPHABET.length) && letters.length < RECOVERY_LENGTH) letters.push(ALPHABET[byte % ALPHABET.length]!);
    }
  }
  return letters.join('');
}
