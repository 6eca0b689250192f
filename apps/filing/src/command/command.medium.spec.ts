import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionName, RunMessage } from '@beian/contracts/filing/actions';
import type { CommandView } from '@beian/contracts/filing/api';
import { CommandSettled } from '@beian/contracts/filing/events';
import type { Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { newId } from '@beian/kit/http/uuid';
import { lazyTemporal, type LazyTemporal } from '@beian/kit/temporal/client';
import { RunClient } from '@beian/kit/temporal/run-client';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { runStarter } from '@beian/kit/temporal/start-run';
import { runWorker, type RunningWorker } from '@beian/kit/temporal/worker';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions, requestedRuns } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { bundleOf, testNamespace, type TestNamespace } from '@beian/testing/temporal';
import { FILING_QUEUE, filingWorkflowId, SUBJECT_QUEUE, type Settlement, type SubjectActivities } from '@beian/workflow-filing/contract';
import { aSubmission, SAMPLE_COPIES, type Issuers } from '../case.fixture.ts';
import { DecisionActivities } from '../decision/decision.activities.ts';
import { subjectAnswer } from '../decision/decision.fixture.ts';
import { DecisionService } from '../decision/decision.service.ts';
import { PlatformService } from '../decision/platform.service.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubmissionService } from '../submission/submission.service.ts';
import { CommandModule } from './command.module.ts';
import { EndingService } from './ending.service.ts';
import { RecoverService } from './recover.service.ts';
import { CommandSweeper } from './sweeper.service.ts';

const SLOW = 60_000;
const sealer = testSealer();
const keys = testKeys('filing');
const issuers: Issuers = { subject: testKeys('subject'), storage: testKeys('storage'), sealer };

let db: TestDatabase;
let temporal: TestNamespace;
let client: LazyTemporal;
let app: HttpApp;
let lonely: HttpApp;
let submissions: SubmissionService;
let sweeper: CommandSweeper;
let folder: string;
let workers: RunningWorker[] = [];
const subjectCalls: string[] = [];

const environment = () => ({ TEMPORAL_NAMESPACE: temporal.namespace, ROLES: ['api'] as const, REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false' as const });

function startWorkers(): void {
  const settings = { address: temporal.address, namespace: temporal.namespace };
  const source = db.source('worker');
  const decisions = new DecisionActivities(new DecisionService(source, keys, sealer, environment()), new PlatformService(source, keys, sealer));
  const subject: SubjectActivities = {
    approveSubjectRevision: async (input) => (subjectCalls.push(`approve ${input.subject}`), subjectAnswer(testKeys('subject'), { subject: { input } } as Settlement, 'approved')),
    returnSubjectRevision: async (input) => (subjectCalls.push(`return ${input.subject}`), subjectAnswer(testKeys('subject'), { subject: { input } } as Settlement, 'returned')),
  };
  workers = [
    runWorker({ ...settings, taskQueue: FILING_QUEUE, bundlePath: join(folder, 'bundle.js'), activities: decisions.asActivities() }),
    runWorker({ ...settings, taskQueue: SUBJECT_QUEUE, activities: subject }),
  ];
}
const stopWorkers = () => Promise.all(workers.map((worker) => worker.stop()));

beforeAll(async () => {
  [db, temporal] = await Promise.all([testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS }), testNamespace()]);
  await db.admin(SAMPLE_COPIES);
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const { code } = await bundleOf(fileURLToPath(new URL('../../../../workflows/filing/src/filing.workflow.ts', import.meta.url)));
  await writeFile(join(folder, 'bundle.js'), code);
  client = lazyTemporal({ address: temporal.address, namespace: temporal.namespace });
  const kit = { api: db.source('api'), worker: db.source('worker'), sealer, environment: environment() as never };
  app = await httpApp({ imports: [CommandModule] }, { kit: { ...kit, temporal: client }, logLevel: 'silent' });
  // A service whose Temporal is down: nothing listens at that address.
  lonely = await httpApp({ imports: [CommandModule] }, { kit: { ...kit, temporal: lazyTemporal({ address: '127.0.0.1:1', namespace: temporal.namespace }) }, logLevel: 'silent' });
  submissions = new SubmissionService(db.source('api'), keys, sealer);
  const recovery = new RecoverService(db.source('worker'), new RunKeeper(client), keys);
  sweeper = new CommandSweeper(db.source('worker'), keys, sealer, environment() as never, new EndingService(db.source('worker'), keys), recovery, new RunClient(client));
  startWorkers();
}, SLOW);

