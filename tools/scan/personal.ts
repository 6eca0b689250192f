import type { Fields } from '../demo/samples.ts';

/**
 * Fields of a file under samples/cases that hold a natural person's data; a new sample joins by itself. What an organisation
 * publishes of itself (name, code, address) and the site's own name, domains and numbers are no person's.
 */
const PERSON = ['name', 'certificateNumber', 'mobile', 'email', 'residence', 'officePhone'];
export const PERSONAL_FIELDS: readonly string[] = [
  ...['realName', 'idNumber', 'mobile', 'email'].map((field) => `applicant.${field}`),
  'subject.leader',
  ...PERSON.map((field) => `subject.responsible.${field}`),
  ...['manager', 'security', 'emergency'].flatMap((person) => PERSON.flatMap((field) => [`website.${person}.${field}`, `form.${person}.${field}`])),
  // A step may try other data than the sample's own.
  ...['realName', 'idNumber', 'mobile', 'email', 'leader'].map((field) => `story.*.patch.${field}`),
  ...['responsible', 'manager', 'security', 'emergency'].flatMap((person) => PERSON.map((field) => `story.*.patch.${person}.${field}`)),
];
/** Of the sample province: officers are natural persons too, and no screen shows their names. */
export const OFFICER_FIELDS: readonly string[] = ['officers.*.name', 'officers.*.idNumber'];
/** An organisation's own address or telephone is published, also where a form repeats it as its responsible person's. */
const PUBLISHED_FIELDS: readonly string[] = ['subject.name', 'subject.address', 'website.name', 'form.name'];

export interface PersonalValue {
  /** Whose and what: sample and field. A finding tells this, never the value. */
  readonly label: string;
  readonly value: string;
}

/** The personal values of these files, each once. */
export function personalValues(files: readonly { readonly id: string; readonly content: unknown }[], fields: readonly string[] = [...PERSONAL_FIELDS, ...OFFICER_FIELDS]): PersonalValue[] {
  const published = new Set(files.flatMap(({ content }) => PUBLISHED_FIELDS.flatMap((field) => valuesAt(content, field.split('.')))));
  const found = new Map<string, PersonalValue>();
  for (const { id, content } of files) {
    for (const field of fields) {
      for (const value of valuesAt(content, field.split('.'))) {
        if (!published.has(value) && !found.has(value)) found.set(value, { label: `${id} ${field}`, value });
      }
    }
  }
  return [...found.values()];
}

/** The texts at a path; `*` stands for every element of a list. */
function valuesAt(at: unknown, [name, ...rest]: readonly string[]): string[] {
  if (name === undefined) return typeof at === 'string' && at.trim() !== '' ? [at.trim()] : [];
  if (typeof at !== 'object' || at === null) return [];
  if (name === '*') return Array.isArray(at) ? at.flatMap((one) => valuesAt(one, rest)) : [];
  return valuesAt((at as Fields)[name], rest);
}
