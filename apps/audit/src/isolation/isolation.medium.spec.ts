import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditedFiling, Timeline } from '@beian/contracts/audit/api';
import { ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { catalogFaults, dropWithheld, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { aWorld, everybodyOf, isOwnOf, isWithin, SEED, type Held, type World } from '@beian/testing/jurisdiction';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { anAuditor } from '@beian/testing/principals';
import fc from 'fast-check';
import { z } from 'zod';
import { AppModule } from '../app.module.ts';
import { DirectoryConsumer } from '../directory/directory.consumer.ts';
import { IntakeService } from '../intake/intake.service.ts';
import { aRecord, aSignedEvent } from '../intake/record.sample.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

/** A filing with one record made at each of its stations. */
interface Audited {
  readonly held: Held;
  readonly filing: string;
  readonly records: readonly { readonly id: string; readonly bureau: number }[];
}

let db: TestDatabase;
let app: HttpApp;
let world: World;
let filings: Audited[];
let people: Principal[];

beforeAll(async () => {
  db = await testDatabase({ service: 'audit', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ imports: [AppModule] }, { service: 'audit', logLevel: 'silent', kit: { environment: { ROLES: ['api'] } as never, api: db.source('api'), worker: db.source('worker') } });
  world = aWorld();
  filings = [];
  for (const held of world.held) filings.push(await place(held));
  // Offices of all kinds, an auditor at every bureau's officers' place, one who stands on filings there, and one who has submitted some (S4).
  people = [...everybodyOf(world), ...world.officers.flatMap(({ bureau, scope, person }) => [anAuditor({ bureau: bureau!, scope }), anAuditor({ bureau: bureau!, scope, person }), anAuditor({ bureau: bureau!, scope, account: world.held[0]!.owner.account })])];
});
afterAll(async () => {
  await app.close();
  await db.close();
});

async function place(held: Held): Promise<Audited> {
  const { owner, before, bureau, person } = held;
  const filing = newId();
  const directory = new DirectoryConsumer();
  const intake = new IntakeService(testKeys('audit'));
  const facts = { filing, application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, round: 1, dueOn: null, subject: newId(), uploads: [], persons: [person] };
  const stations = [...before, bureau];
  const records = stations.map((station) => ({ id: newId(), bureau: station }));
  await inScope(db.source('worker'), platformIn(), async (tx) => {
    await directory.submitted(anEnvelope(ApplicationSubmitted, { ...facts, bureau: stations[0]!, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1 }, { subject: filing }), tx);
    for (const to of stations.slice(1)) await directory.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from: stations[0]! }, { subject: filing }), tx);
    for (const each of records) await intake.take(tx, aSignedEvent(testKeys('filing'), aRecord({ id: each.id, filing, bureau: each.bureau })));
  });
  return { held, filing, records };
}

const idsOf = (rows: readonly { id: string }[]) => [...new Set(rows.map(({ id }) => id))].sort();
const auditor = (who: Principal) => who.roles.includes('auditor');
/** The rule: a transferred case moves with its history, and a bureau keeps what was done under it. Auditors alone read. */
const seesFiling = (who: Principal, { held }: Audited) => auditor(who) && isWithin(world, held.bureau, who.bureau);
const recordsOf = (who: Principal, audited: Audited) =>
  audited.records.filter(({ bureau }) => auditor(who) && (isWithin(world, bureau, who.bureau) || seesFiling(who, audited))).map(({ id }) => id).sort();

const reaches = (who: Principal, audited: Audited) => !isOwnOf(who, audited.held);

async function rawReading(): Promise<void> {
  for (const who of people) {
    await inScope(db.source('api'), who, async (tx) => {
      const reached = filings.filter((each) => reaches(who, each));
      expect(idsOf(await tx.query<{ id: string }>('select filing as id from filing_directory'))).toEqual(reached.filter((each) => seesFiling(who, each)).map(({ filing }) => filing).sort());
      expect(idsOf(await tx.query<{ id: string }>('select record as id from record'))).toEqual(reached.flatMap((each) => recordsOf(who, each)).sort());
    });
  }
}

