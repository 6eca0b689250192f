import type { FormData } from '@beian/contracts/filing/forms';
import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { FieldType, FormField } from '@beian/rules/forms/description';
import { leavesOf } from '@beian/rules/forms/dictionaries/dictionary';
import { formOf } from '@beian/rules/forms/forms';
import { fieldsOf, isAlwaysThere } from '@beian/rules/forms/walk';
import type { Application } from './application.entity.ts';

const NO_PICTURE = '00000000-0000-0000-0000-000000000000';
const NO_REGION = '000000';
const CONTACT = { name: ERASED_TEXT, mobile: ERASED_TEXT, email: ERASED_TEXT, sameAsSubject: false };
const PERSON = { ...CONTACT, certificateType: 'resident_id', certificateNumber: ERASED_TEXT, validUntil: null, residence: ERASED_TEXT, officePhone: ERASED_TEXT, idImage: NO_PICTURE };
const PROVIDER = { name: ERASED_TEXT, region: null, directory: null };

/** The last option of a dictionary is the one that says least. */
const last = (dictionary: object): string => Object.keys(dictionary).at(-1) ?? '';

const PLACES: { readonly [T in FieldType]: (field: Extract<FormField, { type: T }>) => unknown } = {
  text: () => ERASED_TEXT,
  lines: () => ERASED_TEXT,
  number: ({ min }) => min,
  boolean: () => false,
  date: () => '1970-01-01',
  email: () => ERASED_TEXT,
  url: () => ERASED_TEXT,
  choice: ({ of }) => last(of),
  choices: ({ of, required }) => (required === true ? [last(of)] : []),
  tree: ({ of }) => [last(leavesOf(of))],
  tags: () => [],
  image: () => NO_PICTURE,
  images: ({ min }) => Array.from({ length: min }, () => NO_PICTURE),
  domains: () => [],
  ipRanges: () => [{ start: ERASED_TEXT, end: ERASED_TEXT }],
  regions: () => [NO_REGION],
  provider: () => PROVIDER,
  hosting: () => ({ mode: 'own', provider: null, region: NO_REGION }),
  approvals: () => [],
  person: () => PERSON,
  contact: () => CONTACT,
  versions: () => [ERASED_TEXT],
  packages: () => [{ platform: 'other', bundleId: ERASED_TEXT, signature: ERASED_TEXT }],
};

/** In the place of a form that was erased: what the case's own columns keep (name and hosts are public), and 已删除. */
export function erasedForm({ object, siteName, domains, interactive, submittedAt }: Application): FormData {
  const kept: Readonly<Record<string, unknown>> = { name: siteName, domains: [...domains], interactive, openedOn: submittedAt.toISOString().slice(0, 10) };
  const fields = fieldsOf(formOf(object)).filter(isAlwaysThere);
  return Object.fromEntries(fields.map((field) => [field.key, kept[field.key] ?? (PLACES[field.type] as (given: FormField) => unknown)(field)])) as FormData;
}