afterAll(async () => {
  await stopWorkers();
  await Promise.all([app.close(), lonely.close()]);
  await client.close();
  await temporal.close();
  await db.close();
  await rm(folder, { recursive: true });
}, SLOW);

/** A submitted case of 武昌区 with its run, and an officer there. */
async function aCase(state: 'approved' | 'submitted' = 'approved') {
  const owner = anApplicant();
  const body = await aSubmission(issuers, owner.account!, { receipt: { state } });
  await submissions.submit(owner, body);
  const { application: id, filing } = body;
  const workflowId = filingWorkflowId(filing, 1);
  const run = (await requestedRuns(db)).find((each) => each.workflowId === workflowId);
  await runStarter(client)(run!);
  const { data, subjectReceipt, uploadReceipts } = body;
  return { id, filing, workflowId, owner, officer: anOfficer({ bureau: 3 }), form: { object: body.object, data, subjectReceipt, uploadReceipts } };
}
type Case = Awaited<ReturnType<typeof aCase>>;
async function aTakenCase(state?: 'approved' | 'submitted'): Promise<Case> {
  const found = await aCase(state);
  expect((await act(found.officer, found, 'take')).status).toBe(200);
  return found;
}
const row = async ({ id }: Pick<Case, 'id'>) => (await db.admin<{ stage: string; revision: number; holder: string | null; version: number }>('select * from application where id = $1', [id]))[0]!;
const commandRow = async (id: string) => (await db.admin<{ status: string; code: string | null; untold_since: Date | null }>('select * from command where id = $1', [id]))[0]!;
type Wish = { payload?: unknown; key?: string; revision?: number; via?: 'update' | 'signal'; through?: HttpApp };
async function act(as: Principal, found: Case, action: ActionName, wish: Wish = {}) {
  const { payload = {}, key = newId(), via = 'update', through = app } = wish;
  const body = { expectedRevision: wish.revision ?? (await row(found)).revision, payload };
  return through.send<CommandView & Pick<Problem, 'fields'>>('POST', `/applications/${found.id}/actions/${action}${via === 'signal' ? '?via=signal' : ''}`, { as, body, headers: { 'idempotency-key': key } });
}
/** Sends and waits for the outcome, whichever way it goes. */
async function settled(as: Principal, found: Case, action: ActionName, wish: Wish = {}): Promise<CommandView> {
  const key = newId();
  const answer = await act(as, found, action, { ...wish, key });
  expect([200, 202, 409]).toContain(answer.status);
  return eventually<CommandView | undefined>(`${action} is settled`, async () => {
    const { body } = await app.send<CommandView>('GET', `/commands/${key}`, { as });
    return body.status === 'pending' ? undefined : body;
  });
}
const reasons = { reasons: [{ field: 'website.name', text: '名称与主体不符' }] };
const ofFiling = async (filing: string) => (await publishedEvents(db)).filter((event) => event.subject === filing);

