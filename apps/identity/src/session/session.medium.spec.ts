import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SessionClosed, SessionOpened } from '@beian/contracts/identity/events';
import type { SessionView } from '@beian/contracts/identity/api';
import type { Problem } from '@beian/contracts/problem';
import type { Principal } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { aPerson, Visitor } from '../spec-account.ts';
import { specEnvironment } from '../spec-environment.ts';
import { SessionSweeper } from './session-sweeper.service.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
const sealer = testSealer();
const environment = specEnvironment({ LOGIN_FAILURES_PER_ADDRESS: '20' });

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const PASSWORD = 'Luojia-2026';
let count = 0;
let visitor: Visitor;
let loginName: string;
let account: string;
let address: string;
beforeEach(async () => {
  count += 1;
  address = `192.0.2.${count}`;
  visitor = new Visitor(app, db, sealer, address);
  const person = aPerson();
  loginName = person.loginName;
  account = (await visitor.register(person)).body.account;
});

async function login(password = PASSWORD, name = loginName, as?: Principal) {
  return app.send<SessionView & Problem>('POST', '/sessions', { body: { loginName: name, password, captcha: await visitor.captcha() }, headers: { 'x-forwarded-for': address, 'user-agent': AGENT }, ...(as && { as }) });
}

async function sessionOf(): Promise<Principal> {
  const [row] = await db.admin<{ id: string }>('select id from session where account = $1 and closed_at is null', [account]);
  return anApplicant({ account, session: row!.id });
}

const lastRecord = async () => (await recordedActions(db, 'session.open')).at(-1);

describe('login', () => {
  it('ACC-14 opens a session: view, HttpOnly cookie, event, record; the cookie’s value is stored nowhere', async () => {
    const { status, headers, body } = await login(PASSWORD, loginName.toLowerCase());
    expect([status, body.account, body.loginName, body.roles, body.bureau]).toEqual([201, account, loginName, ['applicant'], null]);
    const token = /^beian_session=([\w-]{43}); .*HttpOnly; SameSite=Lax/.exec(headers.get('set-cookie') ?? '')?.[1];
    expect(token).toBeDefined();
    const session = await sessionOf();
    expect((await publishedEvents(db, SessionOpened)).at(-1)?.data).toEqual({ session: session.session, account });
    expect(await lastRecord()).toMatchObject({ outcome: 'done', target: { id: session.session }, actor: { kind: 'applicant', account } });
    const stored = await db.admin<{ text: string }>('select s::text as text from session s union all select o::text from outbox o');
    expect(stored.some(({ text }) => text.includes(token!))).toBe(false);
  });

  it('abuse 14: an unknown name and a wrong password get the same answer, and both are recorded', async () => {
    const wrong = await login('Wrong12345!');
    expect((await lastRecord())?.after).toMatchObject({ account });
    const unknown = await login('Wrong12345!', 'nobody_here');
    expect((await lastRecord())?.after).toMatchObject({ account: null });
    const said = ({ body: { correlation: _own, ...rest } }: typeof wrong) => rest;
    expect(said(unknown)).toEqual(said(wrong));
    expect([wrong.status, wrong.body.code]).toEqual([401, 'session.refused']);
  });

  it('OPN-05 locks after five failures, for names that nobody has just the same, and the right password opens nothing', async () => {
    for (const name of [loginName, `nobody_${count}`]) {
      for (let failure = 0; failure < 5; failure += 1) expect((await login('Wrong12345!', name)).body.code).toBe('session.refused');
      expect(await login(PASSWORD, name)).toMatchObject({ status: 429, body: { code: 'session.locked' } });
    }
    expect(await lastRecord()).toMatchObject({ outcome: 'refused', code: 'session.locked' });
    await db.admin(`update login_attempt set failed_at = failed_at - interval '15 minutes'`);
    expect((await login()).status).toBe(201);
  });

  it('OPN-05 counts failures in a row: the right password in between clears them', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) await login('Wrong12345!');
      expect((await login()).status).toBe(201);
    }
  });

  it('abuse 13: twenty guesses at once are five guesses', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('Wrong12345!')));
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'session.refused').length).toBeLessThanOrEqual(5);
    expect(await login()).toMatchObject({ status: 429 });
    const [row] = await db.admin<{ failures: number; pending: number }>(`select failures, pending from login_attempt where kind = 'pair' and failures > 0 order by failed_at desc limit 1`);
    expect(row).toEqual({ failures: 5, pending: 0 });
  });

  it('counts by address too, which a success does not clear', async () => {
    for (let failure = 0; failure < 20; failure += 1) await login('Wrong12345!', `someone_${count}_${failure}`);
    expect(await login()).toMatchObject({ status: 429, body: { code: 'session.locked' } });
    address = `198.51.100.${count}`;
    expect((await login()).status).toBe(201);
  });

  it('ends the session that the browser had before', async () => {
    await login();
    const before = await sessionOf();
    await login(PASSWORD, loginName, before);
    const rows = await db.admin<{ id: string; reason: string | null }>('select id, reason from session where account = $1', [account]);
    expect(rows).toContainEqual({ id: before.session, reason: 'logout' });
    expect(rows.filter(({ reason }) => reason === null)).toHaveLength(1);
  });
});

describe('a session', () => {
  it('is shown to its holder with its end, and ends at logout, once', async () => {
    await login();
    const caller = await sessionOf();
    const { body } = await app.send<SessionView>('GET', '/sessions/current', { as: caller });
    expect(new Date(body.expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(120 * 60_000);
    const ended = await app.send('DELETE', '/sessions/current', { as: caller });
    expect([ended.status, ended.headers.get('set-cookie')?.startsWith('beian_session=; Max-Age=0')]).toEqual([204, true]);
    expect((await app.send('DELETE', '/sessions/current', { as: caller })).status).toBe(204);
    expect((await app.send('GET', '/sessions/current', { as: caller })).status).toBe(401);
    const closed = (await publishedEvents(db, SessionClosed)).filter(({ subject }) => subject === caller.session);
    expect(closed.map(({ version, data }) => [version, data.reason])).toEqual([[2, 'logout']]);
    expect((await recordedActions(db, 'session.close')).filter(({ target }) => target.id === caller.session)).toHaveLength(1);
  });

  it('abuse 2: is not ended by anybody else', async () => {
    await login();
    const { session } = await sessionOf();
    await app.send('DELETE', '/sessions/current', { as: anApplicant({ session }) });
    expect((await sessionOf()).session).toBe(session);
  });

  it.each([
    ['unused for two hours', `last_seen_at = now() - interval '121 minutes'`],
    ['twelve hours old', `expires_at = now() - interval '1 second'`],
  ])('is closed by the sweeper when it is %s, once, with its event', async (_case, change) => {
    await login();
    const { session } = await sessionOf();
    await db.admin(`update session set ${change} where id = $1`, [session]);
    const sweeper = new SessionSweeper(db.source('worker'), testKeys('identity'), environment);
    expect(await Promise.all([sweeper.sweep(), sweeper.sweep()])).toEqual(expect.arrayContaining([1, 0]));
    expect((await publishedEvents(db, SessionClosed)).filter(({ subject }) => subject === session).map(({ data }) => data.reason)).toEqual(['expired']);
  });
});
