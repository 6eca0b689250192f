import type { FieldProblem } from '@beian/contracts/problem';

/** A refusal with a stable code that callers, screens and workflows may rely on; `message` is Chinese and for people. */
export class DomainError extends Error {
  readonly code: string;
  /** HTTP status. Below 500 a repeat of the same request is refused again. */
  readonly status: number;
  readonly fields: FieldProblem[] | undefined;
  /** More for the person who reads it; never personal data. */
  readonly detail: string | undefined;

  constructor(code: string, status: number, message: string, fields?: FieldProblem[], detail?: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.detail = detail;
  }
}

/** Makes a factory of one named error, e.g. `const filingClosed = defineError('filing.closed', 409, '该备案已办结')`. */
export function defineError(code: string, status: number, message: string): (fields?: FieldProblem[], detail?: string) => DomainError {
  return (fields, detail) => new DomainError(code, status, message, fields, detail);
}

/** 404; also for records outside the caller's scope, so that ids cannot be probed. */
export const notFound = defineError('record.not_found', 404, '未找到该记录，或您无权查看');

/** 401: no session, or one that has ended. */
export const signInRequired = defineError('session.required', 401, '请先登录');

/** 403 with the code of the rule that refused, by default `access.denied`. */
export function forbidden(code = 'access.denied'): DomainError {
  return new DomainError(code, 403, '您无权进行此操作');
}

/** 422 with every faulty field at once. */
export function invalidInput(fields: FieldProblem[]): DomainError {
  return new DomainError('input.invalid', 422, '提交的内容有误，请按提示修改', fields);
}

/** 409: the record is no longer as the caller believed. */
export function conflict(code: string, message: string): DomainError {
  return new DomainError(code, 409, message);
}

/** 503: nothing has changed, the caller may try again. */
export function unavailable(code = 'service.unavailable'): DomainError {
  return new DomainError(code, 503, '系统暂时繁忙，请稍后重试');
}
