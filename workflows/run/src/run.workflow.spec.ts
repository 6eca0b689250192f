import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESYNC_SIGNAL } from '@beian/contracts/run';
import { bundleOf, timeSkippingServer } from '@beian/testing/temporal';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { CountInput, CountMessage, countingWorkflow } from './counting.fixture.ts';

const SLOW = 60_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUEUE = 'counting';

let env: TestWorkflowEnvironment;
let worker: Worker;
let stopped: Promise<unknown>;
/** What was noted, and how often noting it still fails. */
let noted: string[] = [];
const faults = new Map<string, number>();

async function note(what: string): Promise<number> {
  noted.push(what);
  const left = faults.get(what) ?? 0;
  faults.set(what, left - 1);
  if (left > 0) throw new Error(`${what} fails, as the spec wants`);
  return new Set(noted.filter((each) => each.startsWith('command'))).size;
}

beforeAll(async () => {
  env = await timeSkippingServer();
  const workflowBundle = await bundleOf(fileURLToPath(new URL('./counting.fixture.ts', import.meta.url)));
  worker = await Worker.create({ connection: env.nativeConnection, taskQueue: QUEUE, activities: { note }, workflowBundle });
  stopped = worker.run();
}, SLOW);

afterAll(async () => {
  worker.shutdown();
  await stopped;
  await env.teardown();
}, SLOW);

let runs = 0;
async function start(dueIn: number | null = null) {
  noted = [];
  faults.clear();
  const counter = `counter-${++runs}`;
  const input: CountInput = { counter, dueAt: dueIn === null ? null : (await env.currentTimeMs()) + dueIn };
  const handle = await env.client.workflow.start<typeof countingWorkflow>('countingWorkflow', { taskQueue: QUEUE, workflowId: counter, args: [input] });
  const message = (command: string, over: Partial<CountMessage> = {}): CountMessage => ({
    command, counter, seen: 1, action: 'count', payloadDigest: 'd', issuedAt: '2026-01-05T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', credential: 'c', signature: `of ${command}`, ...over,
  });
  const update = (command: string, over: Partial<CountMessage> = {}) => handle.executeUpdate<number, [CountMessage]>('count', { args: [message(command, over)] });
  const signal = (command: string, over: Partial<CountMessage> = {}) => handle.signal<[CountMessage]>('count', message(command, over));
  return { handle, update, signal };
}

describe('what runs share', () => {
  it('settles both ways alike, a signal sent twice once, and ends when the case does', async () => {
    const { handle, update, signal } = await start();
    await signal('command 1');
    await signal('command 1');
    expect(await update('command 2')).toBe(2);
    expect(await update('command 3')).toBe(3);
    expect(await handle.result()).toBe(3);
    expect(noted).toEqual(['command 1', 'command 2', 'command 3']);
  }, SLOW);

  it('tells whoever waits when a message could not be settled, and goes on', async () => {
    const { handle, update } = await start();
    faults.set('command 1', 1);
    await expect(update('command 1')).rejects.toMatchObject({ cause: { type: 'run.unsettled' } });
    await env.sleep(DAY);
    expect(noted).toEqual(['command 1']);
    await handle.terminate();
  }, SLOW);

  it('tries a signal again after a pause that doubles, while other work goes on, until it expires', async () => {
    const { handle, update, signal } = await start();
    faults.set('command 1', 1000);
    const expiresAt = new Date((await env.currentTimeMs()) + 2 * MINUTE).toISOString();
    await signal('command 1', { expiresAt });
    await env.sleep(5000);
    expect(await update('command 2')).toBe(2);
    await env.sleep(DAY);
    // At once, then after 10, 30, 70 and 150 seconds, when it has expired.
    expect(noted.filter((what) => what === 'command 1')).toHaveLength(5);
    await handle.terminate();
  }, SLOW);

  it('ends only when what was put aside is done too', async () => {
    const { handle, update, signal } = await start();
    faults.set('command 1', 1);
    await signal('command 1');
    await update('command 2');
    expect(await update('command 3')).toBe(3);
    expect(await handle.result()).toBe(3);
    expect(noted).toEqual(['command 1', 'command 2', 'command 3', 'command 1']);
  }, SLOW);

  it('takes a step when its moment has come, and one that failed after its pause only', async () => {
    const { handle } = await start(DAY);
    faults.set('remind', 2);
    await env.sleep(DAY - MINUTE);
    expect(noted).toEqual([]);
    await env.sleep(DAY);
    expect(noted).toEqual(['remind', 'remind', 'remind']);
    await handle.terminate();
  }, SLOW);

  it('reads its row again when it is told that the row moved', async () => {
    const { handle } = await start();
    await handle.signal(RESYNC_SIGNAL);
    await env.sleep(MINUTE);
    expect(noted).toEqual(['read']);
    await handle.terminate();
  }, SLOW);

  it('refuses what is no message, and lets so many of those into the history as the run wants', async () => {
    const { handle, update } = await start();
    for (let count = 0; count < 3; count += 1) await expect(update('command 1', { counter: 'another' })).rejects.toMatchObject({ cause: { type: 'run.message-malformed' } });
    expect(await handle.query('malformed')).toBe(2);
    await handle.signal('count', { forged: true });
    expect(await handle.query('malformed')).toBe(3);
    const accepted = ((await handle.fetchHistory()).events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    expect([accepted.length, noted]).toEqual([2, []]);
    await handle.terminate();
  }, SLOW);
});
