import { shanghaiDate, type LocalDate } from '../calendar/dates.ts';
import { normalizeCreditCode } from '../organisations/credit-code.ts';
import type { UnitType } from '../organisations/subject-types.ts';
import { checkUnitCertificate } from '../organisations/unit-certificates.ts';
import { checkUnitName } from '../organisations/unit-names.ts';
import { checkPerson, type PersonData } from '../persons/check-person.ts';
import { checkPersonName } from '../persons/names.ts';
import { refuse, under, warn, type Finding } from '../result.ts';

/** A subject that is a natural person: only the responsible person is asked for (SUB-03). */
export interface IndividualSubject {
  readonly nature: 'individual';
  readonly region: string;
  readonly responsible: PersonData;
}

/** A subject that is a unit (SUB-02, SUB-10..23). */
export interface UnitSubject {
  readonly nature: 'unit';
  readonly type: UnitType;
  readonly name: string;
  readonly certificateNumber: string;
  /** 投资或主管单位: the legal person's or top leader's name (SUB-17). */
  readonly leader: string;
  readonly region: string;
  readonly address: string;
  readonly responsible: PersonData;
  readonly explanation?: string | undefined;
}

export type SubjectInput = IndividualSubject | UnitSubject;

/** What the rules need to know beside the form. */
export interface SubjectContext {
  /** Day of the check, `YYYY-MM-DD` in Asia/Shanghai. Left out: today by the clock of the machine. */
  readonly today?: LocalDate;
  /** Names of sites filed or being filed under the subject (SUB-25). */
  readonly siteNames?: readonly string[];
  /** A record taken over from elsewhere: old 15-digit licences are known (S6). */
  readonly imported?: boolean;
}

/** SUB-10..30 and S6 on a whole subject; paths are those of the form. The same findings on the screen and in the service. */
export function checkSubject(subject: SubjectInput, context: SubjectContext = {}): Finding[] {
  const today = context.today ?? shanghaiDate(new Date());
  const person = [...under('responsible', missing(subject.responsible)), ...under('responsible', checkPerson(subject.responsible, today))];
  if (subject.nature === 'individual') return [...checkRegion(subject.region), ...person];
  const code = normalizeCreditCode(subject.certificateNumber);
  const findings = [
    ...checkUnitName(subject.name, { creditCode: code, siteNames: context.siteNames ?? [] }),
    ...checkUnitCertificate(subject.type, subject.certificateNumber, { today, imported: context.imported === true }),
    ...checkLeader(subject.leader),
    ...checkRegion(subject.region),
    ...(subject.address.trim() === '' ? [refuse('subject.address-blank', '请填写注册地址', 'address', { rule: 'SUB-23' })] : []),
    ...person,
  ];
  return [...findings, ...checkExplanation(findings, subject.explanation)];
}

// The responsible person of a subject is asked for everything but the start of validity (OPN-10).
function missing(person: PersonData): Finding[] {
  const asked = [
    ['certificateType', '请选择证件类型'], ['mobile', '请填写手机号码'], ['email', '请填写电子邮箱'], ['residence', '请填写常住地的完整地址'],
    ['officePhone', '请务必填写办公电话'], ['validUntil', '请填写证件有效期'],
  ] as const;
  return asked.filter(([key]) => person[key] === undefined).map(([key, message]) => refuse('person.missing', message, key, { rule: 'OPN-10' }));
}

/** SUB-17: a person's name; foreign legal persons stand on licences in Latin letters, so those are only pointed out. */
function checkLeader(leader: string): Finding[] {
  if (!/^[\p{Script=Latin}\p{M}.,'’ -]+$/u.test(leader.trim()) || leader.trim() === '') return checkPersonName(leader, undefined, 'leader');
  const findings = checkPersonName(leader, 'passport', 'leader');
  return findings.length > 0 ? findings : [warn('subject.leader-letters', '法定代表人姓名为字母，请与证照核对', 'leader', { rule: 'SUB-17' })];
}

function checkRegion(region: string): Finding[] {
  return /^\d{6}(\d{3}){0,2}$/.test(region) ? [] : [refuse('subject.region', '请选择所属地区', 'region', { rule: 'SUB-23' })];
}

function checkExplanation(findings: readonly Finding[], explanation: string | undefined): Finding[] {
  const needed = findings.some((finding) => finding.explain === true) && (explanation ?? '').trim() === '';
  return needed ? [refuse('subject.explanation-missing', '请填写书面说明', 'explanation', { rule: 'S6' })] : [];
}
