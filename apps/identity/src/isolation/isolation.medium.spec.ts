import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { catalogFaults, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { SEED } from '@beian/testing/jurisdiction';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { hookStatements } from '@beian/testing/statements';
import fc from 'fast-check';
import { AccountController } from '../account/account.controller.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AccountService } from '../account/account.service.ts';
import { entities, migrations } from '../schema.ts';
import { SeedService } from '../seed/seed.service.ts';
import { specEnvironment } from '../spec-environment.ts';
import { aProvince } from '../spec-province.ts';
import { BELOW, placeBelongings, rulesOf, type Resident, type Rules } from './world.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: TestDatabase;
let app: HttpApp;
let residents: Resident[];
let principals: Principal[];
let cityAdmin: Principal;
const sealer = testSealer();
const EVERYWHERE = [1, 2, 3, 4, 5, 6];

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const province = aProvince();
  const admin = (loginName: string, bureau: number) => ({ ...province.officers[0]!, loginName, bureau, roles: ['administrator' as const] });
  province.officers.push(admin('province_admin', 1), admin('city_admin', 2), admin('special_admin', 6));
  await new SeedService(db.source('worker'), testKeys('identity'), sealer).seed(province);
  residents = await placeBelongings(db.admin);
  app = await httpApp({ controllers: [AccountController], providers: [AccountQueries, { provide: AccountService, useValue: {} }] }, { service: 'identity', logLevel: 'silent', kit: { sealer, environment: specEnvironment() as never, api: db.source('api'), worker: db.source('worker') } });
  principals = residents.map(({ account, bureau, roles }) => {
    if (bureau === null) return anApplicant({ account });
    const leads = roles.some((role) => role === 'administrator' || role === 'supervisor');
    // Whoever only handles cases may see every bureau's cases, and still nobody's account.
    return anOfficer({ account, bureau, roles: [...roles], scope: leads ? [...BELOW[bureau]!] : EVERYWHERE });
  });
  cityAdmin = principals.find(({ bureau, roles }) => bureau === 2 && roles.includes('administrator'))!;
});
afterAll(async () => {
  await app.close();
  await db.close();
});

/** Beside the residents: a stranger, and scopes that no token has but a mistake could make. */
const people = () => [...principals, anApplicant(), anApplicant({ roles: ['administrator'], scope: EVERYWHERE }), { ...cityAdmin, account: null, session: null, kind: 'platform' as const, scope: EVERYWHERE }, anOfficer({ bureau: 5, scope: [], roles: ['administrator'] })];

/** Each table that people's own role may read, the key in it, and what the rule shows of it. */
const SHOWN: Readonly<Record<string, readonly [key: string, rule: (rules: Rules) => string[]]>> = {
  account: ['id', ({ ownOrLed }) => ownOrLed],
  account_history: ['id', ({ ownOrLed }) => ownOrLed],
  officer: ['id', ({ ownOfficeOrLed }) => ownOfficeOrLed],
  officer_history: ['id', ({ ownOfficeOrLed }) => ownOfficeOrLed],
  session: ['account', ({ ownOrAdministered }) => ownOrAdministered],
  credential: ['account', ({ own }) => own],
  sign_on: ['id', ({ own }) => own],
  sign_on_history: ['id', ({ own }) => own],
  leave: ['id', ({ led }) => led],
  leave_history: ['id', ({ led }) => led],
  enrolment: ['id', ({ administered }) => administered],
  filing_copy: ['owner', ({ own }) => own],
  subject_copy: ['owner', ({ own }) => own],
  inbox_parked: ['id::text', () => []],
  bureau_history: [`(select number::text from bureau b where b.id = bureau_history.id)`, ({ bureaus }) => bureaus.map(String)],
};
/** Tables that people's own role has no right to at all: the platform alone looks at what guards a login. */
const CLOSED = ['login_attempt', 'spent_challenge', 'one_time_code', 'code_quota', 'known_address', 'sign_on_attempt', 'second_factor', 'recovery_code', 'region_history', 'inbox', 'inbox_position'];
/** Reference data, open to everybody who has a scope. */
const REFERENCE = ['bureau', 'region'];
/** What the worker sees of an administrator's request: a second factor is taken away there, with the sessions. */
const BY_WORKER = { officer: 'id', session: 'account', second_factor: 'account', recovery_code: 'account' } as const;

