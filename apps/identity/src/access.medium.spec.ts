import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, platformIn } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { entities, migrations } from './schema.ts';
import { SeedService } from './seed/seed.service.ts';
import { aProvince } from './spec-province.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
const TABLES = ['account', 'account_history', 'credential', 'officer', 'officer_history', 'session', 'login_attempt', 'spent_challenge', 'one_time_code', 'code_quota', 'known_address', 'bureau', 'bureau_history', 'region', 'region_history', 'outbox', 'sign_on', 'sign_on_history', 'sign_on_attempt', 'second_factor', 'recovery_code'];
const ROLES = ['api', 'worker', 'relay', 'public', 'audit', 'owner'] as const;

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  await new SeedService(db.source('worker'), testKeys('identity'), testSealer()).seed(aProvince());
  await db.admin(`insert into session (id, account, token_hash, factor, idle, opened_at, last_seen_at, expires_at) select gen_random_uuid(), id, id::text, 'password', '1 hour', now(), now(), now() + interval '1 hour' from account`);
  await db.admin(`insert into login_attempt (kind, key) values ('account', 'a')`);
  await db.admin(`insert into second_factor (account, secret) select id, 's' from account`);
  await db.admin(`insert into recovery_code (account, code) select id, 'c' from account`);
  await db.admin(`insert into sign_on (id, version, account, provider, subject, linked_at) select gen_random_uuid(), 1, id, 'officers', id::text, now() from account`);
  await db.admin(`insert into sign_on_attempt (id, state, browser, provider, purpose, nonce, verifier, expires_at) values (gen_random_uuid(), 's', 'b', 'citizens', 'login', 'n', 'v', now() + interval '1 hour')`);
  await db.admin(`insert into spent_challenge values ('c', now())`);
  await db.admin(`insert into one_time_code (id, purpose, recipient, hash, expires_at) values (gen_random_uuid(), 'register', 'r', 'h', now())`);
  await db.admin(`insert into code_quota values ('platform', '', 1, now())`);
  await db.admin(`insert into known_address select id, 'a', now() from account`);
});
afterAll(() => db.close());

/** Rows seen, or `denied` where the role has no right to the table at all. */
async function seen(ask: () => Promise<{ length: number }>): Promise<number | 'denied'> {
  try {
    return (await ask()).length;
  } catch (error) {
    if (/permission denied/.test((error as Error).message)) return 'denied';
    throw error;
  }
}

describe('identity’s tables', () => {
  it('have row security, forced, without exception', async () => {
    const open = await db.admin(`select relname from pg_class where relnamespace = 'identity'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) and relname <> 'migrations'`);
    expect(open).toEqual([]);
  });

  it.each(ROLES)('abuse 3: raw SQL as %s without a scope shows nothing', async (role) => {
    // The relay and the audit role read the outbox: that is all they are for.
    const exempt = role === 'relay' || role === 'audit' ? ['outbox'] : [];
    for (const table of TABLES.filter((each) => !exempt.includes(each))) {
      const rows = await seen(() => db.source(role).query(`select 1 from ${table}`));
      expect([table, rows === 'denied' ? 0 : rows]).toEqual([table, 0]);
    }
  });

  it.each([
    ['an applicant', anApplicant()],
    ['an officer who sees every bureau', anOfficer({ scope: [1, 2, 3, 4, 5, 6] })],
    ['an auditor', anAuditor({ scope: [1, 2, 3, 4, 5, 6] })],
    ['nobody', ANONYMOUS],
  ])('abuse 1: show %s no account, session or password of another', async (_who, principal) => {
    for (const table of ['account', 'account_history', 'officer', 'session', 'credential', 'login_attempt', 'spent_challenge', 'one_time_code', 'code_quota', 'known_address', 'sign_on', 'sign_on_attempt', 'second_factor', 'recovery_code']) {
      const rows = await seen(() => inScope(db.source('api'), principal, (tx) => tx.query(`select 1 from ${table}`)));
      expect([table, rows === 'denied' ? 0 : rows]).toEqual([table, 0]);
    }
  });

  it('show each person exactly the own account and sessions', async () => {
    for (const { id } of await db.admin<{ id: string }>('select id from account')) {
      const own = await inScope(db.source('api'), anApplicant({ account: id }), (tx) => tx.query<{ id: string }>('select id from account union all select account from session'));
      expect(own).toEqual([{ id }, { id }]);
    }
  });

  it('let the api role neither read a password nor appoint an officer, whatever it claims to be', async () => {
    const as = platformIn(1);
    expect(await seen(() => inScope(db.source('api'), as, (tx) => tx.query('select hash from credential')))).toBe('denied');
    for (const table of ['second_factor', 'recovery_code', 'sign_on_attempt']) expect(await seen(() => inScope(db.source('api'), as, (tx) => tx.query(`select 1 from ${table}`)))).toBe('denied');
    expect(await seen(() => inScope(db.source('api'), as, (tx) => tx.query(`update officer set roles = '{auditor}' returning id`)))).toBe(0);
    const reviewer = anOfficer({ scope: [1, 2, 3, 4, 5, 6], roles: ['reviewer', 'inspector', 'supervisor', 'auditor'] });
    expect(await seen(() => inScope(db.source('api'), reviewer, (tx) => tx.query(`update officer set roles = '{auditor}' returning id`)))).toBe(0);
    expect(await seen(() => inScope(db.source('api'), as, (tx) => tx.query('select 1 from account')))).toBe(0);
  });
});
