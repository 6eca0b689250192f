import { isLocalDate, type LocalDate } from '../calendar/dates.ts';
import { compactCode } from '../text/compact-code.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
const SHAPE = /^\d{17}[\dX]$/;

/** What can be wrong with an 18-digit number of the resident-ID family. */
export type ResidentIdFault = 'shape' | 'check' | 'date';

/** A certificate number as it is stored and compared. */
export function normalizeCertificateNumber(text: string): string {
  return compactCode(text);
}

/**
 * Checks shape, check character (GB 11643) and birth date of a normalised number; the region part is never judged, since
 * regions are abolished (S6). Undefined when the number is sound on the day `today`.
 */
export function residentIdFault(number: string, today: LocalDate): ResidentIdFault | undefined {
  if (!SHAPE.test(number)) return 'shape';
  if (residentIdCheck(number) !== number[17]) return 'check';
  const born = birthDateOf(number);
  return born === undefined || born > today || born < '1870-01-01' ? 'date' : undefined;
}

/** The check character that the first 17 digits ask for (ISO 7064 MOD 11-2). */
export function residentIdCheck(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECKS[sum % 11] ?? '';
}

/** Birth date in positions 7–14, or undefined when there is no such date. */
export function birthDateOf(number: string): LocalDate | undefined {
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isLocalDate(date) ? date : undefined;
}

/** Completed years of age on a day; a birthday on 29 February is reached on 1 March of other years. */
export function ageOn(born: LocalDate, today: LocalDate): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) >= born.slice(5) ? years : years - 1;
}
