/** The parts of a subject's form that a change may touch, in the form's order; its nature is fixed (OPN-07). */
const PARTS = ['type', 'name', 'certificateNumber', 'leader', 'region', 'operationRegion', 'address', 'nationalLevel', 'governmentAuthorised', 'explanation', 'responsible', 'images'] as const;
/** Parts that consist of fields of their own. */
const GROUPS: readonly string[] = ['responsible', 'images'];

/**
 * What a filing under the subject repeats or was judged by: who opens it, where it belongs, and the person that
 * 同主体负责人信息 copies (WEB-31). The rest is the subject's alone.
 */
const REPEATED: ReadonlySet<string> = new Set([
  'subject.type', 'subject.name', 'subject.certificateNumber', 'subject.region', 'subject.operationRegion', 'subject.nationalLevel', 'subject.governmentAuthorised',
  ...['name', 'certificateType', 'certificateNumber', 'validUntil', 'mobile', 'email', 'officePhone', 'residence'].map((part) => `subject.responsible.${part}`),
  'subject.images.openerId',
]);

/** The fields in which two forms of a subject differ, by the paths of return reasons (`subject.responsible.mobile`), in the form's order. */
export function changedSubjectFields(before: object, after: object): string[] {
  return PARTS.flatMap((part) => {
    const [old, present] = [valueAt(before, part), valueAt(after, part)];
    if (!GROUPS.includes(part)) return same(old, present) ? [] : [`subject.${part}`];
    const [oldGroup, presentGroup] = [Object(old) as object, Object(present) as object];
    const keys = [...new Set([...Object.keys(presentGroup), ...Object.keys(oldGroup)])];
    return keys.filter((key) => !same(valueAt(oldGroup, key), valueAt(presentGroup, key))).map((key) => `subject.${part}.${key}`);
  });
}

/** Of the fields of a subject that have changed those after which its filings have to be looked through (OPN-07): empty means that nothing follows. */
export function fieldsToFollow(changed: readonly string[]): string[] {
  return changed.filter((field) => REPEATED.has(field));
}

function valueAt(holder: object, key: string): unknown {
  return (holder as Readonly<Record<string, unknown>>)[key];
}

/** Values of a form are texts, flags and dates; one left out says as little as null or an unticked box. */
function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): unknown => (value === undefined || value === false || value === '' ? null : value);
  return plain(one) === plain(other);
}
