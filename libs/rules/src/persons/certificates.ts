import { addDays, daysBetween, isLocalDate, type LocalDate } from '../calendar/dates.ts';
import { refuse, warn, type Finding } from '../result.ts';
import { PERSON_CERTIFICATES, isPersonCertificateType, type PersonCertificateType } from './certificate-types.ts';
import { ageOn, birthDateOf, normalizeCertificateNumber, residentIdCheck, residentIdFault } from './resident-id.ts';

/** End of validity of a certificate without one. */
export const PERMANENT = '长期';
const ADULT_AGE = 18;
const EXPIRY_WARNING_DAYS = 30;

const FAULTS = {
  shape: '证件号码应为18位，最后一位可为X',
  check: '证件号码校验位不正确，请核对',
  date: '证件号码中的出生日期不正确，请核对',
} as const;

/** Checks a person's certificate number by its type (S6); `field` is the path of the number. */
export function checkPersonCertificate(type: string, rawNumber: string, today: LocalDate, field = 'certificateNumber'): Finding[] {
  if (!isPersonCertificateType(type)) return [refuse('person.certificate-type', '请选择证件类型', field, { rule: 'S6' })];
  const number = normalizeCertificateNumber(rawNumber);
  if (number === '') return [refuse('person.certificate-blank', '请填写证件号码', field, { rule: 'SUB-21' })];
  const findings = BY_TYPE[type](number, today, field);
  const born = findings.some((finding) => finding.level === 'refuse') ? undefined : birthDateFrom(type, number);
  if (born !== undefined && ageOn(born, today) < ADULT_AGE) {
    findings.push(warn('person.minor', '该人员未满18周岁，请确认由其担任是否合适', field, { rule: 'S6' }));
  }
  return findings;
}

/** Birth date that the number itself carries, where it does. */
export function birthDateFrom(type: PersonCertificateType, number: string): LocalDate | undefined {
  const carries = type === 'resident_id' || type === 'hmt_residence' || (type === 'foreign_permanent' && number.length === 18);
  return carries ? birthDateOf(number) : undefined;
}

/** Expired is refused, expiring within 30 days warned, 长期 (or null) allowed (S6). The last day itself is still valid. */
export function checkValidity(from: string | undefined, to: string | null, today: LocalDate, field = 'validTo'): Finding[] {
  if (from !== undefined && from !== '' && (!isLocalDate(from) || from > today)) {
    return [refuse('person.validity-start', '证件有效期起始日期不正确', field, { rule: 'S6' })];
  }
  if (to === null || to === PERMANENT) return [];
  if (!isLocalDate(to)) return [refuse('person.validity-blank', '请填写证件有效期截止日期，或选择“长期”', field, { rule: 'S6' })];
  if (from !== undefined && from !== '' && to < from) return [refuse('person.validity-order', '证件有效期截止日期早于起始日期', field, { rule: 'S6' })];
  if (to < today) return [refuse('person.certificate-expired', '证件已过有效期', field, { rule: 'S6' })];
  if (to <= addDays(today, EXPIRY_WARNING_DAYS)) {
    return [warn('person.certificate-expiring', `证件将在${daysBetween(today, to)}天后到期，请及时更换`, field, { rule: 'S6' })];
  }
  return [];
}

type NumberCheck = (number: string, today: LocalDate, field: string) => Finding[];

const BY_TYPE: Readonly<Record<PersonCertificateType, NumberCheck>> = {
  resident_id: (number, today, field) => {
    const findings = eighteenDigits(number, today, field);
    // TV-17: an 81/82/83 number is a person's good number, only the type beside it is not the usual one.
    if (findings.length === 0 && /^8[123]/.test(number)) {
      findings.push(warn('person.certificate-type-unusual', `该号码通常为${PERSON_CERTIFICATES.hmt_residence}，请核对证件类型`, field, { rule: 'S6' }));
    }
    return findings;
  },
  hmt_residence: (number, today, field) =>
    /^8[123]/.test(number) ? eighteenDigits(number, today, field) : malformed('港澳台居民居住证号码应为18位，以81、82或83开头', field),
  home_permit: (number, _today, field) => (/^[HM]\d{8}(\d{2})?$/.test(number) ? [] : malformed('通行证号码应为H或M加8位或10位数字', field)),
  taiwan_permit: (number, _today, field) => (/^\d{8}$/.test(number) ? [] : malformed('台湾居民来往大陆通行证号码应为8位数字', field)),
  foreign_permanent: foreignPermanentId,
  passport: (number, _today, field) => (/^[A-Z0-9]{5,17}$/.test(number) ? [] : malformed('护照号码应为5至17位字母或数字', field)),
};

function eighteenDigits(number: string, today: LocalDate, field: string): Finding[] {
  const fault = residentIdFault(number, today);
  return fault === undefined ? [] : [refuse(`person.resident-id-${fault}`, FAULTS[fault], field, { rule: 'S6' })];
}

// S6 gives lengths only: a check character or date that looks wrong is for the officer.
function foreignPermanentId(number: string, today: LocalDate, field: string): Finding[] {
  if (/^[A-Z]{3}\d{12}$/.test(number)) return [];
  if (!/^9\d{16}[\dX]$/.test(number)) return malformed('外国人永久居留身份证号码应为15位，或以9开头的18位', field);
  const born = birthDateOf(number);
  const sound = residentIdCheck(number) === number[17] && born !== undefined && born <= today;
  return sound ? [] : [warn('person.foreign-id-check', '证件号码的校验位或出生日期可能有误，请核对', field, { rule: 'S6' })];
}

function malformed(message: string, field: string): Finding[] {
  return [refuse('person.certificate-format', message, field, { rule: 'S6' })];
}
