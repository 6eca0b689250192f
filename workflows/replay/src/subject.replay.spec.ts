import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReviewMessage } from '@beian/contracts/subject/reviews';
import { drawing } from '@beian/testing/drawing';
import { bundleOf, historyOf, timeSkippingServer } from '@beian/testing/temporal';
import { RESYNC_SIGNAL, SUBJECT_QUEUE, SUBJECT_WORKFLOW, subjectWorkflowId } from '@beian/workflow-subject/contract';
import { FakeReviews, fakeMessage } from '@beian/workflow-subject/fake-review';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';

const DAY = 86_400_000;
const MINUTES = 300_000;
const COUNT = 40;
const ENTRY = fileURLToPath(new URL('../../subject/src/subject.workflow.ts', import.meta.url));
const KEPT = fileURLToPath(new URL('../../subject/histories/', import.meta.url));
const HAPPENINGS = ['update approve', 'update return', 'signal approve', 'signal return', 'take', 'resync', 'fault'] as const;

let env: TestWorkflowEnvironment;
let reviews: FakeReviews;
let workflowBundle: Awaited<ReturnType<typeof bundleOf>>;
let worker: Worker;
let stopped: Promise<unknown>;

beforeAll(async () => {
  [env, workflowBundle] = await Promise.all([timeSkippingServer(), bundleOf(ENTRY)]);
  reviews = new FakeReviews(() => env.currentTimeMs());
  worker = await Worker.create({ connection: env.nativeConnection, activities: reviews.activities, taskQueue: SUBJECT_QUEUE, workflowBundle });
  stopped = worker.run();
}, MINUTES);

afterAll(async () => {
  worker.shutdown();
  await stopped;
  await env.teardown();
}, MINUTES);

/** What happens at once to the review of a seed, and again when days have passed: always the same plan. */
async function begin(seed: number) {
  const random = drawing(seed);
  const group = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => HAPPENINGS[Math.floor(random() * HAPPENINGS.length)]!);
  const { fake, input } = await reviews.open();
  const handle = await env.client.workflow.start(SUBJECT_WORKFLOW, { taskQueue: SUBJECT_QUEUE, workflowId: subjectWorkflowId(input.subject, input.n), args: [input] });
  const happen = async (what: (typeof HAPPENINGS)[number]): Promise<void> => {
    if (what === 'take') return fake.stage === 'submitted' ? fake.take() : undefined;
    if (what === 'fault') return void fake.faults.set('settleReviewCommand', 3);
    if (what === 'resync') return handle.signal(RESYNC_SIGNAL);
    const message = fakeMessage(input.review, what.endsWith('approve') ? 'approve' : 'return');
    if (what.startsWith('signal')) return handle.signal<[ReviewMessage]>(message.action, message);
    await handle.executeUpdate(message.action, { args: [message], updateId: message.command });
  };
  return { handle, groups: [group(), group(), group()], happen };
}

/** Members of a group arrive at once; what a run refuses, or no longer hears because it has ended, is part of the game. */
async function record(seeds: readonly number[]) {
  const begun = await Promise.all(seeds.map(begin));
  for (const step of [0, 1, 2]) {
    const outcomes = (await Promise.all(begun.map(({ groups, happen }) => Promise.allSettled(groups[step]!.map(happen))))).flat();
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: expect.stringMatching(/^Workflow(UpdateFailed|NotFound)Error$/) });
    }
    await env.sleep(15 * DAY);
  }
  return Promise.all(begun.map(async ({ handle }) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })));
}

describe('the workflow of a subject’s own review replays', () => {
  it(`the ${COUNT} random interleavings recorded now`, async () => {
    const histories = await record(Array.from({ length: COUNT }, (_, index) => 1 + index));
    let replayed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, replayName: 'interleavings' }, histories)) {
      expect({ workflowId, error }).toEqual({ workflowId, error: undefined });
      replayed += 1;
    }
    expect(replayed).toBe(COUNT);
  }, MINUTES);

  it('the histories kept from earlier code', async () => {
    const files = (await readdir(KEPT)).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) await Worker.runReplayHistory({ workflowBundle, replayName: file }, historyOf(await readFile(KEPT + file, 'utf8')));
  }, MINUTES);
});
