import { createHash, randomBytes } from 'node:crypto';

/** A fresh salt, 32 hex characters; kept sealed beside the value, and destroyed with it. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** Commitment to a personal value: SHA-256 of salt ‖ value, both as UTF-8. Proves the value while value and salt exist. */
export function commit(value: string, salt: string): { commitment: string } {
  if (salt.length !== 32) throw new RangeError('A salt has 32 characters; a shorter one would let the value be guessed');
  return { commitment: createHash('sha256').update(salt).update(value).digest('hex') };
}
