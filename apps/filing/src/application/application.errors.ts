import { conflict, defineError, DomainError } from '@beian/kit/errors/domain-error';
import { REFUSALS, type RefusalCode } from '@beian/rules/lifecycle/refusals';

/** Refusals of this service beside those of the transition table; what a settled command's `code` may be. */
export const FILING_REFUSALS = {
  'case.revision-changed': '该申请已有新的进展，请刷新后再操作',
  'command.unknown': '未登记的操作指令',
  'command.signature-invalid': '操作指令的签名无效',
  'command.expired': '操作指令已过期，请重新操作',
  'command.credential-invalid': '登录凭证与操作指令不符，请重新登录后操作',
  'command.payload-invalid': '操作内容不符合要求',
  'subject.awaited': '等待主体审核：开办主体由公安机关单独审核，审核通过后方可审核通过本申请',
  'subject.superseded': '开办主体信息已更新，请刷新后再审核',
  'subject.registered': '该证件号码的开办主体已由其他账号登记并审核通过，不能重复通过，请核实后退回',
  'subject.outdated': '开办主体信息已变更，请重新进入本页核对主体信息后再提交，已填写的内容不会丢失',
  'subject.not-own': '开办主体凭证不属于当前账号',
  'subject.returned': '开办主体已被退回，请修改主体信息后再提交',
  'receipt.invalid': '主体或图片的凭证无效，请重新获取后提交',
  'receipt.expired': '主体或图片的凭证已过期，请重新获取后提交',
  'number.exhausted': '本单位备案编号已用尽，请联系系统管理员',
  'transfer.target-unknown': '请选择有效的移交单位',
  'transfer.target-not-allowed': '上级单位只能将申请上收至本单位',
  'reassign.officer-unknown': '请选择本单位在职的初审民警',
  'reassign.already-held': '该申请已由所选民警受理',
  'reassign.own-case': '所选民警与该申请有关，应当回避',
  'interactive.unchanged': '该申请已按此办理，无需重新认定',
  'input.invalid': '提交的内容有误，请按提示修改',
} as const;
export type FilingRefusal = keyof typeof FILING_REFUSALS;

/** The Chinese sentence of a refusal's code; a code of elsewhere stands for itself. */
export function refusalMessage(code: string): string {
  if (Object.hasOwn(REFUSALS, code)) return REFUSALS[code as RefusalCode];
  return Object.hasOwn(FILING_REFUSALS, code) ? FILING_REFUSALS[code as FilingRefusal] : '该操作未能完成';
}

/** 409 or, of an own making of this service, 422: a named refusal as an error. */
export function refusal(code: FilingRefusal): DomainError {
  return new DomainError(code, 409, FILING_REFUSALS[code]);
}

/** 403: S4, officers do not see cases of their own. */
export const ownCase = defineError('case.own-case', 403, REFUSALS['case.own-case']);
/** The id is taken: by another content, or by a record that the caller does not see. One answer for both. */
export const applicationTaken = () => conflict('application.exists', '该申请编号已被使用，请刷新后重新提交');
export const filingBusy = () => conflict('filing.open-application', '该备案已有一项申请正在办理');
export const notFiledYet = defineError('filing.not-filed', 404, '该备案尚未完成，暂无备案编号');
export const draftConflict = () => conflict('draft.changed', '草稿已在其他窗口中修改，请刷新后继续');
export const draftTooLarge = defineError('draft.too-large', 422, '草稿内容过大');
