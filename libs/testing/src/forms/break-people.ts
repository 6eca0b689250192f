import { breaks, HIDDEN, WITH_CONTACT, WITH_PERSONS, type Breaker } from './breaker.ts';
import type { Source } from './good-form.ts';
import { aNumber, dayFromNow, withCheck } from './people.ts';
import { cut, put, type Submission } from './submission.ts';

/** Persons and contacts: SUB-18..30, WEB-30..38, OPN-20, S6. */

type Value = string | ((source: Source) => unknown);
const given = (value: Value, source: Source): unknown => (typeof value === 'string' ? value : value(source));
/** One of the full persons of the form. */
const aRole = ({ data }: Submission, { draw }: Source): string => draw.pick(data.security === undefined ? ['manager'] : ['manager', 'security']);

const person = (id: string, what: string, code: string, part: string, value: Value): Breaker =>
  breaks(id, `a person with ${what}`, code, WITH_PERSONS, (s, source) => put(s, `${aRole(s, source)}.${part}`, given(value, source)));
const contact = (id: string, what: string, code: string, part: string, value: Value): Breaker =>
  breaks(id, `a contact with ${what}`, code, WITH_CONTACT, (s, source) => put(s, `emergency.${part}`, given(value, source)));
/** Of anybody on the form who has the part. */
const anybody = (id: string, what: string, code: string, part: string, value: Value): Breaker[] => [person(id, what, code, part, value), contact(id, what, code, part, value)];
/** A certificate of a type with a number that is none of it. */
const certificate = (id: string, what: string, code: string, type: string, number: Value, name?: string): Breaker =>
  breaks(id, `a person with ${what}`, code, WITH_PERSONS, (s, source) => {
    const role = aRole(s, source);
    put(s, `${role}.name`, name ?? '张建国');
    put(s, `${role}.certificateType`, type);
    return put(s, `${role}.certificateNumber`, given(number, source));
  });
const lacking = (part: string): Breaker => breaks('OPN-20', `a person without ${part}`, 'required', WITH_PERSONS, (s, source) => cut(s, `${aRole(s, source)}.${part}`));
const contactLacking = (part: string): Breaker => breaks('OPN-20', `a contact without ${part}`, 'required', WITH_CONTACT, (s) => cut(s, `emergency.${part}`));
const oneOf = (...values: string[]): Value => ({ draw }) => draw.pick(values);
const damaged = (number: string): string => `${number.slice(0, 17)}${number[17] === '0' ? '1' : '0'}`;