describe('an action by Update and by signal', () => {
  it('OPN-02 is no resubmission of somebody unproven where the locality demands proof, and is recorded', async () => {
    const strict = await httpApp({ imports: [CommandModule] }, { kit: { api: db.source('api'), worker: db.source('worker'), sealer, temporal: client, environment: { ...environment(), REQUIRE_REAL_PERSON_FOR_SUBMIT: 'true' } as never }, logLevel: 'silent' });
    try {
      const found = await aCase();
      const refused = await act(found.owner, found, 'resubmit', { through: strict, payload: found.form });
      expect([refused.status, refused.body.code]).toEqual([403, 'account.real_person_required']);
      expect((await recordedActions(db, 'application.resubmit')).at(-1)).toMatchObject({ outcome: 'refused', code: 'account.real_person_required', target: { id: found.id } });
      const proven = await act({ ...found.owner, identityLevel: 'real_person' }, found, 'withdraw', { through: strict });
      expect(proven.status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  it('S10 leaves identical rows, events and records', async () => {
    const traces = [];
    for (const via of ['update', 'signal'] as const) {
      const found = await aTakenCase('submitted');
      const views = [
        await settled(found.owner, found, 'withdraw', { via }),
        await settled(found.officer, found, 'passInitial', { via }),
      ];
      const returned = await aTakenCase();
      views.push(await settled(returned.officer, returned, 'return', { via, payload: reasons }), await settled(returned.owner, returned, 'withdraw', { via }));
      const known = new Set([found.filing, returned.filing]);
      traces.push({
        views: views.map(({ status, code, stage, revision }) => ({ status, code, stage, revision })),
        rows: [await row(found), await row(returned)].map(({ stage, revision, version, holder }) => ({ stage, revision, version, held: holder !== null })),
        events: [...(await ofFiling(found.filing)), ...(await ofFiling(returned.filing))].map(({ type, version, actor, data }) => [type, version, actor.kind, Object.keys(data as object).sort()]),
        records: (await recordedActions(db)).filter(({ filing }) => filing !== null && known.has(filing)).map(({ action, outcome, code, actor, before, after }) => [action, outcome, code, actor.kind, before['stage'], after['stage']]),
      });
    }
    expect(traces[0]).toEqual(traces[1]);
    expect(traces[0]?.views).toEqual([
      { status: 'refused', code: 'case.stage-not-allowed', stage: 'in_review', revision: 2 },
      { status: 'applied', code: null, stage: 'approved', revision: 3 },
      { status: 'applied', code: null, stage: 'returned', revision: 3 },
      { status: 'applied', code: null, stage: 'withdrawn', revision: 4 },
    ]);
  }, SLOW);

  it('S6 approves a bundled subject first, issues the number and tells it', async () => {
    const found = await aTakenCase('submitted');
    const { status, body } = await act(found.officer, found, 'passInitial');
    expect([status, body.stage, body.status]).toEqual([200, 'approved', 'applied']);
    expect(body.filingNumber).toMatch(/^鄂公网安备 42010602\d{6}号$/);
    expect(subjectCalls.at(-1)).toMatch(/^approve /);
    await expect((await client.getTemporal()).workflow.getHandle(found.workflowId).result()).resolves.toEqual({ stage: 'approved' });
  }, SLOW);
});

describe('at the same time and again', () => {
  it('S1 of two officers who take a case one gets it, the other is told', async () => {
    const found = await aCase();
    const answers = await Promise.all([found.officer, anOfficer({ bureau: 3 })].map((officer) => act(officer, found, 'take', { revision: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('case.already-held');
  }, SLOW);

  it('of two decisions at once one is applied, the other refused', async () => {
    const found = await aTakenCase();
    const answers = await Promise.all([act(found.officer, found, 'passInitial'), act(found.officer, found, 'return', { payload: reasons })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await row(found)).revision).toBe(3);
  }, SLOW);

  it.each(['passInitial', 'release'] as const)('one key means one %s, however often it comes', async (action) => {
    const found = await aTakenCase();
    const wish = { key: newId(), revision: 2 };
    const answers = await Promise.all(Array.from({ length: 4 }, () => act(found.officer, found, action, wish)));
    const again = await act(found.officer, found, action, wish);
    for (const { status, body } of answers) expect([status, body]).toEqual([200, again.body]);
    expect((await row(found)).revision).toBe(3);
    expect((await publishedEvents(db, CommandSettled)).filter(({ data }) => data.command === wish.key)).toHaveLength(1);
  }, SLOW);

  it('a key of another request, or of somebody else, is refused', async () => {
    const found = await aTakenCase();
    const key = newId();
    await act(found.officer, found, 'release', { key });
    expect(await act(found.officer, found, 'take', { key })).toMatchObject({ status: 409, body: { code: 'command.key-reused' } });
    expect(await act(found.owner, found, 'withdraw', { key })).toMatchObject({ status: 409, body: { code: 'command.key-reused' } });
  }, SLOW);
});

describe('nobody answers', () => {
  it('Temporal is down: 503, the command is void, nothing has changed', async () => {
    const found = await aTakenCase();
    for (const via of ['update', 'signal'] as const) {
      const key = newId();
      expect(await act(found.officer, found, 'passInitial', { key, via, through: lonely })).toMatchObject({ status: 503, body: { code: 'command.void' } });
      expect(await commandRow(key)).toMatchObject({ status: 'void' });
    }
    expect(await row(found)).toMatchObject({ stage: 'in_review', revision: 2 });
    expect(await act(found.officer, found, 'passInitial')).toMatchObject({ status: 200 });
  }, SLOW);

  it('the worker is down: 503, and what arrives later changes nothing', async () => {
    const found = await aTakenCase();
    await stopWorkers();
    const key = newId();
    expect(await act(found.officer, found, 'passInitial', { key })).toMatchObject({ status: 503, body: { code: 'command.void' } });
    startWorkers();
    expect(await eventually('the worker serves again', async () => {
      const answer = await act(found.officer, found, 'return', { payload: reasons });
      return answer.status === 200 && answer;
    })).toMatchObject({ body: { stage: 'returned' } });
    expect(await commandRow(key)).toMatchObject({ status: 'void' });
    expect((await row(found)).revision).toBe(3);
  }, SLOW);

  it.each(['terminated', 'deleted'] as const)('a run that was %s is started again by the next action', async (how) => {
    const found = await aTakenCase();
    await lose(found, how);
    expect(await act(found.officer, found, 'passInitial')).toMatchObject({ status: 200, body: { stage: 'approved' } });
  }, SLOW);

  it('S6 the sweeper starts lost runs again, and a return that its subject missed is told', async () => {
    const found = await aTakenCase('submitted');
    expect(await act(found.officer, found, 'return', { payload: { reasons: [{ field: 'subject.responsible.name', text: '姓名有误' }] } })).toMatchObject({ status: 200 });
    await eventually('the subject is returned', () => subjectCalls.at(-1)?.startsWith('return '));
    await lose(found, 'terminated');
    const before = subjectCalls.length;
    expect(await sweeper.recoverAll()).toEqual({ recovered: 1, unknown: 0 });
    expect((await sweeper.sweep()).told).toBe(1);
    await eventually('the subject hears it again', () => subjectCalls.slice(before).some((call) => call.startsWith('return ')));
    expect((await sweeper.sweep()).told).toBe(0);
    expect(await sweeper.recoverAll()).toEqual({ recovered: 0, unknown: 0 });
  }, SLOW);

  it('the sweeper voids what has expired, and says so to its sender', async () => {
    const found = await aTakenCase();
    const key = newId();
    await stopWorkers();
    expect(await act(found.officer, found, 'passInitial', { key, via: 'signal' })).toMatchObject({ status: 202, body: { status: 'pending' } });
    await db.admin("update command set expires_at = now() - interval '1 hour' where id = $1", [key]);
    expect((await sweeper.sweep()).voided).toBe(1);
    startWorkers();
    expect(await commandRow(key)).toMatchObject({ status: 'void', code: 'command.void' });
    expect((await publishedEvents(db, CommandSettled)).filter(({ data }) => data.command === key)).toMatchObject([{ data: { status: 'void', sender: found.officer.account } }]);
    expect(await row(found)).toMatchObject({ stage: 'in_review', revision: 2 });
  }, SLOW);
});

describe('who speaks to the run', () => {
  it('a message without a known command is refused and recorded', async () => {
    const found = await aTakenCase();
    const handle = (await client.getTemporal()).workflow.getHandle(found.workflowId);
    const forged: RunMessage = {
      command: newId(), application: found.id, action: 'passInitial', payloadDigest: '0'.repeat(64), expectedRevision: 2, issuedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 60_000).toISOString(), credential: '0'.repeat(64), key: 'x', signature: 'x',
    };
    const answer = await handle.executeUpdate<{ code: string }, [RunMessage]>('passInitial', { args: [forged] });
    expect(answer.code).toBe('command.unknown');
    expect(await row(found)).toMatchObject({ stage: 'in_review', revision: 2 });
    expect((await recordedActions(db, 'command.forged')).filter(({ filing }) => filing === found.filing)).toMatchObject([{ outcome: 'refused', code: 'command.unknown' }]);
  }, SLOW);

  it('only the sender sees a command, a stranger sees no case, a visitor nothing', async () => {
    const found = await aTakenCase();
    const key = newId();
    await act(found.officer, found, 'release', { key });
    expect((await app.send('GET', `/commands/${key}`, { as: found.owner })).status).toBe(404);
    expect((await app.send('GET', `/commands/${key}`)).status).toBe(401);
    expect(await act(anOfficer({ bureau: 4 }), found, 'take')).toMatchObject({ status: 404 });
    expect(await act(anApplicant(), found, 'withdraw')).toMatchObject({ status: 404 });
  }, SLOW);

  it('names every faulty field of the request', async () => {
    const found = await aTakenCase();
    expect(await act(found.officer, found, 'return', { payload: { reasons: [] } })).toMatchObject({ status: 422, body: { fields: [{ field: 'payload.reasons' }] } });
    expect(await act(found.officer, found, 'passInitial', { key: 'no uuid' })).toMatchObject({ status: 422, body: { fields: [{ field: 'Idempotency-Key' }] } });
    expect(await act(found.officer, found, 'abandon' as ActionName)).toMatchObject({ status: 422 });
  }, SLOW);
});

async function lose({ workflowId }: Case, how: 'terminated' | 'deleted'): Promise<void> {
  const { workflow, workflowService } = await client.getTemporal();
  if (how === 'terminated') await workflow.getHandle(workflowId).terminate();
  else await workflowService.deleteWorkflowExecution({ namespace: temporal.namespace, workflowExecution: { workflowId } });
  await eventually('the run is lost', () => workflow.getHandle(workflowId).describe().then(({ status }) => status.name !== 'RUNNING', () => true));
}
