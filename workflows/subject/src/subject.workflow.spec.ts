import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewMessage, RUN_REVIEW_ACTIONS, type RunReviewAction } from '@beian/contracts/subject/reviews';
import { bundleOf, timeSkippingServer } from '@beian/testing/temporal';
import { isMessage } from '@beian/workflow-run/message-shape';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { RESYNC_SIGNAL, STATE_QUERY, SUBJECT_QUEUE, SUBJECT_WORKFLOW, subjectWorkflowId, type ReviewAnswer, type ReviewState } from './contract.ts';
import { FakeReviews, fakeMessage } from './fake-review.ts';
import { RUN_MESSAGES, shapeFor } from './messages.ts';
import type { subjectWorkflow } from './subject.workflow.ts';

const DAY = 86_400_000;
const SLOW = 60_000;

let env: TestWorkflowEnvironment;
let reviews: FakeReviews;
let code: string;
let stopped: Promise<unknown>;
let worker: Worker;

beforeAll(async () => {
  env = await timeSkippingServer();
  reviews = new FakeReviews(() => env.currentTimeMs());
  const workflowBundle = await bundleOf(fileURLToPath(new URL('./subject.workflow.ts', import.meta.url)));
  code = workflowBundle.code;
  worker = await Worker.create({ connection: env.nativeConnection, taskQueue: SUBJECT_QUEUE, activities: reviews.activities, workflowBundle });
  stopped = worker.run();
}, SLOW);

afterAll(async () => {
  worker.shutdown();
  await stopped;
  await env.teardown();
}, SLOW);

async function start(taken = true) {
  const { fake, input } = await reviews.open();
  if (taken) fake.take();
  const handle = await env.client.workflow.start<typeof subjectWorkflow>(SUBJECT_WORKFLOW, { taskQueue: SUBJECT_QUEUE, workflowId: subjectWorkflowId(input.subject, input.n), args: [input] });
  const update = (action: RunReviewAction, over: Partial<ReviewMessage> = {}) => {
    const message = fakeMessage(input.review, action, over);
    return handle.executeUpdate<ReviewAnswer, [ReviewMessage]>(action, { args: [message], updateId: message.command });
  };
  const signal = (action: RunReviewAction, over: Partial<ReviewMessage> = {}) => handle.signal<[ReviewMessage]>(action, fakeMessage(input.review, action, over));
  return { fake, handle, input, update, signal };
}

describe('the run of a subject’s own review', () => {
  it('SUB-34 approves it, and ends, in at most 18 history events', async () => {
    const { fake, handle, update } = await start();
    expect(await update('approve')).toMatchObject({ status: 'applied', code: null });
    expect(await handle.result()).toEqual({ stage: 'approved' });
    expect(fake.calls).toEqual(['readReview', 'settle approve']);
    expect((await handle.fetchHistory()).events!.length).toBeLessThanOrEqual(18);
  }, SLOW);

  it('SUB-34 reminds after twenty days and tells that it is overdue after thirty, and is never approved by itself', async () => {
    const { fake, handle, update } = await start(false);
    await env.sleep(40 * DAY);
    expect(fake.calls).toEqual(['readReview', 'step remind', 'step escalate']);
    expect(await handle.query<ReviewState | null>(STATE_QUERY)).toMatchObject({ final: false, remindAt: null, dueAt: null });
    fake.take();
    expect(await update('return')).toMatchObject({ status: 'applied' });
    expect(await handle.result()).toEqual({ stage: 'returned' });
  }, SLOW);

  it('goes by signal as by Update; a signal sent twice is settled once', async () => {
    const { fake, handle, signal } = await start();
    const again = { command: '01970000-0000-7000-8000-00000000abcd' };
    await Promise.all([signal('approve', again), signal('approve', again)]);
    expect(await handle.result()).toEqual({ stage: 'approved' });
    expect(fake.calls.filter((call) => call === 'settle approve')).toHaveLength(1);
  }, SLOW);

  it('answers a refusal and goes on; what the row moved without it is no matter', async () => {
    const { fake, handle, update } = await start(false);
    expect(await update('approve')).toMatchObject({ status: 'refused', code: 'review.stage-not-allowed' });
    fake.take();
    expect(await update('approve')).toMatchObject({ status: 'applied' });
    await handle.result();
  }, SLOW);

  it('tells whoever waits when the database does not answer, and tries a signal again', async () => {
    const { fake, handle, update, signal } = await start();
    await handle.query(STATE_QUERY);
    fake.faults.set('settleReviewCommand', 2);
    await expect(update('approve')).rejects.toMatchObject({ cause: { type: 'run.unsettled' } });
    fake.faults.set('settleReviewCommand', 3);
    await signal('approve');
    expect(await handle.result()).toEqual({ stage: 'approved' });
  }, SLOW);

  it('reads its row again when it could not at first, and when it is told that the row moved', async () => {
    const { fake, handle } = await start();
    fake.faults.set('readReview', 3);
    fake.stage = 'returned';
    await handle.signal(RESYNC_SIGNAL);
    expect(await handle.result()).toEqual({ stage: 'returned' });
  }, SLOW);

  it('lets nothing in that is no message for it', async () => {
    const { fake, handle, update, input } = await start();
    await handle.signal('approve', { forged: true });
    await expect(update('approve', { review: input.subject })).rejects.toMatchObject({ cause: { type: 'run.message-malformed' } });
    expect(await update('approve')).toMatchObject({ status: 'applied' });
    await handle.result();
    expect(fake.calls).toEqual(['readReview', 'settle approve']);
  }, SLOW);

  it('knows the contract’s messages, and brings no schema library into the bundle', () => {
    expect(RUN_MESSAGES).toEqual(RUN_REVIEW_ACTIONS);
    const message = fakeMessage('a', 'approve');
    expect(isMessage(message, 'approve', shapeFor('a'))).toBe(true);
    for (const key of Object.keys(ReviewMessage.shape)) expect([key, isMessage({ ...message, [key]: undefined }, 'approve', shapeFor('a'))]).toEqual([key, false]);
    expect(code).not.toMatch(/node_modules\/zod/);
  });
});
