import { defineError } from '@beian/kit/errors/domain-error';

/** 403: only who holds the case opens its personal fields. */
export const notHolder = defineError('reveal.not_holder', 403, '请先受理该申请，再查看完整信息');
/** 404: no personal field, or the form has none. */
export const noSuchField = defineError('reveal.no_such_field', 404, '该项没有可查看的完整信息');
/** 429: the day's quota is used up (abuse 36). */
export const quotaReached = defineError('reveal.quota', 429, '今日查看完整信息的次数已达上限，已通知管理人员');
/** 410: the law's period has ended. */
export const valueErased = defineError('reveal.erased', 410, '该信息已按规定删除');
