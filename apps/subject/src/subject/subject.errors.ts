import { defineError } from '@beian/kit/errors/domain-error';

/** 409: the id belongs to something else already, or another form was sent under it. */
export const idTaken = defineError('subject.id_taken', 409, '该申请已提交过其他内容，请刷新页面后重新填写');
/** 409: one subject a certificate number and account. */
export const certificateTaken = defineError('subject.certificate_taken', 409, '您已登记过该证件号码的主体，请在“我的主体”中查看或修改');
/** 409: another window was faster. */
export const revisionChanged = defineError('subject.revision_changed', 409, '该主体已在其他窗口修改，请刷新后再试');
/** 409: changes of an approved subject need 主体变更 (OPN-07). */
export const subjectApproved = defineError('subject.approved', 409, '主体已审核通过，不能直接修改；内容有变动的，请在主体页面办理主体变更');
/** 409: only what is in force is changed; anything else is corrected (OPN-07). */
export const subjectNotApproved = defineError('subject.not_approved', 409, '主体尚未审核通过，不能办理主体变更；被退回的，请直接更正');
/** 409: one change at a time. */
export const changeUnderReview = defineError('subject.change_under_review', 409, '该主体的变更正在审核，审核结束后才能再次提交');
/** 409: officers decide a filing on the subject as it was submitted (OPN-07). */
export const subjectInUse = defineError('subject.in_use', 409, '有备案申请正在使用该主体接受审核，待其办结或退回后才能办理主体变更');
/** 409: the officer is at work on it. */
export const changeTaken = defineError('subject.change_taken', 409, '民警已受理过该变更，不能撤回；需要修改的，请等待审核结果或联系受理机关');
/** 422: the form says what is in force already. */
export const nothingChanged = defineError('subject.nothing_changed', 422, '填写的内容与现行的主体信息一致，没有需要变更的内容');
/** 409: the officer is to see what was submitted with the case. */
export const subjectInReview = defineError('subject.in_review', 409, '该主体正随备案申请一并审核，退回后方可修改');
/** 409: a review of its own is under way (OPN-04). */
export const subjectUnderReview = defineError('subject.under_review', 409, '该主体正在审核，退回后方可修改');
/** 409: SUB-10, OPN-07. */
export const natureFixed = defineError('subject.nature_fixed', 409, '开办主体性质不能更改，请另行新增主体');
/** 410: the law's period has ended. */
export const subjectErased = defineError('subject.erased', 410, '该主体的资料已按规定删除，请重新申请主体');
/** 403: S4, officers neither see nor decide cases of their own. */
export const ownCase = defineError('officer.own_case', 403, '该主体与您本人有关，依规定您不能查看或办理');
