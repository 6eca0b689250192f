import { conflict, defineError } from '@beian/kit/errors/domain-error';

/** 403: nobody changes the own appointment, under whatever account. */
export const ownAppointment = defineError('officer.own-appointment', 403, '不能任免本人或变更本人的角色，请由其他管理员办理');
/** 403: roles that watch a bureau, and its administrators, are given and taken from above. */
export const superiorAppoints = defineError('officer.superior-appoints', 403, '本单位的审计员、管理员、运维员由上级单位的管理员任免');
/** One answer for a login name and for a person who is in office already, wherever that is. */
export const officerTaken = () => conflict('officer.taken', '用户名已被使用，或该人员已有在职账号');
export const officerDismissed = () => conflict('officer.dismissed', '该人员已免职，请先重新任命');
export const bureauEnded = () => conflict('bureau.ended', '该单位已并入其他单位');
/** One answer for codes in use, wherever. */
export const issuingCodeTaken = () => conflict('bureau.issuing-code-taken', '签发代码已被其他单位使用');
/** 403: the own bureau's place in the tree is the superior's matter. */
export const ownBureau = defineError('bureau.own-bureau', 403, '本单位的上级、层级和撤并由上级单位的管理员办理');
/** 422: unknown, used up, too old or replaced; one answer for all. */
export const enrolmentInvalid = defineError('enrolment.invalid', 422, '启用码无效或已过期，请向管理员重新索取');
