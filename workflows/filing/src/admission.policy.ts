import type { RunAction } from '@beian/contracts/filing/actions';
import type { RefusalCode } from '@beian/rules/lifecycle/refusals';
import { isFinal, STAGES, type ApplicationKind, type Stage } from '@beian/rules/lifecycle/stages';
import { rowFor, TRANSITIONS } from '@beian/rules/lifecycle/transitions';

/** Messages that the run gets, from the transition table itself (S1); a spec compares them with the contracts' list. */
export const RUN_MESSAGES = [
  ...new Set(TRANSITIONS.filter((row) => row.channel === 'run' && row.state === 'live').map((row) => row.message)),
] as RunAction[];

/**
 * Stages in which the row may stand although the run last saw `stage`: row operations (take, release, transfer) move it
 * without telling the run. Always contains `stage` itself.
 */
export function stagesByRow(stage: Stage, kind: ApplicationKind): Stage[] {
  const reached = new Set<Stage>([stage]);
  // A set grows while it is walked, so this is the whole closure.
  for (const from of reached) {
    for (const row of TRANSITIONS) {
      if (row.channel !== 'row' || row.state !== 'live' || !row.kinds.includes(kind) || !row.from.includes(from)) continue;
      if (isStage(row.next)) reached.add(row.next);
    }
  }
  return [...reached];
}

/**
 * What an Update's validator asks, from the run's own knowledge: the code to refuse with, or undefined when the row may
 * admit the message. The answer given under the row lock is final.
 */
export function refusalByStage(action: RunAction, stage: Stage, kind: ApplicationKind): RefusalCode | undefined {
  if (isFinal(stage)) return 'case.final';
  const admitted = stagesByRow(stage, kind).some((each) => rowFor(action, each, kind) !== undefined);
  return admitted ? undefined : 'case.stage-not-allowed';
}

const isStage = (next: string): next is Stage => STAGES.some((stage) => stage === next);
