import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { SubjectSummary } from '@beian/contracts/subject/api';
import { REVIEW_STAGE_LABELS } from '@beian/rules/subject/review';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { SUBJECT_STATES } from './subject-labels.ts';

/** How a subject stands; one whose form is gone by law says that instead. */
export function SubjectTag({ of: { state, erased, review } }: { readonly of: Pick<SubjectSummary, 'state' | 'erased' | 'review'> }): ReactNode {
  // P.4: what has a review of its own is 等待审核 or 审核中 until it is decided.
  if (!erased && state === 'submitted' && review !== undefined) return <Tag color="blue">{REVIEW_STAGE_LABELS[review.stage]}</Tag>;
  return erased ? <Tag>{ERASED_TEXT}</Tag> : <Tag color={SUBJECT_STATES[state].color}>{SUBJECT_STATES[state].label}</Tag>;
}
