import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import type { ReviewCommandView, ReviewView } from '@beian/contracts/subject/reviews';
import type { Problem } from '@beian/contracts/problem';
import { newId } from '@beian/kit/http/uuid';
import { lazyTemporal } from '@beian/kit/temporal/client';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { runStarter } from '@beian/kit/temporal/start-run';
import { runWorker } from '@beian/kit/temporal/worker';
import type { ReviewMessageName } from '@beian/rules/subject/review';
import { testDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { requestedRuns } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { bundleOf, testNamespace } from '@beian/testing/temporal';
import { STATE_QUERY, SUBJECT_QUEUE, subjectWorkflowId } from '@beian/workflow-subject/contract';
import { AppModule } from '../app.module.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { anIndividualForm } from '../subject/subject-form.sample.ts';
import { ReviewClock } from './review-clock.service.ts';
import { ReviewDecisions } from './review-decision.service.ts';
import { ReviewRuns } from './review-runs.service.ts';
import { SeparateReviewActivities } from './review.activities.ts';

/** 襄城区 (11) below 襄阳市 (4), where subjects are reviewed on their own, and 武昌区 (5), where they are not. */
const COPIES = `
  insert into bureau_copy (bureau, parent, name, level, issuing_code, prefix, brigade_phone, regions, active) values
    (4, null, '襄阳支队', 'city', '420600', '鄂公网安备', null, '{420600}', true), (11, 4, '襄城大队', 'county', '420602', '鄂公网安备', null, '{420602}', true),
    (5, null, '武昌大队', 'county', '420106', '鄂公网安备', null, '{420106}', true);
  insert into region_copy (code, name, parent, abolished_on, successors) values ('420600', '襄阳市', null, null, '{}'), ('420602', '襄城区', '420600', null, '{}'), ('420106', '武昌区', null, null, '{}')`;
export const HERE = 11;
export const ABOVE = 4;
export const ELSEWHERE = 5;
const REGION = '420602';

export interface Submitted {
  readonly owner: Principal;
  readonly subject: string;
  readonly review: string;
  readonly form: SubjectData;
}

/** The whole service on real servers, with its worker, for specs of reviews and changes. */
export async function separateBench() {
  const [db, temporal] = await Promise.all([testDatabase({ service: 'subject', entities: ENTITIES, migrations: MIGRATIONS }), testNamespace()]);
  await db.admin(COPIES);
  const { address, namespace } = temporal;
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const bundlePath = join(folder, 'bundle.js');
  await writeFile(bundlePath, (await bundleOf(fileURLToPath(new URL('../../../../workflows/subject/src/subject.workflow.ts', import.meta.url)))).code);
  const [keys, sealer, client] = [testKeys('subject'), testSealer(), lazyTemporal({ address, namespace })];
  const environment = { ROLES: ['api'], TEMPORAL_NAMESPACE: namespace, REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false', OUTSIDE_PROVINCE: 'referral', SEPARATE_SUBJECT_REVIEW: [REGION] } as never;
  const kit = { api: db.source('api'), worker: db.source('worker'), sealer, environment };
  const app = await httpApp({ imports: [AppModule] }, { service: 'subject', logLevel: 'silent', kit: { ...kit, temporal: client } });
  const lonely = await httpApp({ imports: [AppModule] }, { service: 'subject', logLevel: 'silent', kit: { ...kit, temporal: lazyTemporal({ address: '127.0.0.1:1', namespace }) } });
  const decisions = new ReviewDecisions(db.source('worker'), keys, sealer);
  const clock = new ReviewClock(db.source('worker'), keys);
  const runs = new ReviewRuns(db.source('worker'), keys, new RunKeeper(client), environment);
  const worker = runWorker({ address, namespace, taskQueue: SUBJECT_QUEUE, bundlePath, activities: new SeparateReviewActivities(decisions, clock).activities() });
  let serial = 300;

  const rowOf = async (review: string) => (await db.admin<Record<string, unknown> & { stage: string; version: number; n: number }>('select * from review where id = $1', [review]))[0]!;
  const reviewOf = async (subject: string) => (await db.admin<{ id: string }>('select id from review where subject = $1 order by n desc limit 1', [subject]))[0]?.id;

  /** Submits by HTTP, and starts the run as the relay does. */
  async function submit({ owner = anApplicant(), form = anIndividualForm(newId(), (serial += 1), { region: REGION }) }: Partial<Pick<Submitted, 'owner' | 'form'>> = {}): Promise<Submitted & { view: SubjectView }> {
    const subject = newId();
    const body = { subject, data: form, uploads: await receiptsFor(owner, Object.values(form.images)) };
    const answer = await app.send<SubjectView>('POST', '/subjects', { as: owner, body });
    if (answer.status !== 201) throw new Error(`The subject was answered ${answer.status}`);
    await startRuns(subject);
    return { owner, subject, form, review: (await reviewOf(subject)) ?? '', view: answer.body };
  }

  /** Storage's receipts of certificate pictures. */
  function receiptsFor({ account: owner }: Principal, uploads: readonly string[]): Promise<string[]> {
    return Promise.all(uploads.map((upload) => testKeys('storage').sign(UPLOAD_RECEIPT, { upload, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner, purpose: 'certificate', checked: true }, 600)));
  }

  async function startRuns(subject: string): Promise<void> {
    for (const run of await requestedRuns(db)) {
      if (run.workflowId.includes(subject)) await runStarter(client)(run).catch((error: { name?: string }) => { if (error.name !== 'WorkflowExecutionAlreadyStartedError') throw error; });
    }
  }

  async function act(as: Principal, review: string, action: ReviewMessageName, { payload = {}, key = newId(), version, via = 'update', through = app }: { payload?: unknown; key?: string; version?: number; via?: 'update' | 'signal'; through?: HttpApp } = {}) {
    const body = { expectedVersion: version ?? (await rowOf(review)).version, payload };
    return through.send<ReviewCommandView & Pick<Problem, 'title'>>('POST', `/reviews/${review}/actions/${action}?via=${via}`, { as, body, headers: { 'idempotency-key': key } });
  }

  const view = (as: Principal, review: string) => app.send<ReviewView>('GET', `/reviews/${review}`, { as });

  async function close(): Promise<void> {
    await worker.stop();
    await Promise.all([app.close(), lonely.close()]);
    await client.close();
    await temporal.close();
    await db.close();
    await rm(folder, { recursive: true });
  }

  // A versioned worker takes nothing before it is the current one.
  const { subject: first } = await submit();
  await eventually('the worker takes runs', async () => (await (await client.getTemporal()).workflow.getHandle(subjectWorkflowId(first, 1)).query(STATE_QUERY).catch(() => null)) !== null, 60_000);
  return { db, temporal, client, app, lonely, runs, clock, decisions, sealer, keys, namespace, submit, receiptsFor, startRuns, act, view, rowOf, reviewOf, close };
}
