import { compactCode } from '../text/compact-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const SHAPE = /^[0-9A-HJKLMNPQRTUWXY]{18}$/;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** A credit code as it is stored and compared. */
export function normalizeCreditCode(text: string): string {
  return compactCode(text);
}

/** True when the text has the alphabet and length of GB 32100, whatever its check character. */
export function isCreditCodeShape(code: string): boolean {
  return SHAPE.test(code);
}

/** True when shape and check character of GB 32100 hold. */
export function isCreditCode(code: string): boolean {
  return isCreditCodeShape(code) && creditCodeCheck(code) === code[17];
}

/** The check character that the first 17 characters ask for (GB 32100, modulus 31). */
export function creditCodeCheck(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(code[index] ?? ''), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** True when position 17 is the check character of the organisation code in positions 9–17 (GB 11714). */
export function isOrganisationCodeSound(code: string): boolean {
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, index) => total + weight * parseInt(code[8 + index] ?? '0', 36), 0);
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  return code[16] === expected;
}
