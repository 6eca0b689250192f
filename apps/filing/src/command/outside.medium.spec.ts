import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RunMessage } from '@beian/contracts/filing/actions';
import type { Principal } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { lazyTemporal, type LazyTemporal } from '@beian/kit/temporal/client';
import { runStarter } from '@beian/kit/temporal/start-run';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { testKeys } from '@beian/testing/keys';
import { recordedActions, requestedRuns } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { bundleOf, testNamespace, type TestNamespace } from '@beian/testing/temporal';
import { filingWorkflowId, type RunAnswer } from '@beian/workflow-filing/contract';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { receiveCommand } from '../decision/decision.fixture.ts';
import { signMessage } from '../decision/run-message.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { runningWorkers } from './running.fixture.ts';

// A machine under load takes its time for database, namespace and bundle.
jest.setTimeout(240_000);

let db: TestDatabase;
let temporal: TestNamespace;
let client: LazyTemporal;
let bench: ReturnType<typeof benchOf>;
let running: Awaited<ReturnType<typeof runningWorkers>>;
const sealer = testSealer();
const keys = testKeys('filing');

beforeAll(async () => {
  useLogger(createLogger('filing', 'silent'));
  [db, temporal] = await Promise.all([testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS }), testNamespace()]);
  await db.admin(SAMPLE_COPIES);
  const { address, namespace } = temporal;
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant, namespace });
  client = lazyTemporal({ address, namespace });
  const noSubject = () => Promise.reject(new Error('No subject is decided here'));
  running = await runningWorkers({ worker: db.source('worker'), keys, sealer, client, address, namespace, bundle: bundleOf, subject: { approveSubjectRevision: noSubject, returnSubjectRevision: noSubject } });
});
afterAll(async () => {
  await running.stop();
  await client.close();
  await temporal.close();
  await db.close();
});

interface Case { readonly id: string; readonly filing: string; readonly workflowId: string; readonly officer: Principal }

/** A taken case with its run. */
async function aCase(): Promise<Case> {
  const { id, filing } = await bench.aCase();
  const workflowId = filingWorkflowId(filing, 1);
  await runStarter(client)((await requestedRuns(db)).find((each) => each.workflowId === workflowId)!);
  const officer = anOfficer({ bureau: 3 });
  await bench.handle(officer, id, 'take');
  return { id, filing, workflowId, officer };
}
const handleOf = async ({ workflowId }: Case) => (await client.getTemporal()).workflow.getHandle(workflowId);
const update = async (found: Case, message: unknown): Promise<string> =>
  (await handleOf(found)).executeUpdate<RunAnswer, [never]>('passInitial', { args: [message as never] }).then(({ status, code }) => `${status} ${code}`, (error: { cause?: { type?: string } }) => `failed ${error.cause?.type}`);
const forgeries = async ({ filing }: Case) => (await recordedActions(db, 'command.forged')).filter((each) => each.filing === filing).map(({ code }) => code);
const stageOf = async ({ id }: Case) => (await bench.row(id))['stage'];

/** What somebody who reaches Temporal may send: without keys, with one of the two, and what others have sent. */
const ATTACKS: Readonly<Record<string, (found: Case, other: Case, genuine: RunMessage) => Promise<unknown>>> = {
  'no command at all': async () => ({}),
  'another case’s message': async (_found, other) => receiveCommand(bench.sending, other.officer, other.id, { action: 'passInitial' }),
  'an unknown command': async (_found, _other, genuine) => ({ ...genuine, command: newId() }),
  'a real command, unsigned': async (_found, _other, genuine) => ({ ...genuine, signature: 'A'.repeat(86) }),
  'a real command with the key of identity alone': async ({ workflowId }, _other, genuine) => signMessage(testKeys('identity'), { namespace: temporal.namespace, workflowId }, genuine),
  'the service’s key alone, with a session of its own making': async ({ officer, id }) => receiveCommand({ ...bench.sending, identity: keys }, officer, id, { action: 'passInitial' }),
  'the service’s key alone, with a longer life': async ({ workflowId }, _other, genuine) => signMessage(keys, { namespace: temporal.namespace, workflowId }, { ...genuine, expiresAt: '2099-01-01T00:00:00.000Z' }),
};

