import { OBJECT_LABELS, type ObjectKind } from '../lifecycle/labels.ts';
import type { FormField } from './description.ts';
import { formOf, isObjectKind } from './forms.ts';
import { PARTS } from './parts.ts';
import { fieldAt } from './walk.ts';

/** Words for what belongs to the screens and to no field. */
const SCREEN_WORDS: Readonly<Record<string, string>> = { notice: '提示说明', accepted: '阅读确认', verified: '逐项核实', approvalsInvolved: '相关前置许可' };

/** A path of a form in its own words, e.g. `ipRanges.0.start` → IP地址 · 第1项 · 起始IP; rows count from one. */
export function labelAt(object: ObjectKind, path: readonly (string | number)[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return OBJECT_LABELS[object];
  const form = formOf(object);
  const field = fieldAt(form, String(first));
  if (field === undefined) return [first, ...rest].map((part) => SCREEN_WORDS[part] ?? fieldAt(form, String(part))?.label ?? String(part)).join(' · ');
  // A single address is one box, whatever it is kept as.
  if (field.type === 'ipRanges' && field.single === true && rest.at(-1) !== 'overrideReason') return field.label;
  return [field.label, ...rest.map((part) => (typeof part === 'number' ? `第${part + 1}项` : partLabel(field, part)))].join(' · ');
}

/** The label of the field that a reason or finding is about, without its parts: `app.packages.0.bundleId` → 安装包. */
export function fieldLabelOf(field: string): string | undefined {
  const [object = '', key] = field.split('.');
  if (!isObjectKind(object)) return undefined;
  return key === undefined ? OBJECT_LABELS[object] : fieldAt(formOf(object), key)?.label;
}

const partLabel = (field: FormField, part: string): string => PARTS[field.type]?.[part]?.label ?? part;
