import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SessionView } from '@beian/contracts/identity/api';
import { SecondFactorChanged, SessionClosed } from '@beian/contracts/identity/events';
import type { Enrolled, Enrolment, SecondFactorDue } from '@beian/contracts/identity/second-factor';
import type { Problem } from '@beian/contracts/problem';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { TOTP } from 'otpauth';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { SeedService } from '../seed/seed.service.ts';
import { aPerson, Visitor } from '../spec-account.ts';
import { solve, specEnvironment } from '../spec-environment.ts';
import { aProvince } from '../spec-province.ts';

jest.setTimeout(60_000);

const SECRET = 'BEIANSAMPLESECONDFACTORKEY234567';
let db: TestDatabase;
let app: HttpApp;
let ids: Map<string, string>;
const sealer = testSealer();

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment({ OFFICER_SECOND_FACTOR: 'required' }) };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
  await new SeedService(db.source('worker'), testKeys('identity'), sealer).seed(aProvince());
  ids = new Map((await db.admin<{ login_key: string; id: string }>('select login_key, id from account')).map(({ login_key: name, id }) => [name, id]));
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  await db.admin('delete from recovery_code');
  await db.admin('delete from second_factor');
  await db.admin('delete from login_attempt');
});

async function login(loginName: string) {
  const captcha = await solve((await app.send<Parameters<typeof solve>[0]>('GET', '/captcha')).body);
  return app.send<SecondFactorDue & SessionView>('POST', '/sessions', { body: { loginName, password: aProvince().password, captcha } });
}

const prove = (ticket: string, code: string) => app.send<SessionView & Problem>('POST', '/sessions/second-factor', { body: { ticket, code } });
const codeAt = (secret: string, offset = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + offset * 30_000 });
const lastRefusal = async () => (await recordedActions(db, 'session.open')).filter(({ outcome }) => outcome === 'refused').at(-1)?.code;

/** An officer's first login, to the end. */
async function enrol(loginName: string) {
  const { ticket } = (await login(loginName)).body;
  const { secret } = (await app.send<Enrolment>('POST', '/second-factor/enrolments', { body: { ticket } })).body;
  const answer = await app.send<Enrolled>('POST', '/second-factor/enrolments/confirm', { body: { ticket, code: codeAt(secret, -1) } });
  return { secret, ticket, answer };
}

