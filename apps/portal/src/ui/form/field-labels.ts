import { parseFieldPath, type FieldPath } from './field-path.ts';

const GROUPS: Readonly<Record<string, string>> = {
  manager: '网站负责人', security: '网站安全负责人', emergency: '网站应急联络人', responsible: '负责人',
  accessProvider: '网络接入服务商', registrar: '域名注册服务商', ipRanges: 'IP地址', approvals: '前置许可', notice: '提示说明', images: '',
};
const SUBJECT_FIELDS: Readonly<Record<string, string>> = { name: '单位名称', type: '单位性质', certificateNumber: '证件号码', region: '所属地区' };
const PERSON_FIELDS: Readonly<Record<string, string>> = { name: '姓名', certificateNumber: '证件号码' };
const FIELDS: Readonly<Record<string, string>> = {
  name: '网站名称', domains: '域名', serviceTypes: '网站服务类型', serviceContents: '网站服务内容', interactive: '交互式服务',
  openedOn: '网站开通日期', homeUrl: '首页网址', icpNumber: 'ICP备案号', languages: '语种', domainCertificate: '域名证书', explanation: '书面说明',
  start: '起始IP', end: '终止IP', kind: '种类', image: '许可截图', accepted: '阅读确认',
  certificateType: '证件类型', certificateNumber: '证件号码', validUntil: '证件有效期', mobile: '手机号码', email: '邮箱', residence: '常住地', officePhone: '办公电话',
  idImage: '身份证照片', verified: '逐项核实', nature: '开办主体性质', type: '单位性质', leader: '投资或主管单位', region: '所属地区', address: '注册地址',
  licence: '单位证件照片', openerId: '开办者身份证照片', captcha: '验证',
};
const PERSONS = new Set(['manager', 'security', 'emergency', 'responsible']);
const PROVIDERS = new Set(['accessProvider', 'registrar']);

/** A field in the words of the form, whether the path is the form's, a reason's (`website.manager.name`) or a service's. */
export function fieldLabel(path: FieldPath | string): string {
  const parts = typeof path === 'string' ? parseFieldPath(path, ['data']) : path;
  const [first, ...rest] = parts;
  if (first === 'website') return fieldLabel(rest.length === 0 ? ['网站'] : rest);
  if (first === 'subject') return rest.length === 0 ? '开办主体' : `开办主体 · ${labelOf(rest, SUBJECT_FIELDS)}`;
  return labelOf(parts, FIELDS);
}

/** The same for the subject's own form, whose `name` is the unit's. */
export function subjectFieldLabel(path: FieldPath): string {
  return labelOf(path, SUBJECT_FIELDS);
}

function labelOf(parts: FieldPath, own: Readonly<Record<string, string>>): string {
  const words: string[] = [];
  let fields = own;
  for (const part of parts) {
    if (typeof part === 'number') {
      if (part > 0 || parts.length > 1) words.push(`第${part + 1}项`);
      continue;
    }
    const word = GROUPS[part] ?? fields[part] ?? FIELDS[part] ?? part;
    if (word !== '') words.push(word);
    if (PERSONS.has(part)) fields = PERSON_FIELDS;
    if (PROVIDERS.has(part)) fields = { name: '名称', region: '所属地区' };
  }
  return words.join(' · ');
}
