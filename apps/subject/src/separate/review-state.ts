import type { ReviewState } from '@beian/workflow-subject/contract';
import { endOfDay, startOfDay } from '@beian/rules/calendar/dates';
import { OPEN_REVIEW_STAGES } from '@beian/rules/subject/review';
import type { Review } from './review.entity.ts';

/** A review as its run sees it; that of a subject whose form is gone by law is over. */
export function stateOf({ stage, remindOn, remindedAt, dueOn, escalatedAt }: Review, erased = false): ReviewState {
  const final = erased || !OPEN_REVIEW_STAGES.includes(stage);
  return {
    stage,
    final,
    remindAt: !final && remindedAt === null ? startOfDay(remindOn) : null,
    dueAt: !final && escalatedAt === null ? endOfDay(dueOn) : null,
  };
}
