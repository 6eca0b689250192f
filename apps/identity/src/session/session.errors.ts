import { defineError } from '@beian/kit/errors/domain-error';

/** 401: unknown name, wrong password, or an officer no longer in office; one answer for all. */
export const loginRefused = defineError('session.refused', 401, '用户名或密码错误');
/** 429: OPN-05, the same for names that nobody has. */
export const loginLocked = defineError('session.locked', 429, '登录失败次数过多，请15分钟后再试');
/** 429: more logins at once than tries are left. */
export const loginBusy = defineError('session.busy', 429, '登录请求过于频繁，请稍后再试');
