import { defineError } from '@beian/kit/errors/domain-error';

/** 401: the password was right too long ago, or the ticket is none. */
export const ticketOver = defineError('second_factor.ticket_over', 401, '登录已超时，请重新输入用户名和密码');
/** 401: wrong, or used before; one answer for both. */
export const codeRefused = defineError('second_factor.refused', 401, '动态口令不正确或已使用过，请等待新口令后重试');
/** 429: OPN-05 for codes. */
export const codesLocked = defineError('second_factor.locked', 429, '动态口令错误次数过多，请15分钟后再试');
/** 429: more at once than tries are left. */
export const codesBusy = defineError('second_factor.busy', 429, '登录请求过于频繁，请稍后再试');
/** 409: it is enrolled already; only an administrator takes it away. */
export const alreadyEnrolled = defineError('second_factor.enrolled', 409, '已绑定动态口令，请直接输入。如需更换请联系管理员重置');