export const PERSON_BREAKERS: readonly Breaker[] = [
  ...['name', 'certificateType', 'certificateNumber', 'validUntil', 'mobile', 'email', 'residence', 'officePhone', 'sameAsSubject', 'idImage'].map(lacking),
  ...['name', 'mobile', 'email', 'sameAsSubject'].map(contactLacking),
  ...anybody('SUB-29', 'a blank name', 'too_small', 'name', ' '),
  ...anybody('SUB-29', 'a name of 51 characters', 'too_big', 'name', '长'.repeat(51)),
  ...anybody('abuse 28', 'a hidden character in the name', 'custom', 'name', `张${HIDDEN}建国`),
  ...anybody('SUB-29', 'a placeholder as name', 'person.name-placeholder', 'name', oneOf('本人', '负责人', '测试', '某某')),
  ...anybody('SUB-29', 'a title in the name', 'person.name-title', 'name', oneOf('张先生', '李秀英女士', '王老师')),
  ...anybody('SUB-29', 'a digit in the name', 'person.name-digit', 'name', oneOf('张3丰', '李秀英２', '王Ⅱ')),
  contact('SUB-29', 'a name in letters', 'person.name-letter', 'name', oneOf('Anna Schmidt', '张San')),
  breaks('SUB-29', 'a person with a name in letters on a Chinese certificate', 'person.name-letter', WITH_PERSONS, (s, source) => {
    const role = aRole(s, source);
    const type = source.draw.pick(['resident_id', 'hmt_residence', 'home_permit', 'taiwan_permit'] as const);
    put(s, `${role}.certificateType`, type);
    put(s, `${role}.certificateNumber`, aNumber(type, source.draw));
    return put(s, `${role}.name`, 'Anna Schmidt');
  }),
  ...anybody('SUB-29', 'a name that is none', 'person.name-format', 'name', oneOf('张', '张@国', '长'.repeat(31))),
  ...anybody('SUB-26', 'a unit’s name', 'person.name-organisation', 'name', oneOf('江城花艺有限公司', '云梦管理局', '楚天委员会')),
  person('S6', 'a certificate of no type', 'invalid_value', 'certificateType', oneOf('library_card', '居民身份证')),
  certificate('SUB-21', 'a number of dashes', 'person.certificate-blank', 'resident_id', '---'),
  certificate('SUB-21', 'a blank number', 'too_small', 'resident_id', ' '),
  certificate('SUB-21', 'a number of 31 characters', 'too_big', 'passport', 'E'.repeat(31)),
  certificate('S6', 'a resident ID of 15 digits', 'person.resident-id-shape', 'resident_id', ({ draw }) => draw.digits(15)),
  certificate('S6', 'a resident ID with a wrong check character', 'person.resident-id-check', 'resident_id', ({ draw }) => damaged(aNumber('resident_id', draw))),
  certificate('S6', 'a resident ID of a day that never was', 'person.resident-id-date', 'resident_id', ({ draw }) => withCheck(`420106${draw.pick(['19830230', '19901301', '20990101', '18650101'])}${draw.digits(3)}`)),
  certificate('S6', 'a mainland number as residence permit', 'person.certificate-format', 'hmt_residence', ({ draw }) => withCheck(`42010619800101${draw.digits(3)}`)),
  certificate('S6', 'a home permit of seven digits', 'person.certificate-format', 'home_permit', ({ draw }) => `H${draw.digits(7)}`),
  certificate('S6', 'a Taiwan permit with a letter', 'person.certificate-format', 'taiwan_permit', ({ draw }) => `T${draw.digits(7)}`),
  certificate('S6', 'a foreigner’s card of 14 characters', 'person.certificate-format', 'foreign_permanent', ({ draw }) => `USA${draw.digits(11)}`, 'Anna Schmidt'),
  certificate('S6', 'a passport of four characters', 'person.certificate-format', 'passport', ({ draw }) => `E${draw.digits(3)}`, 'Anna Schmidt'),
  person('S6', 'an expired certificate', 'person.certificate-expired', 'validUntil', ({ draw }) => draw.pick([dayFromNow(-2), '2019-12-31'])),
  person('S6', 'a validity that is no day', 'invalid_format', 'validUntil', oneOf('长期', '2040-02-30', '20400101')),
  ...anybody('SUB-22', 'a mobile number that is none', 'phone.mobile-format', 'mobile', oneOf('1380013800', '12345678901', '电话', '027-87654320')),
  ...anybody('SUB-22', 'a blank mobile number', 'too_small', 'mobile', ''),
  ...anybody('SUB-22', 'a mobile number of 21 characters', 'too_big', 'mobile', '+86 138 0013 80000000'),
  ...anybody('SUB-22', 'an e-mail address that is none', 'invalid_format', 'email', oneOf('无', 'a@b', 'sample.example.com', 'a b@example.com')),
  ...anybody('SUB-22', 'an e-mail address that no mail server of ours sends to', 'email.format', 'email', oneOf("o'neil@example.com", `${'a'.repeat(65)}@example.com`, 'a@b-.com')),
  ...anybody('SUB-22', 'an e-mail address of 101 characters', 'too_big', 'email', `sample@${'a'.repeat(45)}.${'b'.repeat(44)}.com`),
  person('SUB-19', 'an office telephone without area code', 'phone.office-format', 'officePhone', oneOf('87654320', '027-123', '办公室')),
  person('SUB-28', 'an office telephone that is not true', 'phone.office-false', 'officePhone', oneOf('027-00000000', '027-12345678', '0717-1234567')),
  person('SUB-19', 'a blank office telephone', 'too_small', 'officePhone', ''),
  person('SUB-18', 'a blank residence', 'too_small', 'residence', ' '),
  person('SUB-18', 'a residence of 201 characters', 'too_big', 'residence', '路'.repeat(201)),
  person('WEB-38', 'a mask as certificate number', 'person.masked', 'certificateNumber', '420*************17'),
  person('WEB-38', 'a mask as residence', 'person.masked', 'residence', '湖北省武汉市******'),
  person('WEB-38', 'a mask as office telephone', 'person.masked', 'officePhone', '027*******20'),
  ...anybody('WEB-38', 'a mask as name', 'person.masked', 'name', '张**'),
  ...anybody('WEB-38', 'a mask as mobile number', 'person.masked', 'mobile', '138****8000'),
  person('OPN-13', 'a picture that was never uploaded', 'upload.receipt-missing', 'idImage', () => globalThis.crypto.randomUUID()),
  breaks('OPN-13', 'a person with a picture that is no certificate’s', 'upload.purpose', WITH_PERSONS, (s, source) => put(s, `${aRole(s, source)}.idImage`, source.draw.pick(source.album[s.who].screenshot))),
  person('OPN-13', 'something that is no picture', 'invalid_format', 'idImage', 'photo.jpg'),
  breaks('OPN-10', 'a person with a field that there is not', 'unrecognized_key', WITH_PERSONS, (s, source) => put(s, `${aRole(s, source)}.validFrom`, '2020-01-01')),
  breaks('WEB-30', 'no responsible person', 'required', WITH_PERSONS, (s) => cut(s, 'manager')),
  breaks('OPN-11', 'nobody responsible for security', 'required', WITH_CONTACT, (s) => cut(s, 'security')),
  breaks('WEB-34', 'nobody for emergencies', 'required', WITH_CONTACT, (s) => cut(s, 'emergency')),
];
