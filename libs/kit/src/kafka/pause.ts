import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or less long when the signal is given; never throws. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Doubling from `first` up to `most` milliseconds; `failures` counts from 1. */
export function backOff(failures: number, first: number, most: number): number {
  return Math.min(most, first * 2 ** Math.min(failures - 1, 20));
}
