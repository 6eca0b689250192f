import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunMessage } from '@beian/contracts/filing/actions';
import { bundleOf, historyOf, timeSkippingServer } from '@beian/testing/temporal';
import { filingWorkflowId, RESYNC_SIGNAL, SUBJECT_QUEUE } from '@beian/workflow-filing/contract';
import { FakeCases, fakeMessage } from '@beian/workflow-filing/fake-cases';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { interleavingOf, type Happening } from './interleaving.ts';

const DAY = 86_400_000;
const MINUTES = 300_000;
const COUNT = 200;
const BATCH = 100;
const ENTRY = fileURLToPath(new URL('../../filing/src/filing.workflow.ts', import.meta.url));
const KEPT = fileURLToPath(new URL('../../filing/histories/', import.meta.url));

let env: TestWorkflowEnvironment;
let cases: FakeCases;
let workflowBundle: Awaited<ReturnType<typeof bundleOf>>;
let stopped: Promise<unknown>;
let workers: Worker[] = [];

beforeAll(async () => {
  [env, workflowBundle] = await Promise.all([timeSkippingServer(), bundleOf(ENTRY)]);
  cases = new FakeCases(() => env.currentTimeMs());
  const common = { connection: env.nativeConnection, activities: cases.activities };
  workers = [await Worker.create({ ...common, taskQueue: 'filing', workflowBundle }), await Worker.create({ ...common, taskQueue: SUBJECT_QUEUE })];
  stopped = Promise.all(workers.map((worker) => worker.run()));
}, MINUTES);

afterAll(async () => {
  for (const worker of workers) worker.shutdown();
  await stopped;
  await env.teardown();
}, MINUTES);

async function begin(seed: number) {
  const plan = interleavingOf(seed);
  const { fake, input } = await cases.open({ bundled: plan.bundled });
  const handle = await env.client.workflow.start('filingWorkflow', { taskQueue: 'filing', workflowId: filingWorkflowId(input.filing, input.n), args: [input] });
  return { plan, fake, input, handle };
}
type Begun = Awaited<ReturnType<typeof begin>>;

async function happen({ fake, input, handle }: Begun, what: Happening): Promise<void> {
  switch (what.kind) {
    case 'take':
      if (!fake.held && ['submitted', 'in_review', 'initial_passed'].includes(fake.state?.stage ?? '')) await fake.take();
      return;
    case 'release':
      if (fake.held && ['in_review', 'initial_passed'].includes(fake.state?.stage ?? '')) await fake.release();
      return;
    case 'fault':
      fake.faults.set(what.activity, what.times);
      return;
    case 'resync':
      return handle.signal(RESYNC_SIGNAL);
    case 'malformed':
      if (what.via === 'signal') return handle.signal<[unknown]>(what.action, {});
      return void (await handle.executeUpdate<unknown, [unknown]>(what.action, { args: [{}] }));
    case 'message': {
      const message = fakeMessage(input.application, what.action, (fake.state?.revision ?? 0) - (what.stale ? 1 : 0));
      for (let times = what.twice ? 2 : 1; times > 0; times -= 1) {
        if (what.via === 'signal') await handle.signal<[RunMessage]>(what.action, message);
        else await handle.executeUpdate(what.action, { args: [message], updateId: message.command });
      }
    }
  }
}

/** Members of a group arrive at once; what a run refuses, or no longer hears because it has ended, is part of the game. */
async function goThrough(begun: Begun, groups: readonly (readonly Happening[])[]): Promise<void> {
  for (const group of groups) {
    const outcomes = await Promise.allSettled(group.map((what) => happen(begun, what)));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: expect.stringMatching(/^Workflow(UpdateFailed|NotFound)Error$/) });
    }
  }
}

async function record(seeds: readonly number[]) {
  const begun = await Promise.all(seeds.map(begin));
  await Promise.all(begun.map((each) => goThrough(each, each.plan.before)));
  await env.sleep(25 * DAY);
  await Promise.all(begun.map((each) => goThrough(each, each.plan.after)));
  await env.sleep(70 * DAY);
  return Promise.all(begun.map(async ({ handle }) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })));
}

describe('the filing workflow replays', () => {
  it(`the ${COUNT} random interleavings recorded now`, async () => {
    const histories = [];
    for (let first = 1; first <= COUNT; first += BATCH) histories.push(...(await record(Array.from({ length: BATCH }, (_, index) => first + index))));
    let replayed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, replayName: 'interleavings' }, histories)) {
      expect({ workflowId, error }).toEqual({ workflowId, error: undefined });
      replayed += 1;
    }
    expect(replayed).toBe(COUNT);
    const markers = histories.flatMap(({ history }) => history.events ?? []).filter((event) => event.markerRecordedEventAttributes);
    expect(markers.length).toBeGreaterThan(COUNT * 3);
  }, MINUTES);

  it('the histories kept from earlier code', async () => {
    const files = (await readdir(KEPT)).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) await Worker.runReplayHistory({ workflowBundle, replayName: file }, historyOf(await readFile(KEPT + file, 'utf8')));
  }, MINUTES);

  it('and notices code that takes other steps', async () => {
    const [recorded] = await record([1]);
    if (recorded === undefined) throw new Error('nothing was recorded');
    const other = { ...workflowBundle, code: workflowBundle.code.replaceAll('readCase', 'readAnotherCase') };
    await expect(Worker.runReplayHistory({ workflowBundle: other, replayName: 'changed' }, recorded.history, recorded.workflowId)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  }, MINUTES);
});
