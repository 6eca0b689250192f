import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { catalogFaults, dropWithheld, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { aWorld, everybodyOf, isOwnOf, reachedBy, seesBy, type Held, type World } from '@beian/testing/jurisdiction';
import { anEnvelope } from '@beian/testing/outbox';
import { hookStatements, withoutOwners } from '@beian/testing/statements';
import { AppModule } from '../app.module.ts';
import { FilingCopyConsumer } from '../copies/filing-copy.consumer.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: TestDatabase;
let app: HttpApp;
let world: World;
let placed: { held: Held; filing: string; assessment: string }[];
const consumer = new FilingCopyConsumer();

beforeAll(async () => {
  db = await testDatabase({ service: 'assessment', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ imports: [AppModule] }, { service: 'assessment', logLevel: 'silent', kit: { environment: { ROLES: ['api'] } as never, api: db.source('api'), worker: db.source('worker') } });
  world = aWorld({ records: 24 });
  placed = [];
  for (const held of world.held) placed.push(await place(held));
});
afterAll(async () => {
  await app.close();
  await db.close();
});

async function place(held: Held) {
  const { owner, before, bureau, person } = held;
  const [filing, assessment] = [newId(), newId()];
  const facts = { filing, application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, round: 1, dueOn: null, subject: newId(), uploads: [], persons: [person] };
  const [first, ...further] = [...before, bureau];
  await inScope(db.source('worker'), platformIn(), async (tx) => {
    await consumer.submitted(anEnvelope(ApplicationSubmitted, { ...facts, bureau: first!, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1 }, { subject: filing }), tx);
    for (const to of further) await consumer.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from: first! }, { subject: filing }), tx);
  });
  await db.admin(`insert into assessment (id, version, filing, owner, bureau, object, state, persons) values ($1, 1, $2, $3, $4, 'website', 'draft', $5)`, [assessment, filing, owner.account, bureau, [person]]);
  await db.admin(`insert into assessment_history (id, version, at, action, patch) values ($1, 1, now(), 'made', '{}')`, [assessment]);
  return { held, filing, assessment };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const seen = (who: Principal) => placed.filter(({ held }) => reachedBy(world, who, held));

async function rawReading(): Promise<void> {
  for (const who of everybodyOf(world)) {
    await inScope(db.source('api'), who, async (tx) => {
      for (const sql of ['select id from assessment', 'select filing as id from filing_copy']) {
        const wanted = seen(who).map(({ filing, assessment }) => (sql.includes('filing_copy') ? filing : assessment)).sort();
        expect([sql, idsOf(await tx.query<{ id: string }>(sql))]).toEqual([sql, wanted]);
      }
    });
  }
}

async function httpReading(): Promise<void> {
  for (const who of everybodyOf(world)) {
    const { status, body } = await app.send<{ assessment: string }[]>('GET', '/assessments', { as: who });
    if (who.kind === 'officer') expect(status).toBe(403);
    else expect(idsOf(body.map(({ assessment }) => ({ id: assessment })))).toEqual(seen(who).map(({ assessment }) => assessment).sort());
  }
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: {} })).toEqual([]);
});

describe('S4 nobody sees more of an assessment than the rule says', () => {
  it('abuse 1, 16: by raw SQL without any condition, as the api role in the scope of everybody; an officer’s own cases not even there', async () => {
    expect(placed.filter(({ held }) => world.officers.some((who) => seesBy(world, who, held) && isOwnOf(who, held))).length).toBeGreaterThan(0);
    await rawReading();
  });

  it('abuse 3: not at all without a scope, and as the worker nothing of assessments', async () => {
    expect(await shownWithoutScope(db)).toEqual([]);
    await expect(inScope(db.source('worker'), platformIn(1), (tx) => tx.query('select id from assessment'))).rejects.toThrow(/permission denied/);
  });

  it('abuse 1: by HTTP', httpReading);

  it('a mutation that forgets every condition on owner and bureau leaks nothing', async () => {
    const hook = hookStatements(withoutOwners);
    await httpReading().finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(3);
  });

  it.each(['assessment', 'filing_copy'])('a mutation that drops what keeps own cases of %s away is found, so the check can fail', async (table) => {
    const restore = await dropWithheld(db, table);
    await expect(rawReading().finally(restore)).rejects.toThrow(/expect/);
    await rawReading();
  });

  it.each(['assessment', 'filing_copy'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to assessment_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });
});
