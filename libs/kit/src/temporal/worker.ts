import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { sha256 } from '../crypto/digest.ts';
import { logger } from '../logging/logger.ts';
import { activityInterceptors } from './activity-interceptor.ts';
import { keepCurrent } from './current-version.ts';
import { closeUnlessHeld, endOf } from './failed-worker.ts';
import { installRuntime } from './runtime.ts';

/** What `runWorker` needs. */
export interface WorkerSettings {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Workflow code built beforehand; a worker without it runs activities only. */
  readonly bundlePath?: string;
  readonly activities: object;
  /** Version of the workflow code; by default the first 16 digits of its SHA-256. */
  readonly buildId?: string;
  /** Whether this worker makes its own build the current one (default), or a deployment does it after replaying live histories. */
  readonly makeCurrent?: boolean;
  /** How often it is looked at whether a build is still current, in milliseconds (default 5,000). */
  readonly lookAgainMs?: number;
}

/** A worker that keeps itself running until stopped. */
export interface RunningWorker {
  state(): 'connecting' | 'running' | 'stopped';
  /** Takes no new tasks, lets running activities end (10 s), then disconnects. */
  stop(): Promise<void>;
}

const GRACE = '10 seconds';
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/** Starts a worker and keeps it: while Temporal is down it tries to connect again, with growing pauses. Returns at once. */
export function runWorker(settings: WorkerSettings): RunningWorker {
  installRuntime();
  const stopping = new AbortController();
  let state: 'connecting' | 'running' | 'stopped' = 'connecting';
  let worker: Worker | undefined;

  async function once(): Promise<void> {
    const connection = await NativeConnection.connect({ address: settings.address });
    const over = new AbortController();
    let current: Promise<void> | undefined;
    try {
      if (stopping.signal.aborted) return;
      const { buildId, options } = await workerOptions(settings);
      worker = await Worker.create({ ...options, connection });
      const ended = worker.run();
      state = 'running';
      logger().info({ taskQueue: settings.taskQueue, buildId }, 'The worker runs');
      if (buildId !== undefined && settings.makeCurrent !== false) current = keepCurrent(connection, settings, buildId, over.signal, settings.lookAgainMs);
      await endOf(worker, ended, over.signal);
    } finally {
      over.abort();
      await current;
      await closeUnlessHeld(connection, worker);
      worker = undefined;
    }
  }

  async function keep(): Promise<void> {
    for (let pause = FIRST_PAUSE; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        await once();
      } catch (error) {
        if (state === 'running') pause = FIRST_PAUSE;
        logger().warn({ err: error, taskQueue: settings.taskQueue }, 'The worker has no connection to Temporal');
      }
      state = 'connecting';
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    state = 'stopped';
  }

  const kept = keep();
  return {
    state: () => state,
    async stop() {
      stopping.abort();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await kept;
    },
  };
}

async function workerOptions(settings: WorkerSettings): Promise<{ buildId: string | undefined; options: WorkerOptions }> {
  const common: WorkerOptions = {
    namespace: settings.namespace,
    taskQueue: settings.taskQueue,
    activities: settings.activities,
    interceptors: { activity: [activityInterceptors] },
    shutdownGraceTime: GRACE,
    shutdownForceTime: '15 seconds',
  };
  if (settings.bundlePath === undefined) return { buildId: undefined, options: common };
  const code = await readFile(settings.bundlePath, 'utf8');
  const buildId = settings.buildId ?? sha256(code).slice(0, 16);
  return {
    buildId,
    options: {
      ...common,
      workflowBundle: { code },
      // AUTO_UPGRADE: a run goes on with the newest code; `patched()` keeps old histories replayable.
      workerDeploymentOptions: { useWorkerVersioning: true, version: { deploymentName: settings.taskQueue, buildId }, defaultVersioningBehavior: 'AUTO_UPGRADE' },
    },
  };
}
