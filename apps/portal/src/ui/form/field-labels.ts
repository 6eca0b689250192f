import { isObjectKind } from '@beian/rules/forms/forms';
import { labelAt } from '@beian/rules/forms/labels';
import { PERSON_PARTS } from '@beian/rules/forms/parts';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import { parseFieldPath, type FieldPath } from './field-path.ts';

/** The subject's form; a natural person's parts have the same names on every form. */
const SUBJECT_FIELDS: Readonly<Record<string, string>> = {
  name: '单位名称', type: '单位性质', certificateNumber: '证件号码', region: '所属地区', operationRegion: '运营所在地', nature: '开办主体性质', leader: '投资或主管单位', address: '注册地址', nationalLevel: '国家级单位', governmentAuthorised: '政府授权机构',
  responsible: '负责人', images: '', licence: '单位证件照片', openerId: '开办者身份证照片', explanation: '书面说明', captcha: '验证',
};

/** A field in the words of its form, whether the path is a reason's (`website.manager.name`), a service's (`data.domains.1`) or that of a form of this kind. */
export function fieldLabel(path: FieldPath | string, object: ObjectKind = 'website'): string {
  const parts = typeof path === 'string' ? parseFieldPath(path, ['data']) : path;
  const [first, ...rest] = parts;
  if (first === 'subject') return rest.length === 0 ? '开办主体' : `开办主体 · ${subjectFieldLabel(rest)}`;
  if (typeof first === 'string' && isObjectKind(first)) return labelAt(first, rest);
  return labelAt(object, parts);
}

/** The same for the subject's own form, whose `name` is the unit's. */
export function subjectFieldLabel(path: FieldPath): string {
  const words = path.map((part, index) => {
    if (typeof part === 'number') return `第${part + 1}项`;
    return path[index - 1] === 'responsible' ? (PERSON_PARTS as Readonly<Record<string, { label: string }>>)[part]?.label ?? part : SUBJECT_FIELDS[part] ?? part;
  });
  return words.filter((word) => word !== '').join(' · ');
}
