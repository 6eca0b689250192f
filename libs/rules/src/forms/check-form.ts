import { checkName } from '../naming/check-name.ts';
import { NAME_RULES } from '../naming/name-rules.ts';
import { checkEmail } from '../persons/phones.ts';
import { refuse, warn, type Finding } from '../result.ts';
import { OBJECT_LABELS } from '../lifecycle/labels.ts';
import { checkApprovals, evidencedApprovals, type GivenApproval } from '../website/approvals.ts';
import { checkDomainList, checkImages, checkIpRanges, checkPackages, checkRegions, checkVersions } from './check-lists.ts';
import { checkGivenProvider, checkHosting, checkHuman } from './check-people.ts';
import { checkChoice, checkChoices, checkDate, checkLines, checkNumber, checkUrl, missing } from './check-values.ts';
import { codeOf, type Checking } from './checking.ts';
import type { FieldType, FormDescription, FormField } from './description.ts';
import type { FormContext } from './form-context.ts';
import { isInteractive } from './interactive.ts';
import { KIND_RULES } from './kind-rules.ts';
import { isBlank, isFilled, recordsOf, textOf, textsOf } from './read.ts';
import type { Typed } from './values.ts';
import { fieldAt, fieldsOf, fieldsOfType } from './walk.ts';

type Checks = { readonly [T in FieldType]: (field: Extract<FormField, { type: T }>, value: unknown, checking: Checking) => Finding[] };

const CHECKS: Checks = {
  text: checkText,
  lines: checkLines,
  number: checkNumber,
  boolean: checkBoolean,
  date: checkDate,
  email: (field, value, checking) => (isBlank(value) ? (field.required === true ? [missing(field, checking)] : []) : checkEmail(textOf(value), field.key)),
  url: checkUrl,
  choice: checkChoice,
  choices: checkChoices,
  tree: checkChoices,
  tags: () => [],
  image: (field, value, checking) => (isBlank(value) && field.required === true ? [missing(field, checking, '上传')] : []),
  images: checkImages,
  domains: checkDomainList,
  ipRanges: checkIpRanges,
  regions: checkRegions,
  provider: checkGivenProvider,
  hosting: checkHosting,
  approvals: (field, value) => checkApprovals(approvalsIn(value), field.key),
  person: checkHuman,
  contact: checkHuman,
  versions: checkVersions,
  packages: checkPackages,
};

/** Every rule of a kind on a form, typed or complete; paths are those of the form. The service checks again at submission (OPN-15). */
export function checkForm(form: FormDescription, data: Typed, context: FormContext): Finding[] {
  const approvals = fieldsOfType(form, 'approvals').flatMap(({ key }) => evidencedApprovals(approvalsIn(data[key])));
  const found: Finding[] = [];
  const checking: Checking = { form, data, context, approvals, found, stem: (field) => `${form.object}.${codeOf(field)}` };
  for (const field of fieldsOf(form)) {
    const check = CHECKS[field.type] as (given: FormField, value: unknown, with_: Checking) => Finding[];
    found.push(...check(field, data[field.key], checking), ...asked(field, checking), ...(KIND_RULES[form.object][field.key]?.(field, data[field.key], checking) ?? []));
  }
  return found;
}

/** Whether a field with a condition is wanted now: screens show it only then. */
export function isAskedFor(field: FormField, data: Typed, found: readonly Finding[]): boolean {
  const { required } = field;
  if (typeof required === 'boolean') return required;
  if ('with' in required) return isFilled(data[required.with]);
  return found.some((finding) => asksToExplain(finding, required.explains));
}

function asked(field: FormField, checking: Checking): Finding[] {
  const { required } = field;
  const { data, form, found } = checking;
  if (typeof required === 'boolean' || isFilled(data[field.key]) || !isAskedFor(field, data, found)) return [];
  if ('with' in required) return [missing(field, checking, field.type === 'choice' ? '选择' : '填写')];
  // A finding that is refused at its own field says there what is missing.
  const finding = found.find((one) => asksToExplain(one, required.explains) && !found.some((other) => other.level === 'refuse' && other.field === one.field));
  if (finding === undefined) return [];
  const explained = keyOf(finding);
  return [refuse(`${explained}.explanation-missing`, `${fieldAt(form, explained)?.label ?? ''}含有受限词语，请填写${field.label}`, field.key, { rule: field.rules[0] })];
}

/** Whether a finding is about one of these fields and asks for a written explanation (OPN-15, OPN-66). */
export function asksToExplain(finding: Finding, fields: readonly string[]): boolean {
  return finding.explain === true && fields.includes(keyOf(finding));
}

const keyOf = ({ field = '' }: Finding): string => field.split('.')[0]!;

// NAM-01..32 hold for every kind (OPN-16).
function checkText(field: Extract<FormField, { type: 'text' }>, value: unknown, checking: Checking): Finding[] {
  const { form, data, context, approvals } = checking;
  if (field.naming !== true) return field.required === true && isBlank(value) ? [missing(field, checking)] : [];
  const domains = fieldsOfType(form, 'domains').flatMap(({ key }) => textsOf(data[key]));
  return checkName(textOf(value), { ...context, domains, approvals, label: field.label, rule: field.rules[0] }, context.nameRules ?? NAME_RULES, field.key);
}

function checkBoolean(field: Extract<FormField, { type: 'boolean' }>, value: unknown, checking: Checking): Finding[] {
  const { form, data } = checking;
  if (typeof value !== 'boolean') return field.required === true ? [missing(field, checking, '选择')] : [];
  if (field.key !== 'interactive' || value || !isInteractive(form, data)) return [];
  const noun = OBJECT_LABELS[form.object];
  return [warn(`${form.object}.interactive`, `根据${form.interactiveBy}，该${noun}将按交互式${noun}办理`, field.key, { rule: 'OPN-19' })];
}

function approvalsIn(value: unknown): GivenApproval[] {
  return recordsOf(value).map(({ kind, image }) => ({ kind: textOf(kind), image: isBlank(image) ? undefined : textOf(image) }));
}
