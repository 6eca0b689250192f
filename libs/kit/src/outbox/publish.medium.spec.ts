import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEvent } from '@beian/contracts/define-event';
import { ANONYMOUS, platformIn } from '@beian/contracts/principal';
import type { TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions, requestedRuns } from '@beian/testing/outbox';
import { plumbingDatabase } from '@beian/testing/plumbing';
import { anOfficer } from '@beian/testing/principals';
import { z } from 'zod';
import { inScope, type Tx } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { withCorrelation } from '../logging/correlation.ts';
import { record, recordRefusal } from '../records/record.ts';
import { onNudge } from './nudge.ts';
import { publish } from './publish.ts';
import { republish } from './republish.ts';
import { startRun } from './run.ts';

const Counted = defineEvent('test.publish.counted.v1', z.object({ n: z.int() }));
const keys = testKeys('filing');

describe('publishing with the transaction', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await plumbingDatabase('filing');
  }, 60_000);
  afterAll(() => db.close());

  const api = <T>(fn: (tx: Tx) => Promise<T>) => inScope(db.source('api'), anOfficer({ bureau: 7 }), fn);
  const versionsOf = async (aggregate: string) => (await publishedEvents(db)).filter((event) => event.subject === aggregate).map((event) => event.version);

  it('I8 gives an aggregate contiguous versions, whichever of many transactions commits first', async () => {
    const [one, two] = [newId(), newId()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        api(async (tx) => {
          // Half of them name the aggregates in the other order: the flush must not deadlock.
          for (const aggregate of n % 2 ? [one, two, one] : [two, one, one]) publish(tx, Counted, aggregate, { n });
          if (n % 5 === 0) throw new Error('rolled back');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(48);
    expect(await versionsOf(one)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
    expect(await versionsOf(two)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
  });

  it('carries actor, correlation and causation', async () => {
    const aggregate = newId();
    const officer = anOfficer({ bureau: 7 });
    await withCorrelation('c-42', () => inScope(db.source('api'), officer, async (tx) => publish(tx, Counted, aggregate, { n: 1 }, { causation: 'command-1' })));
    const [event] = (await publishedEvents(db, Counted)).filter(({ subject }) => subject === aggregate);
    expect(event).toMatchObject({
      source: '/beian/filing',
      actor: { kind: 'officer', account: officer.account, bureau: 7 },
      correlationid: 'c-42',
      causationid: 'command-1',
      data: { n: 1 },
    });
  });

  it('refuses data outside the schema, data above 512 KB, and an ended transaction', async () => {
    const kept: Tx[] = [];
    await api(async (tx) => {
      kept.push(tx);
      expect(() => publish(tx, Counted, newId(), { n: 0.5 })).toThrow(z.ZodError);
      expect(() => startRun(tx, { workflowType: 'w', workflowId: 'x', taskQueue: 'q', input: 'x'.repeat(600_000) })).toThrow(RangeError);
    });
    expect(() => publish(kept[0]!, Counted, newId(), { n: 1 })).toThrow('ended');
  });

  it('wakes the relays after the commit, and only then', async () => {
    let nudges = 0;
    const forget = onNudge(() => (nudges += 1));
    await api(async (tx) => {
      publish(tx, Counted, newId(), { n: 1 });
      expect(nudges).toBe(0);
    });
    await api(async (tx) => tx.query('select 1'));
    forget();
    expect(nudges).toBe(1);
  });

  it('I13 keeps a signed record of the action in its transaction, and of a refusal in its own', async () => {
    const target = { type: 'application', id: newId() };
    const attempt = api(async (tx) => {
      record(tx, keys, { action: 'application.approve', outcome: 'done', target });
      throw new Error('refused later');
    });
    await expect(attempt).rejects.toThrow('refused later');
    await recordRefusal(db.source('api'), anOfficer(), keys, { action: 'application.approve', code: 'application.stage', target });
    const records = (await recordedActions(db)).filter((each) => each.target.id === target.id);
    expect(records).toMatchObject([{ outcome: 'refused', code: 'application.stage', service: 'filing' }]);
  });

  it('asks for a run once per transaction that commits', async () => {
    const run = { workflowType: 'filing', workflowId: `filing/${newId()}/1`, taskQueue: 'filing', input: { application: 'a' } };
    await api(async (tx) => startRun(tx, run));
    expect(await requestedRuns(db)).toContainEqual(run);
  });

  it('republishes the present state as snapshots, page by page', async () => {
    const ids = Array.from({ length: 5 }, newId).sort();
    const page = async (_tx: Tx, after: string | null) => ids.filter((id) => after === null || id > after).slice(0, 2).map((id) => ({ id, data: { n: 9 } }));
    expect(await republish({ source: db.source('worker'), principal: platformIn(), definition: Counted, page })).toBe(5);
    const snapshots = (await publishedEvents(db)).filter((event) => event.snapshot);
    expect(snapshots.map(({ subject }) => subject).sort()).toEqual(ids);
  });

  it('I16 lets nobody alter, delete or unmark what was said, the owner included', async () => {
    await api(async (tx) => publish(tx, Counted, newId(), { n: 1 }));
    for (const sql of [`update outbox set data = '{}'`, 'update outbox set version = version + 1000', 'delete from outbox', 'truncate outbox']) {
      await expect(db.admin(sql)).rejects.toThrow('append-only');
    }
    await db.source('relay').query('update outbox set published_at = now() where published_at is null');
    await expect(db.source('relay').query('update outbox set published_at = null')).rejects.toThrow('append-only');
    await expect(db.source('relay').query(`update outbox set type = 'x'`)).rejects.toThrow('permission denied');
  });

  it('I12 shows the outbox to no writer and lets the public write nothing', async () => {
    await expect(db.source('api').query('select * from outbox')).rejects.toThrow('permission denied');
    await expect(db.source('worker').query('update outbox set published_at = now()')).rejects.toThrow('permission denied');
    await expect(inScope(db.source('public'), ANONYMOUS, async (tx) => publish(tx, Counted, newId(), { n: 1 }))).rejects.toThrow('permission denied');
    expect(await db.source('owner').query('select count(*)::int as n from outbox')).toEqual([{ n: 0 }]);
  });

  it('abuse 3: shows no writer which aggregates there are, in no scope, and lets none draw a version that no event has', async () => {
    for (const role of ['api', 'worker'] as const) {
      for (const sql of ['select aggregate from outbox_position', 'update outbox_position set version = version + 1', `insert into outbox_position values ('events', 'x', 1)`, `insert into outbox (id) values (gen_random_uuid())`]) {
        await expect(inScope(db.source(role), platformIn(7), (tx) => tx.query(sql))).rejects.toThrow('permission denied');
      }
    }
    expect(await db.source('owner').query('select count(*)::int as n from outbox_position')).toEqual([{ n: 0 }]);
  });

  it('abuse 9: nobody says anything without a scope, or in the name of another', async () => {
    const say = (tx: { query(sql: string, params: unknown[]): Promise<unknown> }, actor: object) => tx.query('select outbox_append($1::jsonb, $2::jsonb, $3)', ['[]', JSON.stringify(actor), 'c']);
    const officer = anOfficer({ bureau: 7 });
    const self = { kind: 'officer', account: officer.account, bureau: 7 };
    await expect(say(db.source('api'), self)).rejects.toThrow('nothing is said without a scope');
    for (const other of [{ kind: 'platform', account: null }, { ...self, account: newId() }, { ...self, kind: 'applicant' }]) {
      await expect(inScope(db.source('api'), officer, (tx) => say(tx, other))).rejects.toThrow('in the name of another');
    }
    await inScope(db.source('api'), officer, (tx) => say(tx, self));
    await inScope(db.source('worker'), platformIn(), (tx) => say(tx, self));
  });
});
