import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, platformIn } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { multiply, planFaults, planOf, statementsOf } from '@beian/testing/plans';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { ApplicationQueries } from '../application/application.queries.ts';
import { CaseViewService } from '../application/case-view.service.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { lockCommand } from '../decision/case-context.ts';
import { receiveCommand } from '../decision/decision.fixture.ts';
import { inScope } from '@beian/kit/db/scope';
import { Application } from '../application/application.entity.ts';
import { DeskQueries } from '../desk/desk.queries.ts';
import { LookupQueries } from '../lookup/lookup.queries.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a hundred thousand rows.
jest.setTimeout(300_000);

/** Cases of four bureaus; half are open, and one owner has three hundred. */
const CASES = 30_000;
const BUREAUS = 4;
const CASE_TABLES = ['application', 'filing', 'application_history', 'command', 'subject_copy', 'published_host'];
const LIMIT = 50;

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const sealer = testSealer();
const [owner] = [anApplicant()];

/** The same expressions make the keys of a filing and of what names it. */
const key = (name: string, number = 'g'): string => `overlay(overlay(md5('${name} ' || ${number}) placing '4' from 13) placing '8' from 17)::uuid`;
const FILING = key('filing');
const APPLICATION = key('application');
const SUBJECT = key('subject', 'g % 10000');
const OWNER = `case when g % 100 = 0 then '${owner.account}'::uuid else ${key('owner', 'g % 2000')} end`;
const BUREAU = `(100 + g % ${BUREAUS})::int`;
const OPEN = `(g / ${BUREAUS}) % 2 = 1`;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  await db.admin(`insert into bureau_copy select g, 2, '第' || g || '大队', 'county', '420106', '鄂公网安备', null, '{}', true from generate_series(100, ${99 + BUREAUS}) g`);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  const { body, id, owner: first } = await bench.aCase();
  await receiveCommand(bench.sending, first, id, { action: 'withdraw' });
  await db.admin(`insert into subject_copy (subject, owner, revision, state) values ($1, $1, 1, 'submitted')`, [body.filing]);
  await multiply(db, 'filing', CASES, {
    id: FILING, owner: OWNER, subject: SUBJECT, bureau: BUREAU, site_name: `'站点' || g`, domains: `array['s' || g || '.example.cn']`, hosts: `array['s' || g || '.example.cn']`,
    state: `case when ${OPEN} then 'pending' else 'filed' end`, code: `case when ${OPEN} then null else '420106' || lpad(g::text, 8, '0') end`, number: `case when ${OPEN} then null else '鄂公网安备 420106' || lpad(g::text, 8, '0') || '号' end`,
    issued_at: `case when ${OPEN} then null else now() end`,
  });
  await multiply(db, 'application', CASES, {
    id: APPLICATION, filing: FILING, number: `'N' || g`, owner: OWNER, subject: SUBJECT, bureau: BUREAU, site_name: `'站点' || g`, domains: `array['s' || g || '.example.cn']`,
    stage: `case when ${OPEN} then 'submitted' else 'approved' end`, due_on: `case when ${OPEN} then date '2026-01-01' + (g % 300) end`, approved_at: `case when ${OPEN} then null else now() end`,
    submitted_at: `timestamptz '2026-01-01' + g * interval '1 minute'`, subject_state: `'submitted'`,
  });
  await multiply(db, 'application_history', 10_000, { id: APPLICATION });
  await multiply(db, 'command', 10_000, { id: key('command'), application: APPLICATION, filing: FILING, bureau: BUREAU });
  await multiply(db, 'subject_copy', 10_000, { subject: key('subject', '(g - 1)'), owner: key('owner', 'g % 2000') });
  await db.admin(`insert into published_host select hosts[1], id from filing where state = 'filed'`);
  await db.admin('vacuum analyze application, filing, published_host, command, application_history, subject_copy');
});
afterAll(() => db.close());

const own = () => anOfficer({ bureau: 101 });
const city = () => anOfficer({ bureau: 2, scope: [101, 102, 103] });
const province = () => anOfficer({ bureau: 1, scope: Array.from({ length: BUREAUS }, (_, index) => 100 + index) });

