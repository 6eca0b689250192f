import type { FormData } from '@beian/contracts/filing/forms';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { aForm } from '@beian/rules/forms/forms.fixture';
import type { Settlement } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import { rowOperation, type RowCommand, type RowOutcome } from '../application/row-operations.ts';
import { aSubmission, aSubmissionOf, type Issuers } from '../case.fixture.ts';
import { SubmissionService } from '../submission/submission.service.ts';
import { receiveCommand, type Sending, type Wish } from './decision.fixture.ts';
import { DecisionService } from './decision.service.ts';
import { PlatformService } from './platform.service.ts';

/** The database of a spec, and whose keys there are. */
export interface BenchParts {
  source(role: 'api' | 'worker'): DataSource;
  admin(sql: string, params?: unknown[]): Promise<unknown[]>;
  keys(service: string): Keys;
  readonly sealer: Sealer;
  readonly applicant: () => Principal;
  /** Where the runs are, if there are any. */
  readonly namespace?: string;
}
type Parts = Parameters<typeof aSubmission>[2];

/** The service without HTTP and without runs: what a spec calls is what a run would call. */
export function benchOf({ source, admin, keys, sealer, applicant, namespace = 'specs' }: BenchParts) {
  const filing = keys('filing');
  const issuers: Issuers = { subject: keys('subject'), storage: keys('storage'), sealer };
  const submissions = new SubmissionService(source('api'), filing, sealer);
  const decisions = new DecisionService(source('worker'), filing, sealer, { TEMPORAL_NAMESPACE: namespace });
  const platform = new PlatformService(source('worker'), filing, sealer);
  const sending: Sending = { api: source('api'), filing, identity: keys('identity'), sealer, namespace };

  async function row(id: string): Promise<Record<string, unknown>> {
    return (await admin('select * from application where id = $1', [id]))[0] as Record<string, unknown>;
  }

  /** Submits a website; its subject is approved unless the parts say otherwise. */
  async function aCase(parts: Parts = {}, owner = applicant()) {
    const body = await aSubmission(issuers, owner.account!, { ...parts, receipt: { state: 'approved', ...parts.receipt } });
    await submissions.submit(owner, body);
    return { owner, body, id: body.application, filing: body.filing };
  }

  /** The same of any kind, with good data of it. */
  async function aCaseOf<O extends ObjectKind>(object: O, part: Readonly<Record<string, unknown>> = {}, owner = applicant()) {
    const body = await aSubmissionOf(object, issuers, owner.account!, aForm(object, part) as FormData<O>, { receipt: { state: 'approved' } });
    await submissions.submit(owner, body);
    return { owner, body, id: body.application, filing: body.filing };
  }

  async function handle(officer: Principal, id: string, action: RowCommand['action'], payload: unknown = {}, expectedRevision?: number): Promise<RowOutcome> {
    const revision = expectedRevision ?? ((await row(id))['revision'] as number);
    return inScope(source('api'), officer, (tx) => rowOperation(tx, filing, { id: newId(), application: id, action, payload, expectedRevision: revision } as RowCommand));
  }

  async function act(sender: Principal, id: string, wish: Wish): Promise<Settlement> {
    return decisions.settle({ application: id, message: await receiveCommand(sending, sender, id, wish) });
  }

  async function eventTypes(aggregate: string): Promise<string[]> {
    const rows = (await admin("select type from outbox where stream = 'events' and aggregate = $1 order by seq", [aggregate])) as { type: string }[];
    return rows.map(({ type }) => type);
  }

  return { namespace, issuers, submissions, decisions, platform, sending, row, aCase, aCaseOf, handle, act, eventTypes };
}
