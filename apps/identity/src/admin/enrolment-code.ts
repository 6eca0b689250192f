import { createHash, randomBytes } from 'node:crypto';

/** Hours in which a new officer has to set the password. */
export const ENROLMENT_HOURS = 72;

/** 160 random bits in letters and digits that are not mistaken for one another, in groups of four: it is read from a screen once. */
export function newEnrolmentCode(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** All that is stored of a code; however it was typed, its letters and digits count. */
export function hashEnrolmentCode(code: string): string {
  return createHash('sha256').update(code.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')).digest('hex');
}
