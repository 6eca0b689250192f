import type { FieldType, FormDescription } from './description.ts';
import { fieldsOf, fieldsOfType } from './walk.ts';
import { APPROVALS } from '../naming/approvals.ts';

/** What people have to look up before they can answer. */
const LOOKED_UP: readonly FieldType[] = ['text', 'domains', 'url', 'number', 'provider', 'hosting', 'ipRanges', 'versions', 'packages'];

/** OPN-63: what to have at hand, as the form's own fields say it. */
export function materialsOf(form: FormDescription): string[] {
  const people = fieldsOfType(form, 'person').map(({ picture }) => picture);
  const pictures = [
    ...fieldsOfType(form, 'image').filter(({ required }) => required === true).map(({ label }) => label),
    ...fieldsOfType(form, 'images').filter(({ min }) => min > 0).map(({ label, min, most }) => `${label}（${min}至${most}张）`),
  ];
  const answers = fieldsOf(form).filter(({ type, required }) => required === true && LOOKED_UP.includes(type)).map(({ label }) => label);
  const kinds = Object.values(APPROVALS).map(({ label }) => label);
  return [
    '开办者身份证照片；单位还需单位证件照片（均已随主体上传）',
    ...(people.length === 0 ? [] : [people.join('、')]),
    ...(pictures.length === 0 ? [] : [pictures.join('、')]),
    `需要填写的内容：${answers.join('、')}`,
    ...(fieldsOfType(form, 'approvals').length === 0 ? [] : [`涉及${kinds.slice(0, -1).join('、')}或${kinds.at(-1)}的，另需相应许可的截图`]),
  ];
}
