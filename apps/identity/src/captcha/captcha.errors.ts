import { DomainError } from '@beian/kit/errors/domain-error';

/** 422: the proof of work is wrong, too old, or was used before; the form asks for a new one (OPN-03). */
export function captchaInvalid(): DomainError {
  const message = '验证已失效，请重新验证';
  return new DomainError('captcha.invalid', 422, message, [{ field: 'captcha', code: 'captcha.invalid', message }]);
}
