import { DomainError } from '@beian/kit/errors/domain-error';

/** 422: the password that should prove the owner is wrong. Not 401: the session itself is good. */
export function passwordWrong(field: string): DomainError {
  const message = '当前密码错误';
  return new DomainError('password.wrong', 422, message, [{ field, code: 'password.wrong', message }]);
}
