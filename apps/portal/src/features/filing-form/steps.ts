import type { FieldType, FormDescription } from '@beian/rules/forms/description';
import { PARTS } from '@beian/rules/forms/parts';
import { fieldAt, fieldsOf, fieldsOfType, stepIndexOf } from '@beian/rules/forms/walk';
import type { FieldPath } from '../../ui/form/field-path.ts';
import { PERSON_ORDER } from '../../ui/form/findings.ts';

export const lastStepOf = (form: FormDescription): number => form.steps.length - 1;

/** The step on which a field stands; what only the screens ask stands with the field that it is about. */
export function stepOf(form: FormDescription, path: FieldPath): number {
  const [first, second] = path;
  if (first === 'verified') return stepIndexOf(form, String(second));
  if (first === 'approvalsInvolved') return stepIndexOf(form, fieldsOfType(form, 'approvals')[0]?.key ?? '');
  return stepIndexOf(form, String(first ?? ''));
}

/** Paths in the order of the screens, parts of a person before the person, so that a summary reads like the page. */
export function orderOf(form: FormDescription): string[] {
  return fieldsOf(form).flatMap(({ key, type }) => {
    if (type !== 'person' && type !== 'contact') return [key];
    const parts = PERSON_ORDER.filter((part) => Object.hasOwn(PARTS[type] ?? {}, part));
    return [...parts.map((part) => `${key}.${part}`), `verified.${key}`, key];
  });
}

const FIRST: Readonly<Partial<Record<FieldType, FieldPath>>> = {
  domains: [0], versions: [0], ipRanges: [0, 'start'], packages: [0, 'platform'], provider: ['name'], hosting: ['mode'], person: ['name'], contact: ['name'],
};

/** The control that stands for a field of several: officers return the field, people look at its first box. */
export function firstControlOf(form: FormDescription, path: FieldPath): FieldPath {
  const [key, ...rest] = path;
  const type = fieldAt(form, String(key))?.type;
  if (type === undefined || rest.length > 0) return path;
  return type === 'approvals' ? ['approvalsInvolved'] : [...path, ...(FIRST[type] ?? [])];
}