async function idsIn(role: 'api' | 'worker', who: Principal, sql: string): Promise<string[]> {
  return inScope(db.source(role), who, async (tx) => [...new Set((await tx.query<{ id: string }>(sql)).map(({ id }) => id))].sort());
}

async function rawReading(): Promise<void> {
  for (const who of people()) {
    const rules = rulesOf(residents, who);
    for (const [table, [key, rule]] of Object.entries(SHOWN)) {
      expect([table, who.kind, who.roles, who.scope, await idsIn('api', who, `select ${key} as id from ${table}`)]).toEqual([table, who.kind, who.roles, who.scope, rule(rules)]);
    }
  }
}

async function httpReading(forgotten: boolean): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people().filter(({ account }) => account !== null)), async (who) => {
      const { own, ownOrLed } = rulesOf(residents, who);
      // A leader's forgotten condition shows one of the officers that the leader may see anyway, and no more.
      const allowed = forgotten ? ownOrLed : own;
      const { status, body } = await app.send<{ loginName?: string }>('GET', '/account', { as: who });
      expect(status).toBe(allowed.length > 0 ? 200 : 404);
      if (status !== 200) return;
      const [row] = await db.admin<{ id: string }>('select id from account where login_name = $1', [body.loginName]);
      expect(allowed).toContain(row?.id);
    }),
    { numRuns: 30, seed: SEED },
  );
}

/** Runs as the principal, and leaves everything as it was. */
async function undone<T>(who: Principal, sql: string): Promise<T[]> {
  class Undone extends Error {}
  let rows: T[] = [];
  await inScope(db.source('api'), who, async (tx) => {
    rows = await tx.query<T>(sql);
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return rows;
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: {} })).toEqual([]);
});

it('every table of the schema is known here, with who may read it', async () => {
  const tables = await db.admin<{ name: string }>(`select relname as name from pg_class where relnamespace = 'identity'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations' and relname not like 'outbox%'`);
  expect(tables.map(({ name }) => name).sort()).toEqual([...Object.keys(SHOWN), ...CLOSED, ...REFERENCE].sort());
});

