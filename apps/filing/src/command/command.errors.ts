import { conflict, defineError, DomainError } from '@beian/kit/errors/domain-error';
import type { FieldProblem } from '@beian/contracts/problem';
import { refusalMessage } from '../application/application.errors.ts';

/** Code of a command that nobody settled in time: nothing has changed. */
export const VOID = 'command.void';

/** 503: the command is void, and stays so; the caller tries again with another key. */
export const commandVoid = defineError(VOID, 503, '系统暂时未能完成该操作，申请未发生任何变化，请稍后重试');
/** The key belongs to another request, or to somebody else's. One answer for both. */
export const keyReused = () => conflict('command.key-reused', '该请求编号已被使用，请刷新后重新操作');

/** A refused command as its sender gets it: 422 with fields where some are faulty, else 409; `first` says what others did before. */
export function commandRefused(code: string, fields?: FieldProblem[], first?: string): DomainError {
  return new DomainError(code, fields === undefined || fields.length === 0 ? 409 : 422, refusalMessage(code), fields, first);
}
