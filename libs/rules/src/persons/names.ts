import { looksLikeOrganisation } from '../organisations/organisation-words.ts';
import { refuse, type Finding } from '../result.ts';
import { lookOf } from '../text/look.ts';
import { FOREIGN_CERTIFICATES, type PersonCertificateType } from './certificate-types.ts';

const TITLES = /(先生|小姐|女士|太太|同志|老师)$/u;
const PLACEHOLDERS: ReadonlySet<string> = new Set(['个人', '本人', '负责人', '姓名', '无', '某某', '某某某', '测试', '法人', '联系人', '管理员']);
// Script=Han covers every extension block and 〇.
const CHINESE = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u;
const FOREIGN = /^[\p{Script=Latin}\p{Script=Han}][\p{Script=Latin}\p{M}\p{Script=Han}·.,'’ -]*$/u;
const FOREIGN_MAX = 60;

/** Dots of names become `·` (S6), spaces are trimmed, and dropped between Han characters. Length is kept otherwise. */
export function normalizePersonName(name: string): string {
  return name
    .replace(/[•・‧･∙⋅]/gu, '·')
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[\p{Script=Han}·]) (?=[\p{Script=Han}·])/gu, '');
}

/** SUB-29, OPN-14, S6: a true full name; Latin letters only on the foreign certificate types. */
export function checkPersonName(rawName: string, certificate?: PersonCertificateType, field = 'name'): Finding[] {
  const name = normalizePersonName(rawName);
  const finding = (code: string, message: string): Finding[] => [refuse(code, message, field, { rule: 'SUB-29' })];
  if (name === '') return finding('person.name-blank', '请填写真实姓名全称');
  // What stands for a name stands for it in traditional characters and in radicals drawn alike too.
  const look = lookOf(name);
  if (PLACEHOLDERS.has(look)) return finding('person.name-placeholder', `“${name}”不是真实姓名，请填写真实姓名全称`);
  if (TITLES.test(look)) return finding('person.name-title', '姓名不得带有“先生”“小姐”等称谓，请填写真实姓名全称');
  if (/\p{N}/u.test(name.replace(/〇/gu, ''))) return finding('person.name-digit', '姓名中不得含有数字');
  const foreign = certificate !== undefined && FOREIGN_CERTIFICATES.includes(certificate);
  if (/\p{Script=Latin}/u.test(name)) {
    if (!foreign) return finding('person.name-letter', '姓名中不得含有字母');
    return FOREIGN.test(name) && [...name].length >= 2 && [...name].length <= FOREIGN_MAX ? [] : finding('person.name-format', '姓名格式不正确');
  }
  const length = [...name].length;
  if (!CHINESE.test(name) || length < 2 || length > 30) return finding('person.name-format', '姓名应为2至30个汉字，可含间隔号“·”');
  if (looksLikeOrganisation(look)) return finding('person.name-organisation', '此处应填写个人姓名，不得填写单位名称');
  return [];
}