describe('nobody sees or changes another’s account, session or office', () => {
  it('abuse 1, S4: by raw SQL without any condition, as the api role; who leads sees the officers of the own tree', rawReading);

  it('abuse 1: what guards a login is closed to people’s own role', async () => {
    for (const sql of [...CLOSED.map((table) => `select 1 from ${table}`), 'select hash from credential', 'delete from session', 'delete from officer', `update region set name = '无'`, `update sign_on set subject = ''`, 'update session set expires_at = now()']) {
      await expect(inScope(db.source('api'), cityAdmin, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    }
  });

  it('abuse 3: not at all without a scope', async () => {
    expect(await shownWithoutScope(db)).toEqual([]);
  });

  it('abuse 1: by HTTP, also when the query forgets whose account it asks for', async () => {
    await httpReading(false);
    const hook = hookStatements((text) => text.replace('from account where id = $1', 'from account where ($1::uuid is not distinct from $1::uuid)'));
    await httpReading(true).finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(10);
  });

  it.each([
    ['the own account', 'update account set login_name = login_name returning id', ({ own }: Rules) => own],
    ['the own password', `update credential set hash = 'another' returning account as id`, ({ own }: Rules) => own],
    ['the own password, which ends with the account', 'delete from credential returning account as id', ({ own }: Rules) => own],
    ['the own logins', 'update sign_on set unlinked_at = now() returning id', ({ own }: Rules) => own],
    ['the own sessions and those of officers whom one administers', `update session set closed_at = now(), reason = 'revoked' returning account as id`, ({ ownOrAdministered }: Rules) => ownOrAdministered],
    ['appointments below, never the own', `update officer set roles = '{auditor}' returning id`, ({ appointed }: Rules) => appointed],
    ['leave of the officers whom one leads', 'update leave set ended_at = now() returning id', ({ led }: Rules) => led],
    ['codes of the officers whom one administers', 'update enrolment set withdrawn_at = now() returning id', ({ administered }: Rules) => administered],
    ['bureaus of the own tree', `update bureau set brigade_phone = '027-0' returning number::text as id`, ({ bureaus }: Rules) => bureaus.map(String)],
  ])('abuse 2: raw SQL that changes whatever it reaches, reaches %s', async (_what, sql, rule) => {
    for (const who of people()) {
      const changed = await undone<{ id: string }>(who, sql);
      expect([who.kind, who.roles, who.scope, changed.map(({ id }) => id).sort()]).toEqual([who.kind, who.roles, who.scope, rule(rulesOf(residents, who))]);
    }
  });

  it.each([
    ['appoints in another tree', `insert into officer (id, version, bureau, roles, active) values (gen_random_uuid(), 1, 6, '{auditor}', true)`],
    ['moves an officer into another tree', 'update officer set bureau = 6'],
    ['founds a bureau in another tree', `insert into bureau (id, version, number, parent, name, level, issuing_code, prefix, regions, active) values (gen_random_uuid(), 1, 99, 6, '无', 'county', '441901', '粤公网安备', '{}', true)`],
    ['writes the history of a bureau above', `insert into bureau_history (id, version, at, action, patch) select id, 99, now(), 'bureau.change', '{}' from bureau where number = 1`],
    ['writes the history of the own appointment', `insert into officer_history (id, version, at, action, patch) select id, 99, now(), 'officer.appoint', '{}' from officer where id = nullif(current_setting('beian.account'), '')::uuid`],
    ['makes an account of a person', `insert into account (id, version, kind, login_name, login_key, real_name, identity_level, registered_at) values (gen_random_uuid(), 1, 'applicant', 'x', 'x', '', 'none', now())`],
  ])('abuse 2: no administrator %s by raw SQL', async (_what, sql) => {
    await expect(undone(cityAdmin, sql)).rejects.toThrow(/row-level security/);
  });

  it('abuse 2: nobody else appoints or founds at all', async () => {
    for (const who of people().filter((each) => rulesOf(residents, each).administered.length === 0)) {
      await expect(undone(who, `insert into officer (id, version, bureau, roles, active) values (gen_random_uuid(), 1, 3, '{auditor}', true)`)).rejects.toThrow(/row-level security/);
      await expect(undone(who, `insert into bureau (id, version, number, parent, name, level, issuing_code, prefix, regions, active) values (gen_random_uuid(), 1, 99, 2, '无', 'county', '420199', '鄂公网安备', '{}', true)`)).rejects.toThrow(/row-level security/);
    }
  });

  it('abuse 3: the worker sees in a person’s scope nothing but an administrator’s officers, with factors and sessions', async () => {
    for (const who of people().filter(({ kind }) => kind !== 'platform')) {
      const { administered } = rulesOf(residents, who);
      for (const [table, key] of Object.entries(BY_WORKER)) expect([table, await idsIn('worker', who, `select ${key} as id from ${table}`)]).toEqual([table, administered]);
      for (const table of ['account', 'account_history', 'credential', 'sign_on', 'sign_on_history', 'leave', 'enrolment', 'one_time_code', 'known_address', 'sign_on_attempt', 'login_attempt', 'bureau', 'region', 'filing_copy', 'subject_copy']) {
        expect([table, await inScope(db.source('worker'), who, (tx) => tx.query(`select 1 from ${table}`))]).toEqual([table, []]);
      }
    }
    expect((await inScope(db.source('worker'), platformIn(), (tx) => tx.query('select 1 from account'))).length).toBe(residents.length);
  });

  it.each(['account', 'session', 'officer', 'credential', 'sign_on', 'leave', 'enrolment', 'filing_copy', 'subject_copy'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to identity_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });
});
