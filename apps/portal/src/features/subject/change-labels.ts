import { fieldLabel } from '../../ui/form/field-labels.ts';
import { dayInWords } from '../../ui/text/moments.ts';

/** A field of a subject where everything is of the subject: 开办主体 need not stand before each. */
export function shortLabel(field: string): string {
  return fieldLabel(field).replace(/^开办主体 · /, '');
}

/** 单位名称、负责人 · 手机号码 */
export function labelsOf(fields: readonly string[]): string {
  return fields.map(shortLabel).join('、');
}

/** A change that waits, with the day on which its review is due. */
export function changeWaitingText(dueOn: string): string {
  return `主体变更等待审核，审核期限至${dayInWords(dueOn)}`;
}
