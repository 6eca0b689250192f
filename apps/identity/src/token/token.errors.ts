import { defineError } from '@beian/kit/errors/domain-error';

/** 401: the cookie names no session that is open. */
export const sessionUnknown = defineError('session.unknown', 401, '登录已失效，请重新登录');
