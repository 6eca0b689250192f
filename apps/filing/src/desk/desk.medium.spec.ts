import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { inScope } from '@beian/kit/db/scope';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { ApplicationQueries } from '../application/application.queries.ts';
import { DueDateQueries } from '../application/due-date.queries.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { DeskQueries, deskStatement } from './desk.queries.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let desk: DeskQueries;
const sealer = testSealer();
const NOBODY = '00000000-0000-0000-0000-000000000000';

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  desk = new DeskQueries(db.source('api'));
});
afterAll(() => db.close());

const query = (part: Partial<Parameters<DeskQueries['page']>[1]> = {}) => ({ queue: 'open' as const, limit: 50, ...part });

describe('the desk (REV-19)', () => {
  it('shows each queue what belongs to it, in the own bureau and below, and nothing of neighbours', async () => {
    const officer = anOfficer({ bureau: 3 });
    const waiting = await bench.aCase();
    const mine = await bench.aCase();
    const done = await bench.aCase();
    const elsewhere = await bench.aCase({ receipt: { region: '420111' } });
    await bench.handle(officer, mine.id, 'take');
    await bench.handle(officer, done.id, 'take');
    await bench.act(officer, done.id, { action: 'passInitial' });
    await db.admin("update application set due_on = '2020-01-01' where id = $1", [waiting.id]);
    const ids = async (queue: Parameters<typeof query>[0] extends infer P ? P extends { queue?: infer Q } ? Q : never : never, who = officer) =>
      (await desk.page(who, query({ queue: queue! }))).items.map(({ application }) => application);
    expect(await ids('open')).toEqual([waiting.id, mine.id]);
    expect(await ids('mine')).toEqual([mine.id]);
    expect(await ids('unclaimed')).toEqual([waiting.id]);
    expect(await ids('overdue')).toEqual([waiting.id]);
    expect(await ids('closed')).toEqual([done.id]);
    expect(await ids('returned')).toEqual([]);
    expect(new Set(await ids('open', anOfficer({ bureau: 2, scope: [2, 3, 4] })))).toEqual(new Set([waiting.id, mine.id, elsewhere.id]));
    const overdue = (await desk.page(officer, query({ queue: 'overdue' }))).items[0]!;
    expect(overdue.workingDaysLeft).toBeLessThan(0);
  });

  it('S4 leaves out cases with the officer on site or subject, for that officer alone', async () => {
    const relative = anOfficer({ bureau: 3 });
    const found = await bench.aCase({ receipt: { persons: [relative.person!] } });
    const applications = async (who: typeof relative) => (await desk.page(who, query({ limit: 100 }))).items.map(({ application }) => application);
    expect(await applications(relative)).not.toContain(found.id);
    expect(await applications(anOfficer({ bureau: 3 }))).toContain(found.id);
  });

  it('walks every line exactly once, page by page', async () => {
    const officer = anOfficer({ bureau: 4 });
    for (let count = 0; count < 7; count += 1) await bench.aCase({ receipt: { region: '420111' } });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await desk.page(officer, query({ limit: 3, ...(after !== undefined && { after }) }));
      seen.push(...page.items.map(({ application }) => application));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const all = await db.admin<{ id: string }>('select id from application where bureau = 4 order by due_on, id');
    expect(seen).toEqual(all.map(({ id }) => id));
    await expect(desk.page(officer, query({ after: 'bm9uc2Vuc2U' }))).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('finds by name, number and host, taking every character as itself', async () => {
    const officer = anOfficer({ bureau: 3 });
    const found = await bench.aCase({ data: { name: '百%分_号园圃' } });
    const find = async (q: string) => (await desk.page(officer, query({ q }))).items.map(({ application }) => application);
    expect(await find('%分_')).toEqual([found.id]);
    expect(await find(found.body.data.domains[0]!)).toEqual([found.id]);
    expect(await find((await bench.row(found.id))['number'] as string)).toEqual([found.id]);
    expect(await find('园%圃')).toEqual([]);
  });

  it('figures 5: walks the index of the bureau in order, however many cases there are', async () => {
    await db.admin(`insert into bureau_copy select g, 1, 'plan', 'county', '420106', '鄂公网安备', null, '{}', true from generate_series(100, 103) g`);
    await db.admin(`insert into filing select gen_random_uuid(), 1, owner, object, subject, 100 + g % 4, site_name, domains, hosts, interactive, 'pending', null, null, null, 1, opener_name, opener_shown, opener_kind, persons
      from (select * from filing where state = 'pending' limit 1) f, generate_series(1, 20000) g`);
    await db.admin(`insert into application select r.* from (select * from application where stage = 'submitted' limit 1) a, filing f, lateral jsonb_populate_record(null::application, to_jsonb(a) ||
      jsonb_build_object('id', gen_random_uuid(), 'filing', f.id, 'number', 'plan-' || f.id, 'bureau', f.bureau, 'due_on', date '2026-01-01' + (random() * 300)::int)) r where f.bureau >= 100`);
    await db.admin('analyze application');
    for (const scope of [[101], [101, 102, 103]]) {
      const officer = anOfficer({ bureau: 101, scope });
      const plan = await inScope(db.source('api'), officer, async (tx) =>
        (await tx.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off) ${deskStatement('open')}`, [scope, officer.account, '2026-01-01', null, null, null, null, null, 51, officer.person, [officer.account]])).map((row) => row['QUERY PLAN']).join('\n'));
      expect(plan).toMatch(/Index Scan using application_desk/);
      expect(plan).not.toMatch(/Seq Scan on application /);
      const read = [...plan.matchAll(/Index Scan using application_desk.*rows=([\d.]+) loops=(\d+)/g)].map(([, rows, loops]) => Number(rows) * Number(loops));
      expect(Math.max(...read)).toBeLessThanOrEqual(51 * scope.length + 1);
    }
    const own = await db.admin<{ 'QUERY PLAN': string }>("explain (costs off) select id from application where owner = $1 order by submitted_at desc, id desc limit 51", [NOBODY]);
    expect(own.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/application_owner/);
    // A machine under load takes its time for twenty thousand cases.
  }, 120_000);
});

describe('lists and due dates of the owner', () => {
  it('WEB-07 lists the own applications, newest first, page by page', async () => {
    const applications = new ApplicationQueries(db.source('api'));
    const owner = anApplicant();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift((await bench.aCase({}, owner)).id);
    const first = await applications.own(owner, { limit: 3 });
    const second = await applications.own(owner, { limit: 3, after: first.next! });
    expect([...first.items, ...second.items].map(({ application }) => application)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await applications.own(anApplicant(), { limit: 3 })).items).toEqual([]);
  });

  it('S2 explains every day up to the due date that the row holds', async () => {
    const dueDates = new DueDateQueries(db.source('api'), testKeys('filing'));
    const found = await bench.aCase();
    const view = await dueDates.explain(found.owner, found.id);
    const [row] = await db.admin<{ due: string }>('select due_on::text as due from application where id = $1', [found.id]);
    expect(view.dueOn).toBe(row!.due);
    expect(view.days.filter(({ counted }) => counted)).toHaveLength(21);
    expect(view.days[0]).toMatchObject({ counted: false, why: '提交当日，不计入' });
    expect(view).toMatchObject({ daysUsed: 0, officerDays: 0 });
  });
});
