import type { LocalDate } from '../calendar/dates.ts';
import { checkPerson, type PersonData } from '../persons/check-person.ts';
import { normalizePersonName } from '../persons/names.ts';
import { normalizeMobile } from '../persons/phones.ts';
import { refuse, under, warn, type Finding } from '../result.ts';
import { lookOf } from '../text/look.ts';

/** A person of step 3 (OPN-20). `sameAsSubject` is the tick 同主体负责人信息. */
export interface SitePersonData extends PersonData {
  readonly sameAsSubject?: boolean | undefined;
}

/** The three roles of step 3 (WEB-30); one person may hold them all (OPN-67). */
export interface SitePersons {
  readonly manager: SitePersonData;
  readonly security: SitePersonData;
  readonly emergency: SitePersonData;
}

const FULL = ['certificateType', 'certificateNumber', 'validUntil', 'residence', 'mobile', 'officePhone', 'email'] as const;
const REACHABLE = ['mobile', 'email'] as const;
const FIELD_LABELS: Readonly<Record<(typeof FULL)[number], string>> = {
  certificateType: '证件类型', certificateNumber: '证件号码', validUntil: '证件有效期', residence: '常住地', mobile: '手机号码', officePhone: '办公电话', email: '电子邮箱',
};

/** WEB-30..38: each person complete and sound; the emergency contact had better be someone else than the manager. */
export function checkSitePersons(persons: SitePersons, today: LocalDate): Finding[] {
  return [
    ...under('manager', checkRole(persons.manager, 'person', today)),
    ...under('security', checkRole(persons.security, 'person', today)),
    ...under('emergency', checkRole(persons.emergency, 'contact', today)),
    ...(isSamePerson(persons.emergency, persons.manager)
      ? [warn('website.emergency-same', '建议网站应急联络人不与网站负责人相同', 'emergency', { rule: 'WEB-34' })]
      : []),
  ];
}

/** OPN-20: what a whole person or a mere contact is asked for; paths are relative to the person. */
export function checkRole(person: SitePersonData, role: 'person' | 'contact', today: LocalDate): Finding[] {
  const asked: readonly (typeof FULL)[number][] = role === 'person' ? FULL : REACHABLE;
  const masked = maskedFields(person);
  if (masked.length > 0) {
    return masked.map((key) => refuse('person.masked', '平台未完整存储个人信息，请重新填写完整内容', key, { rule: 'WEB-38' }));
  }
  const missing = asked.filter((key) => person[key] === undefined);
  return [...missing.map((key) => refuse('person.missing', `请填写${FIELD_LABELS[key]}`, key, { rule: 'OPN-20' })), ...checkPerson(person, today)];
}

// WEB-38, OPN-21: autofill shows masks as placeholders; none may come back as a value.
function maskedFields(person: SitePersonData): string[] {
  const texts = { name: person.name, certificateNumber: person.certificateNumber, mobile: person.mobile, residence: person.residence, officePhone: person.officePhone, email: person.email };
  return Object.entries(texts).filter(([, text]) => text?.includes('*')).map(([key]) => key);
}

/** WEB-34: by mobile or by name. */
export function isSamePerson(one: SitePersonData, other: SitePersonData): boolean {
  const mobile = normalizeMobile(one.mobile ?? '');
  const sameMobile = mobile !== undefined && mobile === normalizeMobile(other.mobile ?? '');
  const name = lookOf(normalizePersonName(one.name));
  return sameMobile || (name !== '' && name === lookOf(normalizePersonName(other.name)));
}