describe('an officer’s first login', () => {
  it('等保 8.1.4 opens no session by the password alone, and enrols an authenticator', async () => {
    const first = await login('county_reviewer');
    expect([first.status, first.body.secondFactor, first.headers.get('set-cookie')]).toEqual([202, 'enrol', null]);
    const { secret, answer } = await enrol('county_reviewer');
    expect([answer.status, answer.body.session.loginName, answer.body.recoveryCodes.length]).toEqual([201, 'county_reviewer', 10]);
    expect(answer.headers.get('set-cookie')).toMatch(/^beian_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    const [session] = await db.admin('select factor from session where account = $1 and closed_at is null order by opened_at desc limit 1', [ids.get('county_reviewer')]);
    expect(session).toEqual({ factor: 'totp' });
    expect((await publishedEvents(db, SecondFactorChanged)).at(-1)?.data).toEqual({ account: ids.get('county_reviewer'), state: 'enrolled' });
    const stored = await db.admin<{ text: string }>('select f::text as text from second_factor f union all select r::text from recovery_code r union all select o::text from outbox o');
    for (const secretText of [secret, ...answer.body.recoveryCodes]) expect(stored.some(({ text }) => text.includes(secretText))).toBe(false);
  });

  it('asks applicants for no second factor', async () => {
    const citizen = aPerson({ password: aProvince().password });
    expect((await new Visitor(app, db, sealer).register(citizen)).status).toBe(201);
    expect((await login(citizen.loginName)).status).toBe(201);
  });

  it('shows the secret once: who has enrolled cannot enrol again by the ticket or a new one', async () => {
    const { ticket } = await enrol('county_reviewer');
    expect((await app.send<Problem>('POST', '/second-factor/enrolments', { body: { ticket } })).body.code).toBe('second_factor.enrolled');
    const again = (await login('county_reviewer')).body;
    expect(again.secondFactor).toBe('code');
    expect((await app.send<Problem>('POST', '/second-factor/enrolments', { body: { ticket: again.ticket } })).body.code).toBe('second_factor.ticket_over');
  });
});

describe('the second step', () => {
  it('takes a code once, and none of a step before it', async () => {
    const { secret } = await enrol('county_reviewer');
    const { ticket } = (await login('county_reviewer')).body;
    const code = codeAt(secret);
    const answers = await Promise.all(Array.from({ length: 5 }, () => prove(ticket, code)));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect((await prove(ticket, codeAt(secret, -1))).body.code).toMatch(/^second_factor\.(refused|locked)$/);
  });

  it('abuse 13: locks after five wrong codes, also against the right one, whatever the password does', async () => {
    const { secret } = await enrol('county_reviewer');
    const { ticket } = (await login('county_reviewer')).body;
    const wrong = String((Number(codeAt(secret)) + 1) % 1_000_000).padStart(6, '0');
    const answers = await Promise.all(Array.from({ length: 20 }, () => prove(ticket, wrong)));
    expect(answers.filter(({ body }) => body.code === 'second_factor.refused').length).toBeLessThanOrEqual(5);
    await login('county_reviewer');
    expect(await prove(ticket, codeAt(secret))).toMatchObject({ status: 429, body: { code: 'second_factor.locked' } });
    expect(await lastRefusal()).toBe('second_factor.locked');
    await db.admin(`update login_attempt set failed_at = failed_at - interval '15 minutes'`);
    expect((await prove(ticket, codeAt(secret))).status).toBe(201);
  });

  it('takes each recovery code once, as people type it', async () => {
    const { answer } = await enrol('county_reviewer');
    const [code] = answer.body.recoveryCodes;
    const { ticket } = (await login('county_reviewer')).body;
    expect((await prove(ticket, ` ${code!.slice(0, 5).toLowerCase()}-${code!.slice(5)} `)).status).toBe(201);
    expect((await prove(ticket, code!)).body.code).toBe('second_factor.refused');
    expect((await recordedActions(db, 'second_factor.recover')).at(-1)?.target.id).toBe(ids.get('county_reviewer'));
  });

  it('abuse 10: takes no ticket of another’s making, of another kind, or too old', async () => {
    const { secret } = await enrol('county_reviewer');
    const payload = { account: ids.get('county_reviewer'), next: 'code' };
    const tickets = await Promise.all([
      testKeys('gateway').sign('beian.second-factor.v1', payload, 60),
      testKeys('identity').sign('beian.principal.v1', payload, 60),
      testKeys('identity').sign('beian.second-factor.v1', payload, -60),
      testKeys('identity').sign('beian.second-factor.v1', { ...payload, next: 'enrol' }, 60),
    ]);
    for (const ticket of ['x', ...tickets]) expect((await prove(ticket, codeAt(secret))).body.code).toBe('second_factor.ticket_over');
  });

  it('opens the sample officers with the code of the sample’s secret', async () => {
    await new SeedService(db.source('worker'), testKeys('identity'), sealer).seed({ ...aProvince(), secondFactor: SECRET });
    const { body } = await login('other_reviewer');
    expect(body.secondFactor).toBe('code');
    expect((await prove(body.ticket, codeAt(SECRET))).status).toBe(201);
  });
});

describe('a reset by an administrator', () => {
  const reset = (account: string | undefined, as: Parameters<typeof anOfficer>[0]) => app.send<Problem>('POST', `/officers/${account}/second-factor/reset`, { as: anOfficer(as), body: { reason: '手机丢失' } });

  it('S4 of the bureau or above takes the factor away, ends the sessions, and is recorded with the reason', async () => {
    await enrol('county_reviewer');
    const account = ids.get('county_reviewer');
    expect((await reset(account, { roles: ['administrator'], bureau: 2, scope: [2, 3, 4] })).status).toBe(200);
    expect((await recordedActions(db, 'second_factor.reset')).at(-1)).toMatchObject({ outcome: 'done', bureau: 3, after: { reason: '手机丢失' }, actor: { kind: 'officer', bureau: 2 } });
    expect((await publishedEvents(db, SessionClosed)).at(-1)?.data).toMatchObject({ account, reason: 'revoked' });
    expect((await login('county_reviewer')).body.secondFactor).toBe('enrol');
  });

  it('abuse 1, 2: of another bureau finds nobody, and no other role may ask', async () => {
    await enrol('county_reviewer');
    const account = ids.get('county_reviewer');
    expect((await reset(account, { roles: ['administrator'], bureau: 6, scope: [6] })).body.code).toBe('record.not_found');
    expect(await reset(account, { roles: ['supervisor'], bureau: 2, scope: [2, 3, 4] })).toMatchObject({ status: 403 });
    expect((await recordedActions(db, 'second_factor.reset')).at(-1)).toMatchObject({ outcome: 'refused', code: 'record.not_found' });
    expect((await login('county_reviewer')).body.secondFactor).toBe('code');
  });
});
