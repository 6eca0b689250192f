import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { bundleOf, timeSkippingServer } from '@beian/testing/temporal';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { CaseState, RunAnswer } from './contract.ts';
import { filingWorkflowId, RESYNC_SIGNAL, STATE_QUERY, SUBJECT_QUEUE } from './contract.ts';
import type { FakeCase } from './fake-case.ts';
import { FakeCases, fakeMessage } from './fake-cases.ts';
import type { filingWorkflow } from './filing.workflow.ts';

const DAY = 86_400_000;
const SLOW = 60_000;
const ENTRY = fileURLToPath(new URL('./filing.workflow.ts', import.meta.url));

let env: TestWorkflowEnvironment;
let cases: FakeCases;
let code: string;
let stopped: Promise<unknown>;
const workers: Worker[] = [];

beforeAll(async () => {
  env = await timeSkippingServer();
  cases = new FakeCases(() => env.currentTimeMs());
  const workflowBundle = await bundleOf(ENTRY);
  code = workflowBundle.code;
  for (const taskQueue of ['filing', SUBJECT_QUEUE]) {
    workers.push(await Worker.create({ connection: env.nativeConnection, taskQueue, activities: cases.activities, ...(taskQueue === 'filing' ? { workflowBundle } : {}) }));
  }
  stopped = Promise.all(workers.map((worker) => worker.run()));
}, SLOW);

afterAll(async () => {
  for (const worker of workers) worker.shutdown();
  await stopped;
  await env.teardown();
}, SLOW);

async function start(options: Parameters<FakeCases['open']>[0] = {}) {
  const { fake, input } = await cases.open(options);
  const handle = await env.client.workflow.start<typeof filingWorkflow>('filingWorkflow', { taskQueue: 'filing', workflowId: filingWorkflowId(input.filing, input.n), args: [input] });
  const update = (action: RunAction, over: Partial<RunMessage> = {}) => {
    const message = fakeMessage(input.application, action, fake.state?.revision ?? 0, over);
    return handle.executeUpdate<RunAnswer, [RunMessage]>(action, { args: [message], updateId: message.command });
  };
  const signal = (action: RunAction, over: Partial<RunMessage> = {}) => handle.signal<[RunMessage]>(action, fakeMessage(input.application, action, fake.state?.revision ?? 0, over));
  const events = async () => (await handle.fetchHistory()).events ?? [];
  const state = () => handle.query<CaseState | null>(STATE_QUERY);
  return { fake, handle, input, update, signal, events, state };
}

const settles = (fake: FakeCase) => fake.calls.filter((call) => call.startsWith('settleCommand')).length;
/** An Update that changes nothing is answered after everything before it. */
const refused = (code_: string) => expect.objectContaining({ status: 'refused', code: code_ });

describe('the straight path', () => {
  it('S1 passInitial approves a non-interactive filing at once, in at most 18 history events', async () => {
    const { fake, handle, update, events } = await start({ held: true, stage: 'in_review' });
    expect(await update('passInitial')).toMatchObject({ status: 'applied', stage: 'approved', revision: 2 });
    expect(await handle.result()).toEqual({ stage: 'approved' });
    expect(fake.calls).toEqual(['readCase', 'settleCommand passInitial']);
    expect((await events()).length).toBeLessThanOrEqual(18);
  }, SLOW);

  it('S6 a bundled subject is approved before its filing, in at most 26 history events', async () => {
    const { fake, handle, update, events } = await start({ held: true, stage: 'in_review', bundled: true });
    expect(await update('passInitial')).toMatchObject({ stage: 'initial_passed' });
    expect(await update('approve')).toMatchObject({ status: 'applied', stage: 'approved' });
    await handle.result();
    expect(fake.calls.slice(2)).toEqual(['settleCommand approve', 'approveSubjectRevision', 'settleCommand approve']);
    expect((await events()).length).toBeLessThanOrEqual(26);
  }, SLOW);

  it('brings no schema library into the bundle', () => {
    expect(code).toContain('filingWorkflow');
    expect(code).not.toMatch(/node_modules\/zod/);
  });
});

