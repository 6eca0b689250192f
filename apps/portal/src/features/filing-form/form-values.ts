import { FORM_DATA } from '@beian/contracts/filing/forms';
import type { SubjectData } from '@beian/contracts/subject/api';
import type { FieldType, FormDescription } from '@beian/rules/forms/description';
import type { FormContext } from '@beian/rules/forms/form-context';
import { isBlank, recordsOf } from '@beian/rules/forms/read';
import { checkTyped, submittable } from '@beian/rules/forms/submittable';
import type { Typed } from '@beian/rules/forms/values';
import { fieldAt } from '@beian/rules/forms/walk';
import { flagOf } from '@beian/rules/naming/check-name';
import type { NameRule } from '@beian/rules/naming/name-rules';
import { isSoleTrader } from '@beian/rules/organisations/subject-types';
import { normalizeCreditCode } from '@beian/rules/organisations/credit-code';
import { place, withSchema, type PlacedFinding } from '../../ui/form/findings.ts';

/** What the rules need to know of the subject (NAM-32). */
export function contextOf(subject: SubjectData, approved: boolean, nameRules: readonly NameRule[] | undefined): FormContext {
  const rules = nameRules === undefined ? {} : { nameRules };
  if (subject.nature === 'individual') return { ...rules, subjectType: 'individual' };
  const flags = { nationalLevel: flagOf(subject.nationalLevel, approved), governmentAuthorised: flagOf(subject.governmentAuthorised, approved) };
  return { ...rules, ...flags, subjectType: subject.type, soleTrader: isSoleTrader(normalizeCreditCode(subject.certificateNumber)), typeConfirmed: approved };
}

/** Everything the rules, the schema and OPN-21 have to say about a typed form, each at the control that shows it. */
export function checkValues(form: FormDescription, typed: Typed, context: FormContext): PlacedFinding[] {
  const found = withSchema(place(checkTyped(form, typed, context)), FORM_DATA[form.object], submittable(form, typed));
  return found.filter((finding) => !isToldBelow(form, finding) && !isCopiedEnd(form, typed, finding)).map((finding) => atControl(form, typed, finding));
}

// One control holds the whole list, so there is no place for what is said about one of its elements.
const WHOLE: readonly FieldType[] = ['choices', 'tree', 'tags', 'images', 'regions'];

function atControl(form: FormDescription, typed: Typed, finding: PlacedFinding): PlacedFinding {
  const [key, index, part] = finding.path;
  const field = fieldAt(form, String(key));
  if (field?.type === 'ipRanges' && part === 'start') {
    // One box has no start.
    const label = field.single === true ? field.label : '起始IP';
    return { ...finding, message: isBlank(recordsOf(typed[field.key])[Number(index)]?.['start']) ? `请填写${label}` : finding.message.replace('起始IP', label) };
  }
  if (field === undefined || !WHOLE.includes(field.type) || typeof index !== 'number') return finding;
  return { ...finding, path: [field.key], message: field.type === 'images' ? `第${index + 1}张${finding.message}` : finding.message };
}

// What makes it interactive all the same is said by the notice below the field.
const isToldBelow = ({ object }: FormDescription, { code, level }: PlacedFinding): boolean => level === 'warn' && code === `${object}.interactive`;

// An empty end stands for the start, whose fault is told there; a single address has no end of its own.
function isCopiedEnd(form: FormDescription, typed: Typed, { path }: PlacedFinding): boolean {
  const [key, row, part] = path;
  const field = fieldAt(form, String(key));
  if (field?.type !== 'ipRanges' || part !== 'end') return false;
  return field.single === true || isBlank(recordsOf(typed[field.key])[Number(row)]?.['end']);
}
