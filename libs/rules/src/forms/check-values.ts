import { isLocalDate } from '../calendar/dates.ts';
import { toALabel } from '../domains/hosts.ts';
import { refuse, warn, type Finding } from '../result.ts';
import { hidesSomethingInLines } from '../text/visible-text.ts';
import type { FormField } from './description.ts';
import { leavesOf, optionOf, type Dictionary } from './dictionaries/dictionary.ts';
import type { Checking } from './checking.ts';
import { isBlank, isFilled, textOf, textsOf } from './read.ts';
import { fieldAt, isDenied } from './walk.ts';

/** Fields of one value: lines, number, boolean, date, url, choice, image; and the ticks of choices and tree. */

type Of<T extends FormField['type']> = Extract<FormField, { type: T }>;

/** SUB-06, WEB-04: what a mandatory field says when it is empty. */
export function missing(field: FormField, { stem }: Checking, ask: '填写' | '选择' | '上传' = '填写'): Finding {
  return refuse(stem(field), `请${ask}${field.label}`, field.key, { rule: field.rules[0] });
}

export function checkLines(field: Of<'lines'>, value: unknown, checking: Checking): Finding[] {
  if (isBlank(value)) return field.required === true ? [missing(field, checking)] : [];
  const text = textOf(value).trim();
  const { stem } = checking;
  const detail = { rule: field.rules.at(-1)! };
  if (hidesSomethingInLines(text)) return [refuse(`${stem(field)}-hidden`, `${field.label}中含有不可见字符，请删除后重新输入`, field.key, detail)];
  return [...text].length < field.min ? [refuse(`${stem(field)}-short`, `${field.label}至少${field.min}字`, field.key, detail)] : [];
}

export function checkNumber(field: Of<'number'>, value: unknown, checking: Checking): Finding[] {
  if (!isFilled(value)) return field.required === true ? [missing(field, checking)] : [];
  const sound = typeof value === 'number' && Number.isInteger(value) && value >= field.min && value <= field.max;
  return sound ? [] : [refuse(`${checking.stem(field)}-range`, `${field.label}应为${field.min}至${field.max}的整数`, field.key, { rule: field.rules[0] })];
}

export function checkDate(field: Of<'date'>, value: unknown, checking: Checking): Finding[] {
  if (isBlank(value) && field.required !== true) return [];
  return isLocalDate(textOf(value)) ? [] : [missing(field, checking)];
}

export function checkUrl(field: Of<'url'>, value: unknown, checking: Checking): Finding[] {
  if (isBlank(value)) return field.required === true ? [missing(field, checking)] : [];
  const { stem, data, form } = checking;
  const host = /^https?:\/\/([^/:?#]+)(?::\d{1,5})?(?:[/?#]|$)/iu.exec(textOf(value).trim())?.[1];
  if (host === undefined) return [refuse(stem(field), `${field.label}应以http://或https://开头`, field.key, { rule: field.rules[0] })];
  const domains = field.under === undefined ? undefined : fieldAt(form, field.under);
  if (domains === undefined || isDenied(domains, data) || isUnder(host, textsOf(data[domains.key]))) return [];
  return [warn(`${stem(field)}-domain`, `${field.label}不在所填域名之下，请核对`, field.key, { rule: field.rules.includes('OPN-22') ? 'OPN-22' : field.rules[0] })];
}

function isUnder(host: string, domains: readonly string[]): boolean {
  const stored = toALabel(host);
  return stored !== undefined && domains.map(toALabel).some((domain) => domain !== undefined && (stored === domain || stored.endsWith(`.${domain.replace(/^www\./, '')}`) || `www.${stored}` === domain));
}

export function checkChoice(field: Of<'choice'>, value: unknown, checking: Checking): Finding[] {
  if (isBlank(value)) return field.required === true ? [missing(field, checking, '选择')] : [];
  const option = optionOf(field.of, value);
  if (option === undefined) return [missing(field, checking, '选择')];
  return option.retired === true ? [retired(field, checking, option.label, field.key)] : [];
}

/** OPN-57: an administrator has taken the option out of use since. */
function retired(field: FormField, { stem }: Checking, label: string, path: string): Finding {
  return refuse(`${stem(field)}-retired`, `“${label}”已停用，请重新选择${field.label}`, path, { rule: field.rules.at(-1)! });
}

/** WEB-12, OPN-18: at least one, each known and open to whoever ticks it. */
export function checkChoices(field: Of<'choices'> | Of<'tree'>, value: unknown, checking: Checking): Finding[] {
  const keys = textsOf(value);
  if (keys.length === 0) return field.required === true ? [missing(field, checking, '选择')] : [];
  const dictionary: Dictionary = field.type === 'tree' ? leavesOf(field.of) : field.of;
  const { stem, context } = checking;
  const group = context.subjectType === 'individual' ? 'individuals' : 'units';
  return keys.flatMap((key, index) => {
    const path = `${field.key}.${index}`;
    const option = optionOf(dictionary, key);
    if (option === undefined) return [refuse(stem(field), `请选择${field.label}`, path, { rule: field.rules[0] })];
    const { label, openTo = 'all' } = option;
    if (option.retired === true) return [retired(field, checking, label, path)];
    if (openTo === 'all' || openTo === group) return [];
    return [refuse(`${stem(field)}-nature`, `“${label}”仅限${openTo === 'units' ? '单位' : '个人'}选择`, path, { rule: field.rules.at(-1)! })];
  });
}
