import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { SubjectSummary } from '@beian/contracts/subject/api';
import { REVIEW_STAGE_LABELS } from '@beian/rules/subject/review';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { SUBJECT_STATES } from './subject-labels.ts';

/** How a subject stands; one whose form is gone by law says that instead. A change stands beside it (OPN-07). */
export function SubjectTag({ of: { state, erased, review, change } }: { readonly of: Pick<SubjectSummary, 'state' | 'erased' | 'review' | 'change'> }): ReactNode {
  // P.4: what has a review of its own is 等待审核 or 审核中 until it is decided.
  if (!erased && state === 'submitted' && review !== undefined) return <Tag color="blue">{REVIEW_STAGE_LABELS[review.stage]}</Tag>;
  if (erased) return <Tag>{ERASED_TEXT}</Tag>;
  return (
    <>
      <Tag color={SUBJECT_STATES[state].color}>{SUBJECT_STATES[state].label}</Tag>
      {change === undefined ? null : <Tag color={change.stage === 'returned' ? 'red' : 'blue'}>{change.stage === 'returned' ? '变更被退回' : '变更审核中'}</Tag>}
    </>
  );
}
