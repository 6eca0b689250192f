import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Colleague, LeaveView } from '@beian/contracts/identity/administration';
import { LeaveEnded, LeaveGranted } from '@beian/contracts/identity/events';
import type { Principal } from '@beian/contracts/principal';
import { addDays, shanghaiDate } from '@beian/rules/calendar/dates';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { adminBench, type AdminBench } from '../admin/admin.fixture.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
let bench: AdminBench;
let admin: Principal;
let supervisor: Principal;
const people: Record<string, { account: string; cookie: string }> = {};
const today = shanghaiDate(new Date());
const PASSWORD = 'Xin-mima-2026';

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const sealer = testSealer();
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment() } });
  bench = await adminBench({ db, app, keys: testKeys, sealer });
  admin = (await bench.signIn('city_admin')).principal;
  supervisor = (await bench.signIn('city_supervisor')).principal;
  for (const [name, bureau, roles] of [['away', 2, ['reviewer']], ['deputy', 2, ['reviewer', 'supervisor']], ['inspector', 2, ['inspector']], ['elsewhere', 3, ['reviewer']]] as const) {
    const { body } = await bench.appoint(admin, { bureau, roles: [...roles], loginName: `leave_${name}` });
    await bench.send('POST', '/enrolments', undefined, { code: body.code, password: PASSWORD, captcha: await bench.captcha() });
    people[name] = { account: body.account, cookie: (await bench.signIn(`leave_${name}`, PASSWORD)).cookie };
  }
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const account = (name: string): string => people[name]!.account;
const grant = (part: Record<string, unknown> = {}, as = supervisor) => bench.send<{ leave: string }>('POST', '/leaves', as, { officer: account('away'), delegate: account('deputy'), from: today, to: addDays(today, 3), ...part });
const deputyFor = async (name: string) => (await bench.principalOf(people[name]!.cookie)).deputyFor ?? [];
const faultsOf = (fields: { field: string; code: string }[] | undefined) => (fields ?? []).map(({ field, code }) => `${field} ${code}`);

