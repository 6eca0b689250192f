import { defineError, DomainError } from '@beian/kit/errors/domain-error';
import type { SignOnEnding } from '@beian/contracts/identity/sign-on';

/** 404: no such provider is configured. */
export const providerUnknown = defineError('sign_on.provider_unknown', 404, '未开通该登录方式');
/** 503: the provider does not answer. */
export const providerDown = defineError('sign_on.unavailable', 503, '统一认证平台暂时无法访问，请稍后重试，或使用用户名和密码登录');
/** 409: the provider is for the other kind of account. */
export const providerUnfit = defineError('sign_on.unfit', 409, '该登录方式不适用于您的账号');
/** 409: without this login nobody could enter the account any more. */
export const lastSignOn = defineError('sign_on.last', 409, '这是该账号唯一的登录方式，不能解除。请先设置登录密码');
/** 409: the choice came too late, or from another browser. */
export const choiceOver = defineError('sign_on.choice_over', 409, '登录请求已失效，请重新登录');

/** A sign-on that opens nothing; the browser is shown the page of its ending, never an error. */
export class SignOnEnded extends DomainError {
  readonly ending: SignOnEnding;

  constructor(ending: SignOnEnding) {
    super(`sign_on.${ending}`, 401, '登录没有完成');
    this.ending = ending;
  }
}
