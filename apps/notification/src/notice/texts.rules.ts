import { formOf } from '@beian/rules/forms/forms';
import { applicationLabel, MESSAGE_LABELS, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { REFUSALS } from '@beian/rules/lifecycle/refusals';
import type { ApplicationKind, Message } from '@beian/rules/lifecycle/stages';
import { fieldLabel } from './field-labels.rules.ts';

/** What is told: always a system message, and an SMS where the documents demand one (L.2). */
export interface Text {
  readonly template: string;
  readonly title: string;
  readonly body: string;
  /** Without the sender's signature; null for what stays in the system. */
  readonly sms: string | null;
  readonly link: string;
}

/** What every text about an application names (OPN-58). */
export interface CaseFacts {
  readonly application: string;
  readonly kind: ApplicationKind;
  readonly object: ObjectKind;
  readonly siteName: string;
  readonly number: string | null;
  readonly bureau: { readonly name: string; readonly phone: string | null } | undefined;
}
export interface ReasonText {
  readonly field: string;
  readonly text: string;
}

/** Two or three parts of an SMS; longer reasons are read in the system. */
const SMS_REASONS = 120;

const TAKE_CODE = '请登录系统下载备案图标和代码，并在首页底部展示。';
/** OPN-25: what has no page has nothing to paste code into. */
const TAKE_ICON = '请登录系统下载备案图标，并在显著位置展示备案编号。';
const AFTER_DECISION: Readonly<Partial<Record<ApplicationKind, string>>> = { change: '备案信息已变更。', cancel: '该备案已注销，编号不再使用。' };
/** What the owner does next. */
const afterApproval = ({ kind, object }: CaseFacts): string => AFTER_DECISION[kind] ?? (formOf(object).htmlCode ? TAKE_CODE : TAKE_ICON);

/** NTF-10…27 as far as their events exist; each returns the text for one recipient. */
export const TEXTS = {
  submitted: (facts: CaseFacts) => owner(facts, 'application.submitted', '申请已提交', `${whatOf(facts)}已提交，由${bureauOf(facts)}受理，审核结果将以短信和系统通知告知。${callOf(facts)}`),
  resubmitted: (facts: CaseFacts) => owner(facts, 'application.resubmitted', '申请已重新提交', `${whatOf(facts)}已重新提交，重新计算审核期限。${callOf(facts)}`),
  initialPassed: (facts: CaseFacts) => withSms(owner(facts, 'application.initial_passed', '初步审核已完成', `${whatOf(facts)}已通过初步审核，请留意后续通知。${callOf(facts)}`)),
  transferred: (facts: CaseFacts) => owner(facts, 'application.transferred', '申请已移交', `${whatOf(facts)}已移交${bureauOf(facts)}办理，审核期限不变。${callOf(facts)}`),
  withdrawn: (facts: CaseFacts) => owner(facts, 'application.withdrawn', '申请已撤回', `${whatOf(facts)}已撤回，填写的内容已存为草稿。${callOf(facts)}`, '/drafts'),
  lapsed: (facts: CaseFacts) => withSms(owner(facts, 'application.lapsed', '申请已逾期失效', `${whatOf(facts)}退回后60日内未重新提交，已失效，填写的内容已存为草稿，可重新申请。${callOf(facts)}`, '/drafts')),

  /** NTF-11, NTF-22, REV-14: result, number, and the brigade's telephone as the event says it. */
  approved: (facts: CaseFacts, filing: string, filingNumber: string) =>
    withSms(owner(facts, 'application.approved', '审核通过', `${whatOf(facts)}已审核通过，备案编号：${filingNumber}。${afterApproval(facts)}${callOf(facts)}`, `/filings/${filing}`)),

  /** NTF-12, NTF-24, OPN-55: every reason with its field; the SMS as many of them as fit. */
  returned: (facts: CaseFacts, reasons: readonly ReasonText[], lapsesOn: string): Text => {
    const lines = reasons.map(({ field, text }, index) => `${index + 1}. ${labelled(field, text)}`);
    const until = `请于${chineseDay(lapsesOn)}前修改后重新提交，逾期失效。`;
    return {
      ...owner(facts, 'application.returned', '申请被退回', `${whatOf(facts)}被退回，理由：\n${lines.join('\n')}\n${until}${callOf(facts)}`),
      sms: `${whatOf(facts)}被退回，理由：${cut(lines.join('；'))}。${until}${callOf(facts)}`,
    };
  },

  /** OPN-19: what an officer has decided, why, and what follows from it. */
  interactiveSet: (facts: CaseFacts, interactive: boolean, reason: string) =>
    owner(facts, 'application.interactive_set', interactive ? '已认定为交互式' : '已认定为非交互式', `${whatOf(facts)}经审核认定为${interactive ? '交互式' : '非交互式'}。理由：${reason}。${interactive ? '初步审核后还需面审或实地检查，并须提交安全评估。' : '初步审核后无需面审或实地检查。'}${callOf(facts)}`),

  dueSoon: (facts: CaseFacts, dueOn: string | null) => officer(facts, 'application.due_soon', '审核即将到期', `${whatOf(facts)}的审核期限${dueOn === null ? '' : `为${chineseDay(dueOn)}，`}即将届满，请及时办理。`),
  overdue: (facts: CaseFacts, dueOn: string | null) => officer(facts, 'application.overdue', '审核已逾期', `${whatOf(facts)}的审核期限${dueOn === null ? '' : `（${chineseDay(dueOn)}）`}已过，请立即办理。`),
  reassigned: (facts: CaseFacts) => officer(facts, 'application.reassigned', '申请已指派给您', `${whatOf(facts)}已由本单位领导指派给您办理，审核期限不变，请及时办理。`),
  smsNotDelivered: (facts: CaseFacts, state: 'failed' | 'unknown') =>
    officer(facts, `sms.${state}`, state === 'failed' ? '短信发送失败' : '短信发送结果未知', `${whatOf(facts)}的一条通知短信${state === 'failed' ? '未能发出' : '是否送达未知，系统不会自动重发'}，对应的系统通知已送达申请人，请视情电话联系。`),

  subjectApproved: (subject: string): Text => ({ template: 'subject.approved', title: '开办主体审核通过', body: '您提交的开办主体已审核通过。', sms: null, link: `/subjects/${subject}` }),
  subjectReturned: (subject: string): Text => ({ template: 'subject.returned', title: '开办主体被退回', body: '您提交的开办主体随申请一并被退回，请按退回理由修改后重新提交。', sms: null, link: `/subjects/${subject}` }),

  /** SUB-34: from here on the subject has a clock of its own. */
  reviewOpened: (subject: string, dueOn: string): Text => ofSubject(subject, 'review.opened', '开办主体等待审核', `您提交的开办主体等待审核，一般审核时间为21个工作日，审核期限至${chineseDay(dueOn)}，审核结果将以短信和系统通知告知。`),
  /** NTF-10, SUB-35: SMS and system message. */
  reviewApproved: (subject: string): Text => withSms(ofSubject(subject, 'review.approved', '开办主体审核通过', '您提交的开办主体已审核通过，可以办理备案业务。')),
  /** NTF-24 likewise: every reason with its field; the SMS as many of them as fit. */
  reviewReturned: (subject: string, bureau: CaseFacts['bureau'], reasons: readonly ReasonText[]): Text => returned(ofSubject(subject, 'review.returned', '开办主体被退回', '您提交的开办主体被退回'), '请更正后重新提交审核。', bureau, reasons),

  /** OPN-07, P.3 row 7: SMS and system message of the result; until then what was approved before stays in force. */
  changeSubmitted: (subject: string, dueOn: string): Text => ofSubject(subject, 'subject_change.submitted', '主体变更等待审核', `您提交的主体变更等待审核，审核期限至${chineseDay(dueOn)}，审核结果将以短信和系统通知告知。审核通过前，原主体信息继续有效。`),
  /** `following`: the changed fields that filings repeat. */
  changeApproved: (subject: string, following: readonly string[]): Text =>
    withSms(ofSubject(subject, 'subject_change.approved', '主体变更审核通过', `您提交的主体变更已审核通过，新的主体信息已生效。${following.length === 0 ? '' : `${listed(following)}有变动，请登录系统核对该主体名下的备案，备案内容随之变化的，应当办理备案变更。`}`)),
  changeReturned: (subject: string, bureau: CaseFacts['bureau'], reasons: readonly ReasonText[]): Text =>
    returned(ofSubject(subject, 'subject_change.returned', '主体变更被退回', '您提交的主体变更被退回'), '原主体信息继续有效，请更正后重新提交变更。', bureau, reasons),
  /** OPN-65: which account it was stands in the audit. */
  subjectContested: (unitName: string | null): Text => ({
    template: 'subject.contested', title: '有人重复登记已通过的主体',
    body: `有其他账号申请登记${unitName === null ? '本单位审核通过的一名个人主体' : `本单位审核通过的主体“${unitName}”`}，平台已拒绝。请核实是否被冒用，或者原账号是否已无法使用；申请的账号可由审计人员查询。`, sms: null, link: '/desk',
  }),
  reviewDueSoon: (review: string, dueOn: string): Text => ofReview(review, 'review.due_soon', '主体审核即将到期', `一件主体审核的期限为${chineseDay(dueOn)}，即将届满，请及时办理。`),
  reviewOverdue: (review: string, dueOn: string): Text => ofReview(review, 'review.overdue', '主体审核已逾期', `一件主体审核的期限（${chineseDay(dueOn)}）已过，请立即办理。`),

  /** S10: a signal that changed nothing is told to its sender with the reason. */
  signalRefused: (facts: Pick<CaseFacts, 'application' | 'siteName'> & { action: string; code: string | null; byOwner: boolean; void: boolean }): Text => {
    const why = facts.void ? '未能在规定时间内执行' : `未被接受：${refusalText(facts.code)}`;
    return {
      template: facts.void ? 'command.void' : 'command.refused',
      title: '操作未生效',
      body: `您对“${facts.siteName}”的操作“${MESSAGE_LABELS[facts.action as Message] ?? facts.action}”${why}。该申请没有发生变化。`,
      sms: null,
      link: facts.byOwner ? `/applications/${facts.application}` : `/desk/${facts.application}`,
    };
  },

  /** What somebody else may have done to an account, told where its owner looks. */
  passwordChanged: (how: 'change' | 'reset'): Text => account('account.password', how === 'reset' ? '密码已重置' : '密码已修改', `您的登录密码已${how === 'reset' ? '通过短信验证码重置，所有设备均已退出登录' : '修改，其他设备均已退出登录'}。`),
  mobileChanged: (): Text => account('account.mobile', '手机号已更换', '您账号的手机号已更换，之后的短信将发送到新号码。'),
  emailVerified: (): Text => account('account.email', '邮箱已验证', '您账号的邮箱已通过验证。'),

  /** Which officer it is stands in the audit, not in a message. */
  quotaReached: (day: string, reveals: number): Text => ({
    template: 'reveal.quota', title: '查看个人信息已达当日上限', body: `${chineseDay(day)}，本单位一名民警查看完整个人信息已达${reveals}次，当日不能继续查看。请核实是否办案所需，必要时联系审计人员查询记录。`, sms: null, link: '/desk',
  }),

  /** S5: no further number can be issued until an administrator has acted. */
  numbersExhausted: (issuingCode: string, category: string): Text => ({
    template: 'number.exhausted', title: '备案编号已用尽', body: `签发代码${issuingCode}、类别${category}的备案编号已用尽，暂时无法核发编号，请联系平台管理员处理。`, sms: null, link: '/desk',
  }),
} as const;

/** The SMS as it leaves: who sends it stands before it, as the documents have it (NTF-11). */
export function signedSms(text: string, bureau: CaseFacts['bureau']): string {
  return `【${bureau?.name ?? '公安机关网安部门'}】${text}`;
}

function owner(facts: CaseFacts, template: string, title: string, body: string, link = `/applications/${facts.application}`): Text {
  return { template, title, body, sms: null, link };
}

function ofSubject(subject: string, template: string, title: string, body: string): Text {
  return { template, title, body, sms: null, link: `/subjects/${subject}` };
}

/** Every reason with its field; the SMS as many of them as fit. `base` says what was returned. */
function returned(base: Text, next: string, bureau: CaseFacts['bureau'], reasons: readonly ReasonText[]): Text {
  const lines = reasons.map(({ field, text }, index) => `${index + 1}. ${labelled(field, text)}`);
  const call = bureau?.phone == null ? '' : `联系电话：${bureau.phone}。`;
  return { ...base, body: `${base.body}，理由：\n${lines.join('\n')}\n${next}${call}`, sms: `${base.body}，理由：${cut(lines.join('；'))}。${next}${call}` };
}

/** The fields' labels, each once: 单位名称、主体负责人. */
function listed(fields: readonly string[]): string {
  return [...new Set(fields.map((field) => fieldLabel(field) ?? field))].join('、');
}

function ofReview(review: string, template: string, title: string, body: string): Text {
  return { template, title, body, sms: null, link: `/desk/subjects/${review}` };
}

function withSms(text: Text): Text {
  return { ...text, sms: text.body };
}

function account(template: string, title: string, body: string): Text {
  return { template, title, body: `${body}如非本人操作，请立即重置密码并联系平台。`, sms: null, link: '/account' };
}

function officer(facts: CaseFacts, template: string, title: string, body: string): Text {
  return { template, title, body, sms: null, link: `/desk/${facts.application}` };
}

function whatOf({ siteName, object, kind, number }: CaseFacts): string {
  return `“${siteName}”的${applicationLabel(object, kind)}${number === null ? '' : `（申请编号：${number}）`}`;
}

function bureauOf({ bureau }: CaseFacts): string {
  return bureau?.name ?? '属地网安部门';
}

function callOf({ bureau }: CaseFacts): string {
  return bureau?.phone == null ? '' : `联系电话：${bureau.phone}。`;
}

function labelled(field: string, text: string): string {
  const label = fieldLabel(field);
  return label === undefined ? text : `${label}：${text}`;
}

function refusalText(code: string | null): string {
  if (code === null) return '不符合办理条件';
  return (REFUSALS as Readonly<Record<string, string>>)[code] ?? `不符合办理条件（${code}）`;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= SMS_REASONS ? text : `${characters.slice(0, SMS_REASONS).join('')}……全部理由请登录系统查看`;
}

function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
