import { DomainError } from '@beian/kit/errors/domain-error';

/**
 * 409: the user name is taken. Told only to somebody who has proven a mobile by code, and each time costs one of that
 * code's five tries. A mobile in use is never told here: its holder reads it in the SMS.
 */
export function accountTaken(): DomainError {
  const message = '该用户名已被使用，请更换';
  return new DomainError('account.taken', 409, message, [{ field: 'loginName', code: 'account.taken', message }]);
}
