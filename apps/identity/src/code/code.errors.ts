import { defineError, DomainError } from '@beian/kit/errors/domain-error';

/** 429: a limit of the number, the address, the session or the platform; one answer for all, known number or not. */
export const codesExhausted = defineError('code.limited', 429, '验证码发送过于频繁，请稍后再试');

/** 422: wrong, too old, used, tried too often, or of another number: one answer for all. */
export function codeWrong(): DomainError {
  const message = '验证码错误或已失效，请重新输入或重新获取';
  return new DomainError('code.wrong', 422, message, [{ field: 'code', code: 'code.wrong', message }]);
}
