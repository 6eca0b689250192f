import { conflict, defineError, DomainError } from '@beian/kit/errors/domain-error';
import { REVIEW_REFUSALS, type ReviewRefusal } from '@beian/rules/subject/review';

/** Why a command is not carried out, beside what the table refuses. */
const MESSAGE_REFUSALS = {
  'command.unknown': '未登记的操作指令',
  'command.signature-invalid': '操作指令的签名无效',
  'command.expired': '操作指令已过期，请重新操作',
  'command.credential-invalid': '登录凭证与操作指令不符，请重新登录后操作',
} as const;
export type CommandRefusal = ReviewRefusal | keyof typeof MESSAGE_REFUSALS;

/** Code of a command that nobody settled in time: nothing has changed. */
export const VOID = 'command.void';
/** 503: the caller tries again with another key. */
export const commandVoid = defineError(VOID, 503, '系统暂时未能完成该操作，主体审核未发生任何变化，请稍后重试');
/** The key belongs to another request, or to somebody else's. One answer for both. */
export const keyReused = () => conflict('command.key-reused', '该请求编号已被使用，请刷新后重新操作');

/** The Chinese sentence of a settled command's code. */
export function refusalMessage(code: string): string {
  if (code === VOID) return commandVoid().message;
  if (Object.hasOwn(REVIEW_REFUSALS, code)) return REVIEW_REFUSALS[code as ReviewRefusal];
  return Object.hasOwn(MESSAGE_REFUSALS, code) ? MESSAGE_REFUSALS[code as keyof typeof MESSAGE_REFUSALS] : '该操作未能完成';
}

/** 409 with the code of what refused. */
export const commandRefused = (code: string): DomainError => new DomainError(code, 409, refusalMessage(code));