describe('plans under row-level security, of the statements that the service sends', () => {
  it.each([['the own bureau', own], ['a city', city], ['the province', province]] as const)('figures 5: the desk of %s walks its indexes in order and reads a page of each bureau', async (_who, office) => {
    const officer = office();
    const desk = new DeskQueries(db.source('api'));
    for (const queue of ['open', 'unclaimed', 'overdue', 'closed'] as const) {
      const [page] = await statementsOf(() => desk.page(officer, { queue, limit: LIMIT }, new Date('2027-01-01')));
      const bound = (LIMIT + 1) * officer.scope.length;
      const faults = planFaults(await planOf(db.source('api'), officer, page!), { tables: CASE_TABLES, read: bound + LIMIT, sorted: bound, indexes: [queue === 'closed' ? 'application_closed' : 'application_desk'] });
      expect([queue, faults]).toEqual([queue, []]);
    }
  });

  it('the next page of the desk begins where the last one ended', async () => {
    const officer = own();
    const desk = new DeskQueries(db.source('api'));
    const first = await desk.page(officer, { queue: 'open', limit: LIMIT });
    const second = await desk.page(officer, { queue: 'open', limit: LIMIT, after: first.next! });
    const [page] = await statementsOf(() => desk.page(officer, { queue: 'open', limit: LIMIT, after: second.next! }));
    expect(planFaults(await planOf(db.source('api'), officer, page!), { tables: CASE_TABLES, read: 2 * (LIMIT + 1), sorted: LIMIT + 1, indexes: ['application_desk'] })).toEqual([]);
  });

  it('a search on the desk reads no more than the open cases of the bureaus searched', async () => {
    const officer = own();
    const [page] = await statementsOf(() => new DeskQueries(db.source('api')).page(officer, { queue: 'open', q: '没有这个名称', limit: LIMIT }));
    expect(planFaults(await planOf(db.source('api'), officer, page!), { tables: CASE_TABLES, read: CASES / BUREAUS, sorted: LIMIT + 1, indexes: ['application_desk'] })).toEqual([]);
  });

  it('我的申请 walks the owner’s index', async () => {
    const [page] = await statementsOf(() => new ApplicationQueries(db.source('api')).own(owner, { limit: 10 }));
    expect(planFaults(await planOf(db.source('api'), owner, page!), { tables: CASE_TABLES, read: 12, sorted: 0, indexes: ['application_owner'] })).toEqual([]);
  });

  it('the public look-up reads what it finds, by number and by host', async () => {
    const lookup = new LookupQueries(db.source('public'));
    for (const [q, index] of [['42010600000001', 'filing_code_key'], ['s1.example.cn', 'published_host_pkey']] as const) {
      const [found] = await statementsOf(async () => expect(await lookup.find(q)).toHaveLength(1));
      expect([q, planFaults(await planOf(db.source('public'), ANONYMOUS, found!), { tables: CASE_TABLES, read: 2, sorted: 1, indexes: [index] })]).toEqual([q, []]);
    }
  });

  it('a case’s page reads the case, its history, and where its subject stands in the own bureau', async () => {
    const officer = own();
    const { id } = (await db.admin<{ id: string }>('select id from application where bureau = 101 order by id limit 1'))[0]!;
    const view = new CaseViewService(db.source('api'), testKeys('filing'), sealer);
    // The copies are sealed for the case they were copied from, so opening them fails after every statement has been sent.
    const sent = await statementsOf(() => view.view(officer, id).catch((error: Error) => expect(error.message).not.toBe('')));
    expect(sent.length).toBeGreaterThanOrEqual(3);
    for (const statement of sent) expect([statement.text.slice(0, 60), planFaults(await planOf(db.source('api'), officer, statement), { tables: CASE_TABLES, read: 40, sorted: 5, indexes: [] })]).toEqual([statement.text.slice(0, 60), []]);
  });

  it('the worker’s decision reads its case, its command and its subject', async () => {
    const [found] = await db.admin<{ id: string; bureau: number }>('select a.id, a.bureau from application a join command c on c.application = a.id where a.bureau = 101 order by a.id limit 1');
    const platform = platformIn(found!.bureau);
    const [statement] = (await statementsOf(() => inScope(db.source('worker'), platform, async (tx) => {
      const application = await tx.manager.findOneByOrFail(Application, { id: found!.id });
      const [command] = await tx.query<{ id: string }>('select id from command where application = $1', [found!.id]);
      await lockCommand(tx, command!.id, application);
    }))).slice(-1);
    expect(planFaults(await planOf(db.source('worker'), platform, statement!), { tables: CASE_TABLES, read: 40, sorted: 5, indexes: [] })).toEqual([]);
  });

  it('and a plan that walks through everything is found, so the check can fail', async () => {
    const officer = own();
    const nodes = await planOf(db.source('api'), officer, { text: `select a.id from application a where a.site_name = $1 order by a.number limit 50`, values: ['站点1'] });
    expect(planFaults(nodes, { tables: CASE_TABLES, read: 100, sorted: 100, indexes: ['application_desk'] }).length).toBeGreaterThan(0);
  });
});
