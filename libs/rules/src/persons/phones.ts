import { refuse, warn, type Finding } from '../result.ts';

const OFFICE = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/;

/** The eleven digits of a mainland mobile number however it was written (+86, 0086, a leading 0, spaces, dashes, full width), else undefined. */
export function normalizeMobile(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\p{Pd}.()]/gu, '');
  // OPN-14 knows no other ranges: number libraries take 179… for a carrier's prefix and cut it off.
  return /^(?:\+86|0086|86)?0?(1[3-9]\d{9})$/.exec(digits)?.[1];
}

/** SUB-22: the mobile that gets the SMS. */
export function checkMobile(text: string, field = 'mobile'): Finding[] {
  const mobile = normalizeMobile(text);
  if (mobile === undefined) return [refuse('phone.mobile-format', '请填写正确的11位手机号码', field, { rule: 'SUB-22' })];
  return isRepeated(mobile.slice(3)) ? [warn('phone.mobile-repeated', '手机号码疑似不真实，请核对', field, { rule: 'SUB-22' })] : [];
}

/** Area code, subscriber number and extension of an office telephone. */
export interface OfficePhone {
  readonly area: string;
  readonly subscriber: string;
  readonly extension?: string;
}

/** Reads `0\d{2,3}-?\d{7,8}(-\d{1,6})?` (OPN-14); 010 and 02x have three digits, all other area codes four. */
export function parseOfficePhone(text: string): OfficePhone | undefined {
  const folded = text.normalize('NFKC').replace(/\s/gu, '').replace(/[‐‑–—−－]/gu, '-').replace(/^\(?(0\d{2,3})\)/, '$1-').replace(/^\+?86-?(?=0)/, '');
  const [, first, second, extension] = /^(?:(0\d{2,3})-)?(\d{7,12})(?:-(\d{1,6}))?$/.exec(folded) ?? [];
  if (second === undefined) return undefined;
  const [, area, subscriber] = OFFICE.exec(`${first ?? ''}${second}`) ?? [];
  if (area === undefined || subscriber === undefined || (first !== undefined && first !== area)) return undefined;
  return extension === undefined ? { area, subscriber } : { area, subscriber, extension };
}

/** SUB-19, SUB-28, S6: a landline or mobile; all zeros and 12345678 are refused, other repeats warned. */
export function checkOfficePhone(text: string, field = 'officePhone'): Finding[] {
  if (text.trim() === '') return [refuse('phone.office-blank', '请务必填写办公电话', field, { rule: 'SUB-19' })];
  if (normalizeMobile(text) !== undefined) return checkMobile(text, field);
  const phone = parseOfficePhone(text);
  if (phone === undefined) return [refuse('phone.office-format', '办公电话格式应为“区号-号码”，例如023-63120000', field, { rule: 'SUB-19' })];
  if (/^0+$/.test(phone.subscriber) || /^1234567?8?$/.test(phone.subscriber)) {
    return [refuse('phone.office-false', '办公电话不真实，请填写真实号码', field, { rule: 'SUB-28' })];
  }
  return isRepeated(phone.subscriber) ? [warn('phone.office-repeated', '办公电话疑似不真实，请核对', field, { rule: 'SUB-28' })] : [];
}

/** SUB-22: e-mail; shape only, whether it is reached is not known here. */
export function checkEmail(text: string, field = 'email'): Finding[] {
  const email = text.trim();
  const sound = email.length <= 254 && /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(email);
  return sound && !email.includes('..') ? [] : [refuse('email.format', '请填写正确的电子邮箱', field, { rule: 'SUB-22' })];
}

function isRepeated(digits: string): boolean {
  return new Set(digits).size === 1;
}
