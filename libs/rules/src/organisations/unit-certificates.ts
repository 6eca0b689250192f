import type { LocalDate } from '../calendar/dates.ts';
import { residentIdFault } from '../persons/resident-id.ts';
import { refuse, warn, type Finding } from '../result.ts';
import { creditCodeCheck, isCreditCodeShape, isOrganisationCodeSound, normalizeCreditCode } from './credit-code.ts';
import { CODE_PREFIXES, SUBJECT_TYPES, type UnitType } from './subject-types.ts';

const MILITARY_CODE_MAX = 30;

/** How the certificate number came here; 15-digit licences are known only from imported records (S6). */
export interface UnitCertificateOptions {
  readonly today: LocalDate;
  readonly imported?: boolean;
}

/** SUB-13, SUB-27, S6: the number fits its format and the type of the unit. `field` is the path of the number. */
export function checkUnitCertificate(type: UnitType, rawNumber: string, options: UnitCertificateOptions, field = 'certificateNumber'): Finding[] {
  const number = normalizeCreditCode(rawNumber);
  if (number === '') return [refuse('unit.certificate-blank', '请填写证件号码', field, { rule: 'SUB-13' })];
  if (residentIdFault(number, options.today) === undefined) {
    return [refuse('unit.certificate-person', `${SUBJECT_TYPES[type]}不得填写个人身份证号码`, field, { rule: 'SUB-27' })];
  }
  if (type === 'military' && !isCreditCodeShape(number)) return militaryCode(rawNumber, field);
  if (/^\d{15}$/.test(number)) return oldLicence(type, options, field);
  if (!isCreditCodeShape(number)) {
    return [refuse('unit.credit-code-format', '统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）', field, { rule: 'SUB-27' })];
  }
  if (creditCodeCheck(number) !== number[17]) return [refuse('unit.credit-code-check', '统一社会信用代码校验位不正确，请核对', field, { rule: 'OPN-12' })];
  const findings = prefixFindings(type, number, field);
  if (!isOrganisationCodeSound(number)) {
    findings.push(warn('unit.organisation-code', '统一社会信用代码第17位与组织机构代码校验规则不符，请核对', field, { rule: 'S6' }));
  }
  return findings;
}

function prefixFindings(type: UnitType, code: string, field: string): Finding[] {
  const prefix = code.slice(0, 2);
  const own = CODE_PREFIXES[type];
  if (own.accepted.includes(prefix)) return [];
  if (own.explained.includes(prefix)) return [mustExplain(type, prefix, field)];
  const elsewhere = Object.values(CODE_PREFIXES).some((entry) => entry.accepted.includes(prefix) || entry.explained.includes(prefix));
  if (elsewhere || type === 'military') {
    return [refuse('unit.type-contradiction', `证件号码与单位性质“${SUBJECT_TYPES[type]}”不符`, field, { rule: 'S6', hit: prefix })];
  }
  return [mustExplain(type, prefix, field)];
}

function mustExplain(type: UnitType, prefix: string, field: string): Finding {
  return warn('unit.type-unusual', `证件号码以${prefix}开头，与“${SUBJECT_TYPES[type]}”不常对应，请书面说明，由民警审核认定`, field, { rule: 'S6', explain: true, hit: prefix });
}

function oldLicence(type: UnitType, options: UnitCertificateOptions, field: string): Finding[] {
  if (type === 'enterprise' && options.imported === true) {
    return [warn('unit.old-licence', '15位旧版营业执照注册号，请补充统一社会信用代码', field, { rule: 'S6' })];
  }
  return [refuse('unit.old-licence', '不再接受15位旧版注册号，请填写18位统一社会信用代码', field, { rule: 'S6' })];
}

function militaryCode(rawNumber: string, field: string): Finding[] {
  const text = rawNumber.trim();
  const sound = [...text].length <= MILITARY_CODE_MAX && /^[\p{Script=Han}A-Za-z0-9（）()第 -]+$/u.test(text) && /\d|\p{Script=Han}/u.test(text);
  return sound ? [] : [refuse('unit.military-code', '军队代号不得超过30个字，且不得含有特殊符号', field, { rule: 'OPN-12' })];
}
