import type { Tx } from '../db/scope.ts';
import { enqueue } from './buffer.ts';

/** A workflow run to start. `input` holds ids, stages, codes and times only: histories are readable by operators. */
export interface RunRequest {
  readonly workflowType: string;
  /** Makes the start idempotent; a run that exists already counts as started. */
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly input: unknown;
}

/** Starts the run once the transaction has committed, as often as it takes until Temporal has it. */
export function startRun(tx: Tx, run: RunRequest): void {
  const { workflowType, workflowId, taskQueue, input } = run;
  enqueue(tx, { stream: 'runs', aggregate: workflowId, type: workflowType, data: { workflowType, workflowId, taskQueue, input } });
}
