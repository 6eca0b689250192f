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

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: TestDatabase;
let app: HttpApp;
let officers: Principal[];
const sealer = testSealer();

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  await new SeedService(db.source('worker'), testKeys('identity'), sealer).seed(aProvince());
  await db.admin(`insert into session (id, account, token_hash, factor, idle, opened_at, last_seen_at, expires_at) select gen_random_uuid(), id, id::text, 'password', '1 hour', now(), now(), now() + interval '1 hour' from account`);
  app = await httpApp({ controllers: [AccountController], providers: [AccountQueries, { provide: AccountService, useValue: {} }] }, { service: 'identity', logLevel: 'silent', kit: { sealer, environment: specEnvironment() as never, api: db.source('api'), worker: db.source('worker') } });
  const rows = await db.admin<{ id: string; bureau: number; roles: never[] }>('select o.id, o.bureau, o.roles from officer o');
  // Whoever sits above sees every bureau's cases, and still nobody's account.
  officers = rows.map(({ id, bureau, roles }) => anOfficer({ account: id, bureau, roles, scope: [1, 2, 3, 4, 5, 6] }));
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const people = () => [...officers, anApplicant(), anOfficer({ bureau: 1, scope: [1, 2, 3, 4, 5, 6], roles: ['administrator'] })];
const OWN = ['select id from account', 'select id from account_history', 'select id from officer', 'select account as id from session'];

async function rawReading(): Promise<void> {
  for (const who of people()) {
    await inScope(db.source('api'), who, async (tx) => {
      for (const sql of OWN) {
        const ids = [...new Set((await tx.query<{ id: string }>(sql)).map(({ id }) => id))];
        expect([sql, ids]).toEqual([sql, officers.includes(who) ? [who.account] : []]);
      }
    });
  }
}

async function httpReading(): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people()), async (who) => {
      const { status, body } = await app.send<{ account?: string; loginName?: string }>('GET', '/account', { as: who });
      expect(status).toBe(officers.includes(who) ? 200 : 404);
      if (status === 200) expect(await db.admin('select id from account where login_name = $1', [body.loginName])).toEqual([{ id: who.account }]);
    }),
    { numRuns: 20, seed: SEED },
  );
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: {} })).toEqual([]);
});

describe('nobody sees or changes another’s account, session or office', () => {
  it('abuse 1: by raw SQL without any condition, as the api role in the scope of everybody', rawReading);

  it('abuse 3: not at all without a scope', async () => {
    expect(await shownWithoutScope(db)).toEqual([]);
  });

  it('abuse 1: by HTTP, also when the query forgets whose account it asks for', async () => {
    await httpReading();
    const hook = hookStatements((text) => text.replace('from account where id = $1', 'from account where ($1::uuid is not distinct from $1::uuid)'));
    await httpReading().finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(10);
  });

  it('abuse 2: by raw SQL that changes whatever it reaches', async () => {
    class Undone extends Error {}
    for (const who of officers) {
      await inScope(db.source('api'), who, async (tx) => {
        const closed = await tx.query<{ id: string }>(`with closed as (update session set closed_at = now(), reason = 'revoked' returning account as id) select id from closed`);
        expect(closed).toEqual([{ id: who.account }]);
        throw new Undone();
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    }
    for (const sql of [`update officer set roles = '{auditor}'`, 'delete from session', 'select hash from credential', `insert into officer (id, version, bureau, roles, active) values (gen_random_uuid(), 1, 1, '{auditor}', true)`]) {
      await expect(inScope(db.source('api'), { ...officers[0]!, kind: 'platform' }, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    }
    expect(await inScope(db.source('worker'), officers[0]!, (tx) => tx.query('select 1 from account'))).toEqual([]);
    expect((await inScope(db.source('worker'), platformIn(), (tx) => tx.query('select 1 from account'))).length).toBe(officers.length);
  });

  it.each(['account', 'session', 'officer'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to identity_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });
});
