import type { CaseFacts } from './guards.ts';
import type { Stage } from './stages.ts';

/** Where a message leads when the stage alone does not say it (S1, S2). */
export type NextRule = 'same' | 'initialOutcome' | 'inspectionOutcome' | 'inspectionDropped' | 'waitingDecision';

/** The stage that follows; a plain stage follows as it stands. */
export function nextStage(next: Stage | NextRule, stage: Stage, facts: CaseFacts): Stage {
  switch (next) {
    case 'same':
    case 'waitingDecision':
      return stage;
    case 'initialOutcome':
      return approvedAtOnce(facts) ? 'approved' : 'initial_passed';
    case 'inspectionOutcome':
      return afterInspection(facts);
    case 'inspectionDropped':
      return othersOpen(facts) ? 'inspecting' : (facts.orderedFrom ?? 'in_review');
    default:
      return next;
  }
}

/**
 * S1: 初审通过 approves a non-interactive filing at once (WEB-50). A subject that still waits, or a bureau without a
 * telephone (REV-14), keeps it in 初步审核完成 until approve can take effect.
 */
function approvedAtOnce(facts: CaseFacts): boolean {
  const nothingOrdered = (facts.inspectionsOpen ?? 0) === 0 && (facts.inspectionsPassed ?? 0) >= (facts.inspectionsOrdered ?? 0);
  return facts.interactive === false && facts.gateMet === true && facts.countersignSet === false
    && facts.subjectApproved === true && facts.brigadePhone === true && nothingOrdered;
}

function afterInspection(facts: CaseFacts): Stage {
  if (facts.outcome === 'failed') return 'returned';
  if (facts.outcome === 'no_show') return (facts.earlierNoShows ?? 0) >= 1 ? 'returned' : 'inspecting';
  return othersOpen(facts) ? 'inspecting' : 'initial_passed';
}

const othersOpen = (facts: CaseFacts): boolean => (facts.inspectionsOpen ?? 0) > 1;