describe('leave and delegation', () => {
  it('the delegate’s next token acts for the absent officer, until the leave is ended; both are told and recorded', async () => {
    const { status, body } = await grant();
    expect(status).toBe(201);
    expect([await deputyFor('deputy'), await deputyFor('inspector'), await deputyFor('away')]).toEqual([[account('away')], [], []]);
    expect((await publishedEvents(db, LeaveGranted)).at(-1)).toMatchObject({ subject: account('away'), data: { leave: body.leave, delegate: account('deputy'), bureau: 2, from: today } });
    const listed = (await bench.send<LeaveView[]>('GET', '/leaves', supervisor)).body;
    expect(listed).toEqual([{ leave: body.leave, officer: account('away'), officerName: '新任民警', delegate: account('deputy'), delegateName: '新任民警', from: today, to: addDays(today, 3), state: 'now' }]);
    expect((await bench.send('DELETE', `/leaves/${body.leave}`, supervisor)).status).toBe(204);
    expect((await bench.send('DELETE', `/leaves/${body.leave}`, supervisor)).status).toBe(204);
    expect(await deputyFor('deputy')).toEqual([]);
    expect((await publishedEvents(db, LeaveEnded)).map(({ data }) => data.leave)).toEqual([body.leave]);
    expect((await recordedActions(db)).filter(({ action }) => action === 'leave.grant' || action === 'leave.end').map(({ action, outcome, actor }) => [action, outcome, actor.account])).toEqual([['leave.grant', 'done', supervisor.account], ['leave.end', 'done', supervisor.account]]);
  });

  it('begins and ends by itself', async () => {
    const { body: coming } = await grant({ from: addDays(today, 1), to: addDays(today, 2) });
    expect(await deputyFor('deputy')).toEqual([]);
    await db.admin('update leave set from_day = $2, to_day = $2 where id = $1', [coming.leave, today]);
    expect(await deputyFor('deputy')).toEqual([account('away')]);
    await db.admin('update leave set from_day = $2, to_day = $2 where id = $1', [coming.leave, addDays(today, -1)]);
    expect(await deputyFor('deputy')).toEqual([]);
  });

  it('gives nothing once the deputy or the absent officer has another office', async () => {
    const { body } = await grant();
    for (const change of ["roles = '{inspector}'", 'bureau = 4', 'active = false']) {
      await db.admin(`update officer set ${change} where id = $1`, [account('away')]);
      expect([change, await deputyFor('deputy')]).toEqual([change, []]);
      await db.admin("update officer set roles = '{reviewer}', bureau = 2, active = true where id = $1", [account('away')]);
    }
    expect(await deputyFor('deputy')).toEqual([account('away')]);
    await bench.send('DELETE', `/leaves/${body.leave}`, supervisor);
  });

  it.each<[string, () => Record<string, unknown>, string]>([
    ['a delegate of another bureau', () => ({ delegate: account('elsewhere') }), 'delegate leave.delegate'],
    ['a delegate without the role', () => ({ delegate: account('inspector') }), 'delegate leave.delegate'],
    ['somebody as the own delegate', () => ({ delegate: account('away') }), 'delegate leave.delegate'],
    ['a leave that ends before it begins', () => ({ from: today, to: addDays(today, -1) }), 'to leave.days'],
    ['a leave of more than a year', () => ({ to: addDays(today, 400) }), 'to leave.too-long'],
  ])('refuses %s', async (_case, part, fault) => {
    expect(faultsOf((await grant(part())).body.fields)).toEqual([fault]);
  });

  it('refuses two leaves at once, and a delegate who is away himself', async () => {
    const { body } = await grant({ officer: account('deputy'), delegate: null });
    expect(faultsOf((await grant()).body.fields)).toEqual(['delegate leave.delegate-away']);
    expect(faultsOf((await grant({ officer: account('deputy'), delegate: null, from: addDays(today, 3), to: addDays(today, 9) })).body.fields)).toEqual(['from leave.overlaps']);
    await bench.send('DELETE', `/leaves/${body.leave}`, supervisor);
  });

  it('abuse 2: a supervisor arranges for the own bureau, an administrator for the own tree, nobody else for anybody', async () => {
    expect((await grant({ officer: account('elsewhere'), delegate: null })).status).toBe(404);
    const { status, body } = await grant({ officer: account('elsewhere'), delegate: null }, admin);
    expect(status).toBe(201);
    expect((await bench.send('DELETE', `/leaves/${body.leave}`, supervisor)).status).toBe(404);
    const special = (await bench.signIn('special_admin')).principal;
    expect((await bench.send('DELETE', `/leaves/${body.leave}`, special)).status).toBe(404);
    expect((await bench.send<LeaveView[]>('GET', '/leaves', special)).body).toEqual([]);
    const reviewer = await bench.principalOf(people['inspector']!.cookie);
    for (const [method, path] of [['GET', '/leaves'], ['POST', '/leaves'], ['DELETE', `/leaves/${body.leave}`], ['GET', '/colleagues']] as const) expect((await bench.send(method, path, reviewer, method === 'GET' ? undefined : {})).status).toBe(403);
    await bench.send('DELETE', `/leaves/${body.leave}`, admin);
  });

  it('shows a supervisor the colleagues of the own bureau, and no other’s', async () => {
    const names = async (path: string, as: Principal) => (await bench.send<Colleague[]>('GET', path, as)).body.map(({ loginName }) => loginName);
    const own = ['city_admin', 'city_auditor', 'city_supervisor', 'leave_away', 'leave_deputy', 'leave_inspector'];
    expect(await names('/colleagues', supervisor)).toEqual(own);
    expect(await names('/colleagues?bureau=3', supervisor)).toEqual(own);
    expect(await names('/colleagues?bureau=3', admin)).toEqual(expect.arrayContaining(['county_reviewer', 'leave_elsewhere']));
  });
});
