import { keptApprovals, type GivenApproval } from '../website/approvals.ts';
import { refuse, type Finding } from '../result.ts';
import { checkForm } from './check-form.ts';
import type { FormDescription, FormField } from './description.ts';
import { tickedLeaves } from './dictionaries/dictionary.ts';
import type { FormContext } from './form-context.ts';
import { isBlank, isFilled, listOf, recordOf, recordsOf, textOf, textsOf } from './read.ts';
import type { Typed } from './values.ts';
import { fieldsOf, fieldsOfType, isAlwaysThere, isDenied } from './walk.ts';

/**
 * What the screens keep beside the data: `approvalsInvolved` (相关前置许可 是/否) and `verified` (OPN-21: by role, whose data
 * were copied from the subject). Neither is sent.
 */
export interface ScreenValues {
  readonly approvalsInvolved?: boolean;
  readonly verified?: Readonly<Record<string, boolean | undefined>>;
}

/** A form nobody has typed into: lists that begin with a row have one. */
export function emptyForm(form: FormDescription): Record<string, unknown> {
  const begun = fieldsOf(form).filter(({ type }) => type in FIRST_ROW).map(({ key, type }) => [key, FIRST_ROW[type]]);
  return { ...Object.fromEntries(begun), ...(fieldsOfType(form, 'approvals').length > 0 && { approvalsInvolved: false }) };
}
const FIRST_ROW: Readonly<Record<string, unknown>> = { domains: [''], versions: [''], ipRanges: [{}], packages: [{}], tags: [], images: [], approvals: [] };

/** Stored data as the screens show them for correction. */
export function typedFrom(form: FormDescription, data: Typed): Record<string, unknown> {
  const humans = [...fieldsOfType(form, 'person'), ...fieldsOfType(form, 'contact')];
  const verified = Object.fromEntries(humans.map(({ key }) => [key, recordOf(data[key])['sameAsSubject'] === true]));
  return { ...emptyForm(form), ...data, approvalsInvolved: fieldsOfType(form, 'approvals').some(({ key }) => listOf(data[key]).length > 0), ...(humans.length > 0 && { verified }) };
}

/** What is sent of a typed form: nothing but the form's fields, blanks of optional ones left out, approvals dropped with 否 (TV-39), one address as both ends (WEB-17). */
export function submittable(form: FormDescription, typed: Typed): Record<string, unknown> {
  const pairs = fieldsOf(form).map((field) => [field, sent(field, typed)] as const);
  return Object.fromEntries(pairs.filter(([field, value]) => isAlwaysThere(field) || isFilled(value)).map(([field, value]) => [field.key, value]));
}

function sent(field: FormField, typed: Typed): unknown {
  const { approvalsInvolved }: ScreenValues = typed;
  const value = typed[field.key];
  switch (field.type) {
    case 'domains': return isDenied(field, typed) ? [] : textsOf(value);
    case 'versions': return textsOf(value);
    case 'tags': case 'images': case 'choices': case 'regions': return listOf(value);
    case 'tree': return tickedLeaves(field.of, textsOf(value));
    case 'approvals': return keptApprovals(approvalsInvolved === true, recordsOf(value) as unknown as GivenApproval[]);
    case 'ipRanges': return recordsOf(value).map((range) => rangeOf(range, field.single === true));
    case 'packages': return recordsOf(value).map(({ platform, bundleId, signature }) => ({ platform, bundleId: textOf(bundleId), signature: textOf(signature) }));
    case 'provider': return providerOf(value);
    case 'hosting': return hostingOf(value);
    case 'person': case 'contact': return { ...recordOf(value), sameAsSubject: recordOf(value)['sameAsSubject'] === true };
    default: return value;
  }
}

function rangeOf({ start, end, overrideReason }: Readonly<Record<string, unknown>>, single: boolean): object {
  const reason = textOf(overrideReason);
  return { start: textOf(start), end: single || isBlank(end) ? textOf(start) : textOf(end), ...(reason.trim() !== '' && { overrideReason: reason }) };
}

function providerOf(value: unknown): object {
  const { name, region, directory } = recordOf(value);
  return { name: textOf(name), region: region ?? null, directory: directory ?? null };
}

function hostingOf(value: unknown): object {
  const { mode, provider, region } = recordOf(value);
  return { mode, provider: mode === 'own' ? null : providerOf(provider), region };
}

/** Everything the rules say about a typed form, with what only the screens ask: a kind of approval after 是, and 逐项核实 (OPN-21). */
export function checkTyped(form: FormDescription, typed: Typed, context: FormContext): Finding[] {
  const found = checkForm(form, submittable(form, typed), context).filter(({ field }) => !isCopiedEnd(field ?? '', typed));
  return [...found, ...unchosen(form, typed), ...unverified(form, typed)];
}

// An empty end stands for the start, whose fault is told there.
function isCopiedEnd(field: string, typed: Typed): boolean {
  const [key = '', row, part] = field.split('.');
  return key === 'ipRanges' && part === 'end' && isBlank(recordsOf(typed[key])[Number(row)]?.['end']);
}

function unchosen(form: FormDescription, typed: Typed): Finding[] {
  if ((typed as ScreenValues).approvalsInvolved !== true) return [];
  return fieldsOfType(form, 'approvals').filter(({ key }) => listOf(typed[key]).length === 0).map(({ key }) => refuse('approval.none', '请选择前置许可种类，不涉及的请选“否”', key, { rule: 'MIN-14' }));
}

function unverified(form: FormDescription, typed: Typed): Finding[] {
  const { verified } = typed as ScreenValues;
  return [...fieldsOfType(form, 'person'), ...fieldsOfType(form, 'contact')]
    .filter(({ key }) => recordOf(typed[key])['sameAsSubject'] === true && verified?.[key] !== true)
    .map(({ key }) => refuse('person.unverified', '请逐项核实后勾选', `verified.${key}`, { rule: 'OPN-21' }));
}
