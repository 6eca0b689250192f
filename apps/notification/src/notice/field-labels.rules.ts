/** What the form calls its fields, for reasons of a return (REV-12). */
const LABELS: Readonly<Record<string, string>> = {
  'website.name': '网站名称',
  'website.domains': '域名',
  'website.serviceTypes': '网站服务类型',
  'website.serviceContents': '网站服务内容',
  'website.interactive': '交互式服务',
  'website.approvals': '前置许可',
  'website.accessProvider': '网络接入服务商',
  'website.registrar': '域名注册服务商',
  'website.ipRanges': 'IP地址',
  'website.openedOn': '网站开通日期',
  'website.homeUrl': '首页网址',
  'website.icpNumber': 'ICP备案号',
  'website.languages': '语种',
  'website.domainCertificate': '域名证书',
  'website.explanation': '书面说明',
  'website.manager': '网站负责人',
  'website.security': '网站安全负责人',
  'website.emergency': '网站应急联络人',
  subject: '开办主体',
  'subject.type': '单位性质',
  'subject.name': '单位名称',
  'subject.certificateNumber': '证件号码',
  'subject.leader': '投资或主管单位',
  'subject.region': '所属地区',
  'subject.address': '注册地址',
  'subject.responsible': '主体负责人',
  'subject.images': '证件图片',
  'subject.explanation': '书面说明',
};

/** The label of the field or of the nearest one around it, e.g. 主体负责人 for `subject.responsible.name`. */
export function fieldLabel(field: string): string | undefined {
  const parts = field.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const label = LABELS[parts.slice(0, length).join('.')];
    if (label !== undefined) return label;
  }
  return undefined;
}