async function httpReading(): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people), fc.constantFrom(...filings), async (who, audited) => {
      const { status, body } = await app.send('GET', `/filings/${audited.filing}/timeline`, { as: who });
      const wanted = recordsOf(who, audited);
      expect(status).toBe(!auditor(who) ? 403 : wanted.length === 0 ? 404 : reaches(who, audited) ? 200 : 403);
      if (status === 200) expect(Timeline.parse(body).entries.map(({ record }) => record).sort()).toEqual(wanted);
    }),
    { numRuns: 120, seed: SEED },
  );
  for (const who of people.filter(auditor)) {
    const found = z.array(AuditedFiling).parse((await app.send('GET', '/filings?q=', { as: who })).body).map(({ filing }) => filing).sort();
    expect(found).toEqual(filings.filter((each) => seesFiling(who, each) && reaches(who, each)).map(({ filing }) => filing).sort());
  }
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: { 'is_own_filing(uuid)': 'S4: tells an auditor that a hidden filing of the own area is the own one; yes or no' } })).toEqual([]);
});

describe('S4 nobody but the auditor of the bureau reads records', () => {
  it('abuse 1, 16: by raw SQL without any condition, as the api role in the scope of everybody; an auditor’s own filings not even there', async () => {
    expect(filings.filter((each) => people.some((who) => seesFiling(who, each) && !reaches(who, each))).length).toBeGreaterThan(0);
    await rawReading();
  });

  it('abuse 16: whether a hidden filing is an own one is told within the own area alone; who stands on it is read by nobody', async () => {
    for (const who of people.filter(auditor)) {
      for (const audited of filings) {
        const [row] = await inScope(db.source('api'), who, (tx) => tx.query<{ own: boolean }>('select is_own_filing($1) as own', [audited.filing]));
        expect(row!.own).toBe(!reaches(who, audited) && recordsOf(who, audited).length > 0);
      }
      for (const column of ['owner', 'persons']) await expect(inScope(db.source('api'), who, (tx) => tx.query(`select ${column} from filing_directory`))).rejects.toThrow(/permission denied/);
    }
  });

  it('abuse 3: not at all without a scope; abuse 37: no role changes a record', async () => {
    expect(await shownWithoutScope(db)).toEqual([]);
    for (const role of ['api', 'worker', 'audit', 'owner'] as const) {
      for (const sql of [`update record set action = 'nothing'`, 'delete from record', 'truncate record']) await expect(inScope(db.source(role), platformIn(1), (tx) => tx.query(`${sql}`).then((rows) => expect(rows).toEqual('refused')))).rejects.toThrow();
    }
    expect(await db.admin(`select count(*)::int as n from record where action = 'application.take'`)).toEqual([{ n: filings.flatMap(({ records }) => records).length }]);
  });

  it('abuse 1: by HTTP, each timeline and the search, and S4 no filing that the auditor stands on', httpReading);

  it.each(['record', 'filing_directory'])('a mutation that drops what keeps own filings of %s away is found, so the check can fail', async (table) => {
    const restore = await dropWithheld(db, table);
    await expect(rawReading().finally(restore)).rejects.toThrow(/expect/);
    await rawReading();
  });

  it('and by HTTP: what keeps the own records away is all that answers 403', async () => {
    const own = people.filter(auditor).flatMap((who) => filings.filter((each) => !reaches(who, each) && recordsOf(who, each).length > 0).map(({ filing }) => ({ who, filing })));
    const [{ who, filing }] = own as [(typeof own)[number]];
    const answer = async () => (await app.send('GET', `/filings/${filing}/timeline`, { as: who })).status;
    expect(await answer()).toBe(403);
    const restore = await dropWithheld(db, 'record');
    expect(await answer().finally(restore)).toBe(200);
  });

  it.each(['record', 'filing_directory'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to audit_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });
});
