import { setTimeout as delay } from 'node:timers/promises';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { logger } from '../logging/logger.ts';

const LOOK_EVERY_MS = 250;
/** How long a failed worker is given to end by itself. */
const GRACE_MS = 2_000;

/**
 * Waits until the worker has ended. A poll older than 60 s that is answered "namespace not found", as by a server that came back
 * without its data, is final for the worker, which then waits for its other polls for ever (SDK 1.24): after a grace it
 * counts as ended, and this rejects.
 */
export async function endOf(worker: Pick<Worker, 'getState'>, ended: Promise<void>, over: AbortSignal, graceMs = GRACE_MS): Promise<void> {
  await Promise.race([ended, failureOf(worker, over, graceMs)]);
}

async function failureOf(worker: Pick<Worker, 'getState'>, over: AbortSignal, graceMs: number): Promise<void> {
  while (!over.aborted) {
    if (worker.getState() === 'FAILED') {
      await delay(graceMs, undefined, { signal: over }).catch(() => undefined);
      if (!over.aborted) throw new Error('The worker has failed and does not end; it is left behind');
    }
    await delay(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Closes a worker's connection; one that a worker left behind still holds cannot be closed and is left with it. */
export async function closeUnlessHeld(connection: Pick<NativeConnection, 'close'>, worker: Pick<Worker, 'getState'> | undefined): Promise<void> {
  try {
    await connection.close();
  } catch (error) {
    if (worker?.getState() !== 'FAILED') throw error;
    logger().warn({ err: error }, 'The connection of a failed worker stays open');
  }
}
