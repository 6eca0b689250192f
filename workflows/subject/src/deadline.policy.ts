import type { Deadline } from '@beian/workflow-run/work-loop';
import type { ReviewState, ReviewStep } from './contract.ts';

/** The next thing that time alone brings about (S2): remind, then overdue, until the review is decided. */
export function nextDeadline(state: ReviewState | null): Deadline<ReviewStep> | undefined {
  if (state === null || state.final) return undefined;
  const [step, at] = state.remindAt !== null ? (['remind', state.remindAt] as const) : (['escalate', state.dueAt] as const);
  return at === null ? undefined : { step, at: Date.parse(at) };
}
