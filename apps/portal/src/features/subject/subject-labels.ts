import type { SubjectState } from '@beian/contracts/subject/api';
import { SUBJECT_TYPES, type SubjectType } from '@beian/rules/organisations/subject-types';

/** States of a subject, as an applicant reads them. */
export const SUBJECT_STATES: Readonly<Record<SubjectState, { readonly label: string; readonly color: string }>> = {
  submitted: { label: '已提交', color: 'blue' },
  approved: { label: '审核通过', color: 'green' },
  returned: { label: '退回', color: 'red' },
};

/** 企业单位 … 个人; a type that is not known is shown as it is. */
export function subjectTypeLabel(type: string): string {
  return Object.hasOwn(SUBJECT_TYPES, type) ? SUBJECT_TYPES[type as SubjectType] : type;
}