describe('messages', () => {
  it.each(['update', 'signal'] as const)('S10 by %s every action leads through the same stages', async (via) => {
    const { fake, handle, update, signal } = await start({ held: true, stage: 'in_review', bundled: true });
    const send = via === 'update' ? update : signal;
    const story: [RunAction, string][] = [['return', 'returned'], ['resubmit', 'submitted'], ['passInitial', 'initial_passed'], ['approve', 'approved']];
    for (const [action, stage] of story) {
      if (action === 'passInitial') await fake.take();
      const before = fake.settled.size;
      await send(action);
      await until(() => fake.settled.size > before);
      expect(fake.state).toMatchObject({ stage });
    }
    await handle.result();
    expect([...fake.settled.values()].map(({ status, code: refusal }) => [status, refusal])).toEqual(story.map(() => ['applied', null]));
    expect(fake.stages).toEqual(['returned', 'submitted', 'in_review', 'initial_passed', 'approved']);
  }, SLOW);

  it('a signal that comes twice is settled once', async () => {
    const { fake, update, signal } = await start({ held: true, stage: 'in_review', bundled: true });
    const command = '01970000-0000-7000-8000-00000000abcd';
    await signal('passInitial', { command, expectedRevision: 1 });
    await signal('passInitial', { command, expectedRevision: 1 });
    expect(await update('return', { expectedRevision: 77 })).toEqual(refused('case.revision-changed'));
    expect(fake.calls.filter((call) => call === 'settleCommand passInitial')).toHaveLength(1);
  }, SLOW);

  it('a forged signal does not keep out the true one of the same command', async () => {
    const { fake, update, signal } = await start({ held: true, stage: 'in_review', bundled: true });
    const command = '01970000-0000-7000-8000-00000000abcf';
    await signal('passInitial', { command, signature: 'forged', expectedRevision: 9 });
    await signal('passInitial', { command });
    expect(await update('return', { expectedRevision: 9 })).toEqual(refused('case.revision-changed'));
    expect(fake.calls.filter((call) => call === 'settleCommand passInitial')).toHaveLength(2);
  }, SLOW);

  it('a command that comes by signal and again as an Update gets its stored result', async () => {
    const { fake, update, signal } = await start({ held: true, stage: 'in_review', bundled: true });
    const command = '01970000-0000-7000-8000-00000000abce';
    await signal('passInitial', { command, expectedRevision: 1 });
    expect(await update('passInitial', { command, expectedRevision: 1 })).toMatchObject({ status: 'applied', stage: 'initial_passed', revision: 2 });
    expect(fake.stages).toEqual(['initial_passed']);
    expect(fake.state?.revision).toBe(2);
  }, SLOW);

  it('S1 an Update whose stage cannot admit it is refused before it enters the history', async () => {
    const { update, events, state, fake } = await start();
    expect(await state()).toMatchObject({ stage: 'submitted' });
    const before = (await events()).length;
    await expect(update('resubmit')).rejects.toMatchObject({ cause: { type: 'case.stage-not-allowed' } });
    expect((await events()).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toHaveLength(0);
    expect((await events()).length).toBeLessThanOrEqual(before + 3);
    expect(settles(fake)).toBe(0);
  }, SLOW);

  it('abuse 6: a malformed message is refused, told to the service for its record, and the run goes on', async () => {
    const { handle, update, fake } = await start({ held: true, stage: 'in_review', bundled: true });
    await expect(update('passInitial', { application: 'another' })).rejects.toMatchObject({ cause: { type: 'run.message-malformed' } });
    for (const wrong of [undefined, null, 'text', {}, { command: 1 }, { action: 'approve' }]) await handle.signal('passInitial', wrong);
    expect(await update('passInitial')).toMatchObject({ status: 'applied' });
    expect(fake.forged).toBe(7);
    expect(fake.settled.size).toBe(1);
  }, SLOW);

  it('abuse 6: whoever sends malformed messages by the hundred does not fill the history', async () => {
    const { handle, update, fake } = await start({ held: true, stage: 'in_review', bundled: true });
    for (let count = 0; count < 30; count += 1) await expect(update('passInitial', { application: 'another' })).rejects.toMatchObject({ cause: { type: 'run.message-malformed' } });
    for (let count = 0; count < 30; count += 1) await handle.signal('passInitial', {});
    expect(await update('passInitial')).toMatchObject({ status: 'applied' });
    expect(fake.forged).toBe(20);
  }, SLOW);

  it('S10 a refused signal leaves the case as it was', async () => {
    const { fake, signal, update } = await start({ held: true, stage: 'in_review', bundled: true });
    await signal('withdraw');
    expect(await update('return', { expectedRevision: 9 })).toEqual(refused('case.revision-changed'));
    expect([...fake.settled.values()][0]).toMatchObject({ status: 'refused', code: 'case.stage-not-allowed' });
    expect(fake.state).toMatchObject({ stage: 'in_review', revision: 1 });
  }, SLOW);

  it('two officers at once: one is applied, the other hears that the case has moved', async () => {
    const { fake, update } = await start({ held: true, stage: 'in_review', bundled: true });
    const answers = await Promise.all([update('passInitial'), update('return')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['applied', 'refused']);
    expect(answers.find(({ status }) => status === 'refused')?.code).toBe('case.revision-changed');
    expect(fake.state?.revision).toBe(2);
  }, SLOW);

  it('every message that waits when the case ends is answered before the run ends', async () => {
    const { handle, update, events } = await start({ held: true, stage: 'in_review' });
    const outcome = (sent: Promise<RunAnswer>) => sent.then(({ status, code: refusal }) => refusal ?? status, (error: Error & { cause?: { type?: string } }) => error.cause?.type);
    const outcomes = await Promise.all([update('passInitial'), update('passInitial'), update('return')].map(outcome));
    expect(outcomes.filter((each) => each === 'applied')).toHaveLength(1);
    for (const each of outcomes) expect(['applied', 'case.revision-changed', 'case.final']).toContain(each);
    await handle.result();
    const all = await events();
    const count = (key: 'workflowExecutionUpdateAcceptedEventAttributes' | 'workflowExecutionUpdateCompletedEventAttributes') => all.filter((event) => event[key]).length;
    expect(count('workflowExecutionUpdateCompletedEventAttributes')).toBe(count('workflowExecutionUpdateAcceptedEventAttributes'));
  }, SLOW);
});

describe('time', () => {
  it('OPN-54 reminds before the due date, escalates when overdue, and never approves by itself', async () => {
    const { fake, handle, state } = await start();
    await env.sleep(21 * DAY);
    expect(fake.calls).toEqual(['readCase', 'platformStep remind']);
    await env.sleep(10 * DAY);
    expect(fake.calls).toEqual(['readCase', 'platformStep remind', 'platformStep escalate']);
    await env.sleep(400 * DAY);
    expect(fake.calls).toHaveLength(3);
    expect(await state()).toMatchObject({ stage: 'submitted', final: false });
    await handle.terminate();
  }, SLOW);

  it('S1 a returned application lapses after 60 days', async () => {
    const { fake, handle, update } = await start({ held: true, stage: 'in_review' });
    await update('return');
    await env.sleep(59 * DAY);
    expect(fake.state).toMatchObject({ stage: 'returned' });
    expect(await handle.result()).toEqual({ stage: 'lapsed' });
  }, SLOW);

  it('S1 a resubmission ends the 60 days and starts the clock anew', async () => {
    const { fake, handle, update } = await start({ held: true, stage: 'in_review' });
    await update('return');
    await env.sleep(59 * DAY);
    await update('resubmit');
    await env.sleep(19 * DAY);
    expect(fake.calls.filter((call) => call.startsWith('platformStep'))).toEqual([]);
    await env.sleep(2 * DAY);
    expect(fake.calls.at(-1)).toBe('platformStep remind');
    await handle.terminate();
  }, SLOW);

  it('a run can start in any stage: what is past due is done at once', async () => {
    const { fake, handle } = await start({ stage: 'returned' });
    expect(await handle.result()).toEqual({ stage: 'lapsed' });
    expect(fake.calls).toEqual(['readCase', 'platformStep lapse']);
  }, SLOW);

  it('resync reads a row that moved without the run', async () => {
    const { fake, handle, state } = await start();
    await state();
    await fake.take();
    await handle.signal(RESYNC_SIGNAL);
    await until(() => fake.calls.filter((call) => call === 'readCase').length === 2);
    expect(await state()).toMatchObject({ stage: 'in_review' });
    await handle.terminate();
  }, SLOW);
});

describe('faults', () => {
  it('an Update that cannot be settled in time fails, nothing has changed, and the next one is served', async () => {
    const { fake, update } = await start({ held: true, stage: 'in_review', bundled: true });
    fake.faults.set('settleCommand', 1000);
    await expect(update('passInitial')).rejects.toMatchObject({ cause: { type: 'run.unsettled' } });
    expect(fake.state).toMatchObject({ stage: 'in_review', revision: 1 });
    fake.faults.clear();
    expect(await update('passInitial')).toMatchObject({ status: 'applied' });
  }, SLOW);

  it('a signal that cannot be settled comes again after a durable pause', async () => {
    const { fake, handle, signal, events } = await start({ held: true, stage: 'in_review' });
    fake.faults.set('settleCommand', 1000);
    await signal('passInitial');
    const pauses = async () => (await events()).filter((event) => event.timerStartedEventAttributes).map((event) => Number(event.timerStartedEventAttributes?.startToFireTimeout?.seconds));
    await untilAsync(async () => (await pauses()).some((seconds) => seconds <= 10));
    expect(fake.state).toMatchObject({ stage: 'in_review', revision: 1 });
    fake.faults.clear();
    expect(await handle.result()).toEqual({ stage: 'approved' });
  }, SLOW);

  it('S6 the subject service is down: the Update fails and the filing is as it was', async () => {
    const { fake, update } = await start({ held: true, stage: 'initial_passed', bundled: true });
    fake.faults.set('approveSubjectRevision', 1000);
    await expect(update('approve')).rejects.toMatchObject({ cause: { type: 'run.unsettled' } });
    expect(fake.state).toMatchObject({ stage: 'initial_passed', revision: 1 });
    expect(fake.settled.size).toBe(0);
  }, SLOW);

  it('S6 a subject revised meanwhile refuses the approval', async () => {
    const { fake, update } = await start({ held: true, stage: 'initial_passed', bundled: true });
    fake.subjectAnswer = 'superseded';
    expect(await update('approve')).toEqual(refused('case.subject-revised'));
  }, SLOW);

  it('S6 a returned case returns its subject afterwards, also when that fails at first', async () => {
    const { fake, handle, update } = await start({ held: true, stage: 'in_review', bundled: true });
    fake.faults.set('returnSubjectRevision', 1);
    expect(await update('return')).toMatchObject({ status: 'applied', stage: 'returned' });
    await until(() => fake.calls.filter((call) => call === 'returnSubjectRevision').length === 2);
    expect(fake.calls.indexOf('returnSubjectRevision')).toBeGreaterThan(fake.calls.indexOf('settleCommand return'));
    await update('withdraw');
    expect(await handle.result()).toEqual({ stage: 'withdrawn' });
  }, SLOW);
});

async function until(done: () => boolean): Promise<void> {
  await untilAsync(async () => done());
}

/** Asks the server between looks, so that no clock is needed. */
async function untilAsync(done: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error('it did not happen within 30 s');
    await env.currentTimeMs();
  }
}
