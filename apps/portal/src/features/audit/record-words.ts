import { REVEAL_REASONS } from '@beian/contracts/filing/reveals';
import { MESSAGE_LABELS, STAGE_LABELS } from '@beian/rules/lifecycle/labels';
import { REFUSALS, type RefusalCode } from '@beian/rules/lifecycle/refusals';
import { STAGES, type Message, type Stage } from '@beian/rules/lifecycle/stages';
import { fieldLabel } from '../../ui/form/field-labels.ts';

const SERVICES: Readonly<Record<string, string>> = {
  identity: '账号服务', subject: '主体服务', filing: '备案服务', assessment: '安全评估服务', notification: '通知服务', storage: '文件服务', audit: '审计服务',
};
const OBJECTS: Readonly<Record<string, string>> = {
  application: '申请', filing: '备案', subject: '主体', upload: '文件', draft: '草稿', account: '账号', session: '登录会话', bureau: '单位', region: '行政区划', officer: '民警账号',
  command: '指令', leave: '请假', enrolment: '启用码', number: '备案编号', sms: '短信', message: '系统通知', search: '检索', timeline: '操作记录', code: '验证码', mail: '邮件', password: '密码', revision: '主体资料', subject_change: '主体变更', review: '主体审核', sign_on: '统一认证登录', second_factor: '动态口令',
};
const VERBS: Readonly<Record<string, string>> = {
  read: '查阅', view: '查阅', reveal: '查看完整信息', erase: '按规定删除', search: '检索', open: '登录', close: '退出', register: '注册', appoint: '任命', dismiss: '免职', merge: '撤并', grant: '登记', end: '结束', use: '使用', list: '查阅列表', change: '更新', create: '新建', store: '上传', receipt: '出具回执',
  save: '保存', discard: '删除', revise: '更正', issue: '核发', send: '发送', reserve: '登记待发', postpone: '推迟发送', doubt: '结果未知', received: '收到', forged: '拦截伪造', unanswered: '无应答', check: '核对', contact: '更换联系方式', link: '关联', unlink: '解除关联', verify: '实人认证', enrol: '绑定', reset: '重置', recover: '使用恢复码', change_person: '经办人变更', remind: '到期提醒', subject_changed: '主体已变更', escalate: '逾期上报',
};
/** Where the verb alone would say something else. */
const ACTIONS: Readonly<Record<string, string>> = { 'review.open': '主体审核：开始' };
const PROPERTIES: Readonly<Record<string, string>> = {
  stage: '环节', holder: '受理人账号', bureau: '单位', number: '编号', data: '填报资料', round: '轮次', revision: '版本', state: '状态', subject: '主体', subjectRevision: '主体版本', subjectReturned: '主体一并退回', review: '主体审核',
  dueOn: '到期日', reasons: '理由', fields: '涉及项目', changed: '更改的项目', uploads: '文件', siteName: '名称', name: '名称', domains: '域名', notice: '告知书版本', interactive: '交互式', nature: '性质', type: '类型', region: '地区',
  account: '账号', command: '指令', cause: '起因', template: '模板', size: '字节数', purpose: '用途', digest: '摘要', sentDigest: '原件摘要', reason: '原因', entries: '条数', found: '条数', factor: '登录方式', kind: '种类', active: '启用', roles: '角色', delegate: '代理人账号', inTheNameOf: '被代理人账号', successor: '承接单位', from: '原为', to: '至', officer: '人员账号', sms: '短信', signOn: '登录方式', provider: '统一认证平台', identityLevel: '实人认证', holder_kind: '账号类型',
};
const GROUNDS: Readonly<Record<string, string>> = { merger: '单位撤并', review: '审核职责', audit: '审计职责', sign_on: '统一认证', 'retention.ended': '保存期限已满', 'person.request': '本人申请', ...REVEAL_REASONS };
/** Properties that list fields of the form. */
const FIELD_LISTS = new Set(['fields', 'changed']);

export function serviceLabel(service: string): string {
  return SERVICES[service] ?? service;
}

export function targetLabel(type: string): string {
  return OBJECTS[type] ?? type;
}

/** `application.approve` → 申请：审核通过. A word that is not known stays as recorded. */
export function actionLabel(action: string): string {
  if (Object.hasOwn(ACTIONS, action)) return ACTIONS[action] ?? action;
  const [object = '', verb = ''] = action.split('.');
  const words = Object.hasOwn(MESSAGE_LABELS, verb) ? MESSAGE_LABELS[verb as Message] : VERBS[verb];
  return words === undefined ? action : `${OBJECTS[object] ?? object}：${words}`;
}

/** The refusal's sentence where the code is one of the transition table's; otherwise the code itself. */
export function refusalLabel(code: string): string {
  return Object.hasOwn(REFUSALS, code) ? `${REFUSALS[code as RefusalCode]}（${code}）` : code;
}

/** A recorded property's name; one that is not known stays as recorded. */
export function propertyLabel(name: string): string {
  return PROPERTIES[name] ?? name;
}

export function groundLabel(ground: string): string {
  return GROUNDS[ground] ?? ground;
}

/** A recorded value to read; a commitment shows that something is there without showing it. */
export function valueText(value: unknown, name = ''): string {
  if (value === null || value === undefined) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map((item) => (FIELD_LISTS.has(name) ? fieldLabel(String(item)) : String(item))).join('、');
  if (typeof value === 'object') {
    const commitment = (value as Readonly<Record<string, unknown>>)['commitment'];
    return typeof commitment === 'string' ? `已加密（摘要 ${commitment.slice(0, 12)}…）` : JSON.stringify(value);
  }
  const text = String(value);
  return STAGES.some((stage) => stage === text) ? STAGE_LABELS[text as Stage] : text;
}
