import type { CaseState } from '@beian/workflow-filing/contract';
import { endOfDay, startOfDay } from '@beian/rules/calendar/dates';
import { CLOCK_STAGES, isFinal } from '@beian/rules/lifecycle/stages';
import type { Application } from '../application/application.entity.ts';

/** The case as its run sees it. */
export function caseStateOf(application: Application): CaseState {
  const { kind, stage, revision, bureau, remindOn, remindedAt, dueOn, escalatedAt, lapsesOn } = application;
  const runs = CLOCK_STAGES.includes(stage);
  return {
    kind,
    stage,
    revision,
    bureau,
    final: isFinal(stage),
    remindAt: runs && remindOn !== null && remindedAt === null ? startOfDay(remindOn) : null,
    dueAt: runs && dueOn !== null && escalatedAt === null ? endOfDay(dueOn) : null,
    lapsesAt: stage === 'returned' && lapsesOn !== null ? endOfDay(lapsesOn) : null,
  };
}
