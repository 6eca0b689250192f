import type { SubjectChangeView, SubjectData } from '@beian/contracts/subject/api';

/** The columns that a change's view takes besides the opened form. */
export interface ChangeRow {
  readonly revision: number;
  readonly replaces: number;
  readonly stage: SubjectChangeView['review']['stage'];
  readonly due_on: string;
  readonly fields: string[];
  readonly submitted_at: Date;
  readonly warnings: SubjectChangeView['warnings'];
}

/** A change as its owner sees it; `reasons` once it came back. */
export function changeViewOf(subject: string, row: ChangeRow, data: SubjectData, reasons: SubjectChangeView['reasons'] = []): SubjectChangeView {
  const { revision, replaces, stage, due_on: dueOn, fields, submitted_at: submittedAt, warnings } = row;
  return { subject, revision, replaces, review: { stage, dueOn }, submittedAt: submittedAt.toISOString(), fields, reasons, data, warnings };
}
