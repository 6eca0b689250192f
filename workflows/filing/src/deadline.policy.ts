import { CLOCK_STAGES } from '@beian/rules/lifecycle/stages';
import type { Deadline } from '@beian/workflow-run/work-loop';
import type { CaseState, PlatformStep } from './contract.ts';

/** One deadline at a time (S1, S2): remind, then overdue, while the clock runs; lapse while the case is returned. */
export function nextDeadline(state: CaseState | null): Deadline<PlatformStep> | undefined {
  if (state === null || state.final) return undefined;
  if (state.stage === 'returned') return deadline('lapse', state.lapsesAt);
  if (!CLOCK_STAGES.includes(state.stage)) return undefined;
  return deadline('remind', state.remindAt) ?? deadline('escalate', state.dueAt);
}

function deadline(step: PlatformStep, at: string | null): Deadline<PlatformStep> | undefined {
  return at === null ? undefined : { step, at: Date.parse(at) };
}
