import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { SubjectSummary } from '@beian/contracts/subject/api';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { SUBJECT_STATES } from './subject-labels.ts';

/** How a subject stands; one whose form is gone by law says that instead. */
export function SubjectTag({ of: { state, erased } }: { readonly of: Pick<SubjectSummary, 'state' | 'erased'> }): ReactNode {
  return erased ? <Tag>{ERASED_TEXT}</Tag> : <Tag color={SUBJECT_STATES[state].color}>{SUBJECT_STATES[state].label}</Tag>;
}
