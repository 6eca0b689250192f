import type { FormDescription } from '../forms/description.ts';
import { FORMS } from '../forms/forms.ts';
import { PERSON_PARTS, type Part } from '../forms/parts.ts';
import { personalFieldsOf, revealedPicturesOf } from '../forms/personal.ts';
import type { ObjectKind } from '../lifecycle/labels.ts';
import { maskName } from './masks.ts';

type Mask = (value: string) => string;
type Masks = Readonly<Record<string, Mask>>;
const forms: readonly FormDescription[] = Object.values(FORMS);

/** Every field of a natural person in the forms, by the path that reasons use, with its mask. */
const FORM_FIELDS: ReadonlyMap<ObjectKind, Masks> = new Map(forms.map((form) => [form.object, personalFieldsOf(form)]));
/** A unit's name, code and address stand in public registers; its head is a natural person. */
const SUBJECT_FIELDS: Masks = {
  ...Object.fromEntries(Object.entries(PERSON_PARTS as Readonly<Record<string, Part>>).flatMap(([part, { mask }]) => (mask === undefined ? [] : [[`subject.responsible.${part}`, mask]]))),
  'subject.leader': maskName,
};
const PICTURES: ReadonlySet<string> = new Set([...forms.flatMap(revealedPicturesOf), 'subject.images.openerId', 'subject.images.licence']);

/** Which form a revealable field stands in; undefined for what is no personal field. */
export function formOfField(field: string): ObjectKind | 'subject' | undefined {
  if (Object.hasOwn(SUBJECT_FIELDS, field)) return 'subject';
  return [...FORM_FIELDS].find(([, fields]) => Object.hasOwn(fields, field))?.[0];
}

/** The fields that hold a picture of a certificate. */
export function isPictureField(field: string): boolean {
  return PICTURES.has(field);
}

/** The form of a filing as everybody but its owner sees it. */
export function maskForm<T extends object>(object: ObjectKind, data: T): T {
  return masked(data, FORM_FIELDS.get(object) ?? {});
}

/** The subject form as everybody but its owner sees it. */
export function maskSubject<T extends object>(data: T): T {
  return masked(data, SUBJECT_FIELDS);
}

/** A personal field's value in its form; undefined when the form has none. */
export function personalValue(data: object, field: string): string | undefined {
  const found = placeOf(data, field);
  return found?.holder[found.name];
}

function masked<T extends object>(data: T, fields: Masks): T {
  const copy = structuredClone(data);
  for (const [field, mask] of Object.entries(fields)) {
    const found = placeOf(copy, field);
    if (found !== undefined) found.holder[found.name] = mask(found.holder[found.name]!);
  }
  return copy;
}

/** Where a field stands: the part that names the form is none of its places. */
function placeOf(data: object, field: string): { holder: Record<string, string>; name: string } | undefined {
  const [, ...path] = field.split('.');
  const name = path.pop() ?? '';
  const holder = path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), data);
  if (typeof holder !== 'object' || holder === null || typeof (holder as Record<string, unknown>)[name] !== 'string') return undefined;
  return { holder: holder as Record<string, string>, name };
}
