import { setTimeout as delay } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';
import { logger } from '../logging/logger.ts';

const PAUSE = 500;

/**
 * Makes a worker's build the current one of its deployment: a versioned worker that is not current gets no tasks and nobody
 * is told. Temporal knows the version only after the worker has polled, so this repeats until it does or `signal` aborts.
 */
export async function makeCurrent(
  connection: NativeConnection,
  deployment: { readonly namespace: string; readonly taskQueue: string },
  buildId: string,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: deployment.namespace,
        deploymentName: deployment.taskQueue,
        buildId,
        ignoreMissingTaskQueues: true,
      });
      logger().info({ deployment: deployment.taskQueue, buildId }, 'The build is the current one');
      return;
    } catch (error) {
      // The first refusals only say that the poll has not arrived yet.
      if (attempt % 20 === 0) logger().warn({ err: error, buildId }, 'The build is not the current one yet');
      await delay(PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }
}