describe('abuse 6: a message straight to Temporal', () => {
  it.each(Object.entries(ATTACKS))('with %s is refused as Update and as signal, recorded, and changes nothing; the true one still counts', async (_what, forge) => {
    const [found, other] = [await aCase(), await aCase()];
    const genuine = await receiveCommand(bench.sending, found.officer, found.id, { action: 'passInitial' });
    const forged = await forge(found, other, genuine);
    expect(await update(found, forged)).toMatch(/^(refused command\.|failed run\.message-malformed)/);
    // Exactly the same message again would be dropped as a repeat.
    await (await handleOf(found)).signal<[never]>('passInitial', { ...(forged as object), ...((forged as RunMessage).signature === undefined ? {} : { signature: 'B'.repeat(86) }) } as never);
    expect(await eventually('both attempts are recorded', async () => ((await forgeries(found)).length >= 2 ? forgeries(found) : undefined))).toHaveLength(2);
    expect([await stageOf(found), await stageOf(other)]).toEqual(['in_review', 'in_review']);
    expect(await update(found, genuine)).toBe('applied null');
    expect(await stageOf(found)).toBe('approved');
  });

  it('with a message that has been settled or voided is answered as it ended, and changes nothing', async () => {
    const found = await aCase();
    const genuine = await receiveCommand(bench.sending, found.officer, found.id, { action: 'passInitial' });
    await db.admin(`update command set status = 'void', code = 'command.void', stage = 'in_review', settled_at = now() where id = $1`, [genuine.command]);
    expect(await update(found, genuine)).toBe('void command.void');
    expect(await stageOf(found)).toBe('in_review');
  });
});

describe('abuse 6: a run that somebody else ends or turns back', () => {
  it('terminated, it is started again from its row, and that is recorded', async () => {
    const found = await aCase();
    await (await handleOf(found)).terminate();
    expect(await running.sweeper.recoverAll()).toMatchObject({ recovered: 1 });
    expect((await recordedActions(db, 'run.recovered')).filter(({ filing }) => filing === found.filing)).toMatchObject([{ outcome: 'done', target: { id: found.id } }]);
    const genuine = await receiveCommand(bench.sending, found.officer, found.id, { action: 'passInitial' });
    expect(await update(found, genuine)).toBe('applied null');
  });

  it('reset to its beginning, it reads its row again and repeats nothing', async () => {
    const found = await aCase();
    const genuine = await receiveCommand(bench.sending, found.officer, found.id, { action: 'return', payload: { reasons: [{ field: 'website.name', text: '名称与主体不符' }] } });
    await (await handleOf(found)).executeUpdate<RunAnswer, [RunMessage]>('return', { args: [genuine] });
    const before = [await stageOf(found), await bench.eventTypes(found.filing)];
    const { workflowService } = await client.getTemporal();
    const { runId } = await (await handleOf(found)).describe();
    await workflowService.resetWorkflowExecution({ namespace: temporal.namespace, workflowExecution: { workflowId: found.workflowId, runId }, reason: 'an attack', requestId: newId(), workflowTaskFinishEventId: 4 as never });
    const state = await eventually('the run has read its row', async () => (await handleOf(found)).query<{ stage: string } | null>('state').catch(() => null));
    expect(state.stage).toBe('returned');
    expect([await stageOf(found), await bench.eventTypes(found.filing)]).toEqual(before);
    const owner = (await bench.row(found.id))['owner'] as string;
    const withdraw = await receiveCommand(bench.sending, anApplicant({ account: owner }), found.id, { action: 'withdraw' });
    expect(await (await handleOf(found)).executeUpdate<RunAnswer, [RunMessage]>('withdraw', { args: [withdraw] })).toMatchObject({ status: 'applied', stage: 'withdrawn' });
  });

  it('cancelled, it goes on', async () => {
    const found = await aCase();
    await (await handleOf(found)).cancel();
    const genuine = await receiveCommand(bench.sending, found.officer, found.id, { action: 'passInitial' });
    await running.sweeper.recoverAll();
    expect(await update(found, genuine)).toBe('applied null');
    expect(await stageOf(found)).toBe('approved');
  });
});
