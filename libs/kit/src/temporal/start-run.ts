import type { RunRequest } from '../outbox/run.ts';
import type { LazyTemporal } from './client.ts';

const DEADLINE = 5_000;

/**
 * Starts runs under their ids. A run of that id, open or closed, refuses with WorkflowExecutionAlreadyStartedError; that
 * holds within Temporal's retention only, beyond it the application's own row is the guard.
 */
export function runStarter(temporal: LazyTemporal): (run: RunRequest) => Promise<void> {
  return async ({ workflowType, workflowId, taskQueue, input }) => {
    const client = await temporal.getTemporal();
    await client.withDeadline(Date.now() + DEADLINE, () =>
      client.workflow.start(workflowType, { workflowId, taskQueue, args: [input], workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL' }),
    );
  };
}
