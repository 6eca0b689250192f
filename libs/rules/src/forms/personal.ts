import type { FormDescription, FormField, PicturePurpose } from './description.ts';
import { PARTS } from './parts.ts';
import { listOf, recordOf, textOf } from './read.ts';
import type { Typed } from './values.ts';
import { fieldsOf } from './walk.ts';

/** Every personal field of a kind by its path (`app_market.manager.mobile`), with what masks it. */
export function personalFieldsOf(form: FormDescription): Readonly<Record<string, (value: string) => string>> {
  const masks = fieldsOf(form).filter(isHuman).flatMap(({ key, type }) =>
    Object.entries(PARTS[type] ?? {}).flatMap(([part, { mask }]) => (mask === undefined ? [] : [[`${form.object}.${key}.${part}`, mask] as const])));
  return Object.fromEntries(masks);
}

/** A picture that a form names. */
export interface Picture {
  /** Path in the form, e.g. `approvals.0.image`. */
  readonly field: string;
  readonly upload: string;
  readonly purpose: PicturePurpose;
  /** A person's certificate: it has to have been uploaded as one, which keeps it behind a reveal. */
  readonly identity: boolean;
}

/** Every picture of a form, in its order. What was left out is left out. */
export function picturesOf(form: FormDescription, data: Typed): Picture[] {
  return fieldsOf(form).flatMap((field) => picturesIn(field, data[field.key])).filter(({ upload }) => upload !== '');
}

function picturesIn(field: FormField, value: unknown): Picture[] {
  const { key } = field;
  if (field.type === 'image') return [{ field: key, upload: textOf(value), purpose: field.purpose, identity: false }];
  if (field.type === 'images') return listOf(value).map((upload, index) => ({ field: `${key}.${index}`, upload: textOf(upload), purpose: field.purpose, identity: false }));
  if (field.type === 'person') return [{ field: `${key}.idImage`, upload: textOf(recordOf(value)['idImage']), purpose: 'certificate', identity: true }];
  if (field.type === 'approvals') return listOf(value).map((one, index) => ({ field: `${key}.${index}.image`, upload: textOf(recordOf(one)['image']), purpose: 'licence', identity: false }));
  return [];
}

/** Paths of the pictures that officers see only by a reveal. */
export function revealedPicturesOf(form: FormDescription): string[] {
  return fieldsOf(form).flatMap((field) => (field.type === 'person' ? [`${form.object}.${field.key}.idImage`] : field.type === 'image' && field.purpose === 'certificate' ? [`${form.object}.${field.key}`] : []));
}

/** Certificate numbers of everybody on a form: their keyed indexes say whose case no officer decides (S4). */
export function certificateNumbersOf(form: FormDescription, data: Typed): string[] {
  return fieldsOf(form).filter(({ type }) => type === 'person').map(({ key }) => textOf(recordOf(data[key])['certificateNumber'])).filter((number) => number !== '');
}

const isHuman = ({ type }: FormField): boolean => type === 'person' || type === 'contact';
