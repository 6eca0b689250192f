import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { logger } from '../logging/logger.ts';

const PAUSE = 500;
const LOOK_AGAIN = 5_000;
const NOT_FOUND = 5;

interface Deployment {
  readonly namespace: string;
  readonly taskQueue: string;
}

/**
 * Makes a worker's build the current one of its deployment: a versioned worker that is not current gets no tasks and nobody
 * is told. Temporal knows the version only after the worker has polled, so this repeats until it does. Afterwards it looks
 * again from time to time, as a server that has lost its data knows of no current build although the worker polls on; another
 * build that was made current meanwhile stays. Ends when `signal` aborts.
 */
export async function keepCurrent(connection: NativeConnection, deployment: Deployment, buildId: string, signal: AbortSignal, lookAgainMs = LOOK_AGAIN): Promise<void> {
  await makeCurrent(connection, deployment, buildId, signal);
  while (!signal.aborted) {
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    if (await hasNoCurrent(connection, deployment)) await makeCurrent(connection, deployment, buildId, signal);
  }
}

async function makeCurrent(connection: NativeConnection, deployment: Deployment, buildId: string, signal: AbortSignal): Promise<void> {
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

async function hasNoCurrent(connection: NativeConnection, { namespace, taskQueue }: Deployment): Promise<boolean> {
  try {
    const { workerDeploymentInfo } = await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName: taskQueue });
    return !workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return true;
    logger().warn({ err: error, deployment: taskQueue }, 'Temporal does not say which build is current; asked again soon');
    return false;
  }
}
