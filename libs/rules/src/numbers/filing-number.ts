import { refuse, type Finding } from '../result.ts';

/** Category of internet filings in the 14 digits (S5; a setting). */
export const DEFAULT_CATEGORY = '02';
/** Last running number that is issued; the next one, 999999, is refused and alarmed (S5). */
export const LAST_RUNNING = 999_998;

/** The parts of a filing number, e.g. 渝公网安备 50010102000001号. */
export interface FilingNumber {
  /** Province's short name with 公网安备, e.g. 渝公网安备; from the table by issuing bureau. */
  readonly prefix: string;
  /** Six digits of the approving bureau: county, city …00, province …0000. */
  readonly issuingCode: string;
  readonly category: string;
  readonly running: number;
}

const WORD = '公网安备';
const WHOLE = /^(?:(\p{Script=Han})公网安备)?(\d{6})(\d{2})(\d{6})号?$/u;

/**
 * The number as it is shown: prefix, space, 14 digits, 号 (OPN-27). The prefix may be given as the province's short name
 * alone. Throws RangeError on parts that cannot form a number; running is 1 … 999998 (S5).
 */
export function formatFilingNumber(parts: FilingNumber): string {
  return `${wholePrefix(parts.prefix)} ${filingCode(parts)}号`;
}

/** The 14 digits alone, as in the look-up link's `code` (OPN-28). Throws like `formatFilingNumber`. */
export function filingCode(parts: Omit<FilingNumber, 'prefix'>): string {
  if (!/^\d{6}$/.test(parts.issuingCode)) throw new RangeError('issuing code must be six digits');
  if (!/^\d{2}$/.test(parts.category)) throw new RangeError('category must be two digits');
  if (!Number.isInteger(parts.running) || parts.running < 1 || parts.running > LAST_RUNNING) {
    throw new RangeError('running number is outside 1…999998');
  }
  return `${parts.issuingCode}${parts.category}${String(parts.running).padStart(6, '0')}`;
}

/**
 * Reads a number as people type or paste it: full-width digits, spaces, with or without prefix and 号. Undefined when it
 * is none. An imported number may end in 999999; `prefix` is absent when only the digits were given.
 */
export function parseFilingNumber(text: string): (Omit<FilingNumber, 'prefix'> & { prefix?: string }) | undefined {
  const match = WHOLE.exec(text.normalize('NFKC').replace(/\s/gu, ''));
  const [, short, issuingCode, category, digits] = match ?? [];
  if (issuingCode === undefined || category === undefined || digits === undefined) return undefined;
  const running = Number(digits);
  if (running === 0) return undefined;
  const parts = { issuingCode, category, running };
  return short === undefined ? parts : { prefix: `${short}${WORD}`, ...parts };
}

/** The running number after `last` (0 before the first), or the refusal when the series is used up. */
export function nextRunning(last: number): number | Finding {
  if (!Number.isInteger(last) || last < 0) throw new RangeError('last running number must not be negative');
  if (last < LAST_RUNNING) return last + 1;
  return refuse('number.exhausted', '本单位备案编号已用尽，请联系系统管理员', undefined, { rule: 'S5' });
}

function wholePrefix(prefix: string): string {
  if (/^\p{Script=Han}$/u.test(prefix)) return `${prefix}${WORD}`;
  if (/^\p{Script=Han}公网安备$/u.test(prefix)) return prefix;
  throw new RangeError('prefix must be the province’s short name or X公网安备');
}
