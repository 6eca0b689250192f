import { fieldLabelOf } from '@beian/rules/forms/labels';

/** What the subject's form calls its fields, for reasons of a return (REV-12). */
const SUBJECT_LABELS: Readonly<Record<string, string>> = {
  subject: '开办主体',
  'subject.type': '单位性质',
  'subject.name': '单位名称',
  'subject.certificateNumber': '证件号码',
  'subject.leader': '投资或主管单位',
  'subject.region': '所属地区',
  'subject.operationRegion': '运营所在地',
  'subject.address': '注册地址',
  'subject.responsible': '主体负责人',
  'subject.images': '证件图片',
  'subject.nationalLevel': '国家级单位',
  'subject.governmentAuthorised': '政府授权机构',
  'subject.explanation': '书面说明',
};

/** The label of the field or of the nearest one around it, e.g. 主体负责人 for `subject.responsible.name`. */
export function fieldLabel(field: string): string | undefined {
  const parts = field.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const label = SUBJECT_LABELS[parts.slice(0, length).join('.')];
    if (label !== undefined) return label;
  }
  return fieldLabelOf(field);
}
