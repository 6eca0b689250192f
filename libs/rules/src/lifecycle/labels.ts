import type { ApplicationKind, Message, Stage } from './stages.ts';

/** Words for a stage on lists and pages (HOM-58); `stageLabel` says it more exactly for a finished application. */
export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  draft: '草稿',
  pending_code: '待验证',
  submitted: '等待审核',
  in_review: '审核中',
  initial_passed: '初步审核完成',
  inspecting: '面审/实地检查',
  approved: '审核通过',
  returned: '退回',
  refused: '不通过',
  withdrawn: '已撤回',
  lapsed: '逾期失效',
  abandoned: '验证未完成',
};

const APPROVED_LABELS: Readonly<Record<ApplicationKind, string>> = {
  new: '已备案',
  change: '变更完成',
  cancel: '注销完成',
  claim: '已备案',
};

/** The stage in the words of its kind of application, e.g. 注销完成 for an approved cancellation. */
export function stageLabel(stage: Stage, kind: ApplicationKind): string {
  return stage === 'approved' ? APPROVED_LABELS[kind] : STAGE_LABELS[stage];
}

/** Kinds of filed object (labels.md). */
export const OBJECT_LABELS = {
  website: '网站',
  mini_program: '小程序',
  app: 'APP',
  app_market: '应用市场',
  provider: '服务商',
} as const;
export type ObjectKind = keyof typeof OBJECT_LABELS;

/** Name of the record in 我的申请 (HOM-57). */
export function applicationLabel(object: ObjectKind, kind: ApplicationKind): string {
  if (object === 'website') return WEBSITE_APPLICATIONS[kind];
  return `${OBJECT_VERBS[kind]}${OBJECT_LABELS[object]}`;
}

const WEBSITE_APPLICATIONS: Readonly<Record<ApplicationKind, string>> = {
  new: '新办网站申请',
  change: '网站信息变更',
  cancel: '网站注销申请',
  claim: '网站认领',
};

const OBJECT_VERBS: Readonly<Record<ApplicationKind, string>> = { new: '新增', change: '变更', cancel: '注销', claim: '认领' };

/** What a message is called on buttons and in the timeline. */
export const MESSAGE_LABELS: Readonly<Record<Message, string>> = {
  submit: '提交',
  sendCode: '发送验证码',
  confirmCode: '网站注销',
  abandon: '验证超时',
  take: '受理',
  release: '退还待办',
  passInitial: '初审通过',
  orderInspection: '安排面审/实地检查',
  cancelInspection: '取消面审/实地检查',
  recordInspection: '登记检查结果',
  confirmAppointment: '确认预约',
  requestReschedule: '申请改期',
  answerReschedule: '答复改期',
  approve: '审核通过',
  countersign: '复核同意',
  declineCountersign: '复核不同意',
  return: '退回',
  refuse: '不予通过',
  resubmit: '重新提交',
  withdraw: '撤回',
  lapse: '逾期失效',
  transfer: '移交',
  reassign: '重新指派',
  extend: '延期',
  setInteractive: '认定交互式',
  dismissRuleHit: '解除规则提示',
  confirmSubjectFlag: '确认主体性质',
  chooseNumber: '选定备案编号',
};
