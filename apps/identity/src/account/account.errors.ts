import { defineError } from '@beian/kit/errors/domain-error';

/** 409: one answer for user name, mobile and e-mail, so that it does not tell which of them is known here. */
export const accountTaken = defineError('account.taken', 409, '用户名、手机号码或电子邮箱已被使用。如已有账号请直接登录，否则请更换后重试');
