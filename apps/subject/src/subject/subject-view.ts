import type { SubjectData, SubjectState, SubjectView } from '@beian/contracts/subject/api';
import { nameOf, typeOf } from './subject-form.rules.ts';

/** The columns that a whole view takes besides the opened form. */
export interface ViewRow {
  readonly state: SubjectState;
  readonly revision: number;
  readonly submitted_at: Date;
}

/** A subject in clear, for its owner and the competent officer. */
export function viewOf(subject: string, row: ViewRow, data: SubjectData, warnings: SubjectView['warnings']): SubjectView {
  const { revision, state } = row;
  return { subject, revision, state, nature: data.nature, type: typeOf(data), name: nameOf(data), region: data.region, submittedAt: row.submitted_at.toISOString(), data, warnings };
}
