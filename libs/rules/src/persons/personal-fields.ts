import { maskAddress, maskCertificateNumber, maskEmail, maskName, maskPhone } from './masks.ts';

type Mask = (value: string) => string;

const PERSON: Readonly<Record<string, Mask>> = { name: maskName, certificateNumber: maskCertificateNumber, mobile: maskPhone, email: maskEmail, residence: maskAddress, officePhone: maskPhone };

/** Every field of a natural person in the forms, by the path that reasons use, with its mask. */
const WEBSITE_FIELDS = fieldsOf({ 'website.manager': PERSON, 'website.security': PERSON, 'website.emergency': { name: maskName, mobile: maskPhone, email: maskEmail } });
/** A unit's name, code and address stand in public registers; its head is a natural person. */
const SUBJECT_FIELDS = fieldsOf({ 'subject.responsible': PERSON, subject: { leader: maskName } });

/** Which form a revealable field stands in; undefined for what is no personal field. */
export function formOfField(field: string): 'website' | 'subject' | undefined {
  if (Object.hasOwn(WEBSITE_FIELDS, field)) return 'website';
  return Object.hasOwn(SUBJECT_FIELDS, field) ? 'subject' : undefined;
}

/** The fields that hold a picture of a certificate. */
export function isPictureField(field: string): boolean {
  return ['website.manager.idImage', 'website.security.idImage', 'website.domainCertificate', 'subject.images.openerId', 'subject.images.licence'].includes(field);
}

/** The website form as everybody but its owner sees it. */
export function maskWebsite<T extends object>(data: T): T {
  return masked(data, WEBSITE_FIELDS);
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

function masked<T extends object>(data: T, fields: Readonly<Record<string, Mask>>): T {
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

function fieldsOf(groups: Readonly<Record<string, Readonly<Record<string, Mask>>>>): Readonly<Record<string, Mask>> {
  return Object.fromEntries(Object.entries(groups).flatMap(([at, masks]) => Object.entries(masks).map(([name, mask]) => [`${at}.${name}`, mask])));
}
