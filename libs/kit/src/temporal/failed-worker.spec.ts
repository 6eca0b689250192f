import { afterAll, describe, expect, it } from '@jest/globals';
import type { Worker } from '@temporalio/worker';
import { createLogger, useLogger } from '../logging/logger.ts';
import { closeUnlessHeld, endOf } from './failed-worker.ts';

useLogger(createLogger('spec', 'silent'));
type State = ReturnType<Worker['getState']>;
const inState = (state: State) => ({ getState: () => state });
const never = new Promise<void>(() => undefined);
const over = new AbortController();
afterAll(() => over.abort());

describe('a worker that has failed', () => {
  it('is left behind when it does not end by itself', async () => {
    await expect(endOf(inState('FAILED'), never, over.signal, 1)).rejects.toThrow('does not end');
  });

  it('hands on its own error when it does end', async () => {
    await expect(endOf(inState('FAILED'), Promise.reject(new Error('its own')), over.signal, 60_000)).rejects.toThrow('its own');
  });

  it('keeps its connection, which cannot be closed under it', async () => {
    const held = { close: async () => Promise.reject(new Error('held')) };
    await expect(closeUnlessHeld(held, inState('FAILED'))).resolves.toBeUndefined();
    await expect(closeUnlessHeld(held, inState('STOPPED'))).rejects.toThrow('held');
  });
});

describe('a worker that runs', () => {
  it('is waited for until it ends', async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const waited = endOf(inState('RUNNING'), ended, over.signal, 1);
    let settled = false;
    void waited.then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    end();
    await expect(waited).resolves.toBeUndefined();
  });
});
