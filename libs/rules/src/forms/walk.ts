import type { FormDescription, FormField, Step } from './description.ts';
import type { ListType, Typed } from './values.ts';

/** Every field, in the order of the screens. */
export function fieldsOf(form: FormDescription): readonly FormField[] {
  return form.steps.flatMap(({ blocks }) => blocks.flatMap(({ fields }) => fields));
}

/** The fields of one type, in order. */
export function fieldsOfType<T extends FormField['type']>(form: FormDescription, type: T): Extract<FormField, { type: T }>[] {
  return fieldsOf(form).filter((field): field is Extract<FormField, { type: T }> => field.type === type);
}

/** The field that a path begins with; undefined for what is no field of this form. */
export function fieldAt(form: FormDescription, key: string): FormField | undefined {
  return fieldsOf(form).find((field) => field.key === key);
}

/** Which step a path belongs to: `subject` and `notice` have steps of their own; what is unknown stands with the details. */
export function stepIndexOf(form: FormDescription, key: string): number {
  const own = form.steps.findIndex((step: Step) => step.key === key);
  if (own >= 0) return own;
  const found = form.steps.findIndex(({ blocks }) => blocks.some(({ fields }) => fields.some((field) => field.key === key)));
  return found >= 0 ? found : form.steps.findIndex(({ key: step }) => step === 'details');
}

/** Whether somebody has said that there is none of it (OPN-22), so that nothing is asked for, shown or kept. */
export function isDenied(field: FormField, data: Typed): boolean {
  return field.type === 'domains' && field.unless !== undefined && data[field.unless] === false;
}

const LISTS: readonly string[] = ['choices', 'tree', 'tags', 'images', 'domains', 'regions', 'versions', 'ipRanges', 'approvals', 'packages'] satisfies ListType[];

export function isList(field: FormField): boolean {
  return LISTS.includes(field.type);
}

/** Whether the data always have the field: lists do, perhaps empty; of the rest what is required in any case. */
export function isAlwaysThere(field: FormField): boolean {
  return isList(field) || field.required === true;
}
