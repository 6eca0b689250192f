import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ContactChanged, PasswordChanged, SessionClosed } from '@beian/contracts/identity/events';
import type { OwnSession } from '@beian/contracts/identity/security';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, type AccountView } from '@beian/contracts/identity/api';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { hash } from '@node-rs/argon2';
import { Account } from '../account/account.entity.ts';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { hashSessionToken } from '../session/session-token.ts';
import { aPerson, Visitor, type SpecPerson } from '../spec-account.ts';
import { specEnvironment } from '../spec-environment.ts';

jest.setTimeout(120_000);

let db: TestDatabase;
let app: HttpApp;
let visitor: Visitor;
let person: SpecPerson;
let account: string;
const sealer = testSealer();
const NEXT = 'Donghu-2027-hua';

beforeAll(async () => {
  useLogger(createLogger('identity', 'silent'));
  db = await testDatabase({ service: 'identity', entities, migrations });
  const environment = specEnvironment({ CODES_PER_ADDRESS: '1000' });
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment } });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

let address = 0;
beforeEach(async () => {
  address += 1;
  visitor = new Visitor(app, db, sealer, `198.51.100.${address}`);
  person = aPerson();
  account = (await visitor.register(person)).body.account;
});

interface SignedIn {
  readonly as: Principal;
  readonly cookie: string;
}

async function login(password = person.password, from = visitor.address!): Promise<SignedIn> {
  const { headers, status } = await app.send('POST', '/sessions', { body: { loginName: person.loginName, password, captcha: await visitor.captcha() }, headers: { 'x-forwarded-for': from, 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1' } });
  if (status !== 201) throw new Error(`Not signed in: ${status}`);
  const cookie = /^beian_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')![1]!;
  const [row] = await db.admin<{ id: string }>('select id from session where token_hash = $1', [hashSessionToken(cookie)]);
  return { cookie, as: anApplicant({ account, session: row!.id }) };
}

/** What the gateway gets for a cookie: 401 as soon as the session is closed. */
async function exchange(cookie: string): Promise<number> {
  const proof = await testKeys('gateway').sign(EXCHANGE_TOKEN, { session: hashSessionToken(cookie) }, 15);
  return (await app.send('POST', '/tokens', { body: { session: cookie }, headers: { [EXCHANGE_HEADER]: proof } })).status;
}

const reasons = async () => (await publishedEvents(db, SessionClosed)).filter(({ data }) => data.account === account).map(({ data }) => data.reason);
const reset = async (more: Record<string, unknown> = {}) => {
  const { challenge, code } = await visitor.code({ purpose: 'reset', mobile: person.mobile });
  return visitor.post('/password-resets', { mobile: person.mobile, password: NEXT, challenge, code, ...more });
};

describe('a forgotten password', () => {
  it('OPN-05 is replaced by whoever holds the mobile: sessions and locks end, the old one opens nothing', async () => {
    const before = await login();
    for (let failure = 0; failure < 5; failure += 1) await login('Wrong-12345').catch(() => undefined);
    await expect(login()).rejects.toThrow('429');
    expect((await reset()).status).toBe(204);
    expect([await exchange(before.cookie), await reasons()]).toEqual([401, ['revoked']]);
    await expect(login()).rejects.toThrow('401');
    await login(NEXT);
    expect((await publishedEvents(db, PasswordChanged)).filter(({ subject }) => subject === account).map(({ data }) => data.how)).toEqual(['reset']);
    expect((await recordedActions(db, 'password.reset')).at(-1)).toMatchObject({ outcome: 'done', actor: { account }, after: { sessions: 1 } });
  });

  it('OPN-05 a code serves one reset of fifty at once', async () => {
    const { challenge, code } = await visitor.code({ purpose: 'reset', mobile: person.mobile });
    const answers = await Promise.all(Array.from({ length: 50 }, () => visitor.post('/password-resets', { mobile: person.mobile, password: NEXT, challenge, code })));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect([...new Set(answers.map(({ body }) => body.code))].sort()).toEqual(['code.wrong', undefined]);
  });

  it('abuse 14: a number that nobody has answers like a wrong code', async () => {
    const mobile = '13977770000';
    const { challenge, code } = await visitor.code({ purpose: 'reset', mobile });
    const unknown = await visitor.post('/password-resets', { mobile, password: NEXT, challenge, code });
    const wrong = await reset({ code: '000000' });
    const said = ({ status, body: { correlation: _own, ...rest } }: typeof wrong) => [status, rest];
    expect(said(unknown)).toEqual(said(wrong));
  });

  it('refuses a common password before and the user name after the code, which is not lost by it', async () => {
    expect((await visitor.post('/password-resets', { mobile: person.mobile, password: 'Password1!', challenge: crypto.randomUUID(), code: '000000' })).body.fields).toMatchObject([{ code: 'password.common' }]);
    const { challenge, code } = await visitor.code({ purpose: 'reset', mobile: person.mobile });
    const answer = (password: string) => visitor.post('/password-resets', { mobile: person.mobile, password, challenge, code });
    expect((await answer(`${person.loginName}-2026`)).body.fields).toMatchObject([{ code: 'password.login_name' }]);
    expect((await answer(NEXT)).status).toBe(204);
  });
});

describe('a password that is known', () => {
  it('OPN-05 is changed by its owner, and every other session ends', async () => {
    const [here, there] = [await login(), await login()];
    const change = (current: string) => visitor.post('/account/password', { current, password: NEXT }, here.as);
    expect(await change('Wrong-12345')).toMatchObject({ status: 422, body: { fields: [{ field: 'current' }] } });
    expect((await recordedActions(db, 'password.change')).at(-1)).toMatchObject({ outcome: 'refused', code: 'password.wrong', actor: { account } });
    expect((await change(person.password)).status).toBe(204);
    expect([await exchange(here.cookie), await exchange(there.cookie)]).toEqual([200, 401]);
    await login(NEXT);
  });

  it('abuse 13: is guessed five times from an open session, no more', async () => {
    const { as } = await login();
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.post('/account/password', { current: 'Wrong-12345', password: NEXT }, as)));
    expect(answers.filter(({ body }) => body.code === 'password.wrong').length).toBeLessThanOrEqual(5);
    expect((await visitor.post('/account/password', { current: person.password, password: NEXT }, as)).status).toBe(429);
  });

  it('is hashed anew at the next login when the cost has been raised', async () => {
    await db.admin('update credential set hash = $2 where account = $1', [account, await hash(person.password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })]);
    await login();
    const [row] = await db.admin<{ hash: string }>('select hash from credential where account = $1', [account]);
    expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await login();
  });
});

describe('sessions', () => {
  it('are listed to their holder with device and masked address, the present one marked', async () => {
    const [, here] = [await login(undefined, '203.0.113.9'), await login()];
    const { body } = await app.send<OwnSession[]>('GET', '/sessions', { as: here.as });
    expect(body.map(({ current, device, address: from }) => [current, device, from])).toEqual([[true, 'iOS · Safari', '198.51.*.*'], [false, 'iOS · Safari', '203.0.*.*']]);
  });

  it('abuse 10: one that is revoked gets no further token, and is told as revoked once', async () => {
    const [here, there] = [await login(), await login()];
    for (let twice = 0; twice < 2; twice += 1) expect((await app.send('DELETE', `/sessions/${there.as.session}`, { as: here.as })).status).toBe(204);
    expect([await exchange(there.cookie), await exchange(here.cookie), await reasons()]).toEqual([401, 200, ['revoked']]);
    expect((await recordedActions(db, 'session.close')).at(-1)).toMatchObject({ target: { id: there.as.session }, after: { reason: 'revoked' } });
  });

  it('abuse 2: another person’s is none (404), and stays open', async () => {
    const theirs = await login();
    expect((await app.send('DELETE', `/sessions/${theirs.as.session}`, { as: anApplicant() })).status).toBe(404);
    expect(await exchange(theirs.cookie)).toBe(200);
  });

  it('all others end at once', async () => {
    const [first, second, here] = [await login(), await login(), await login()];
    expect((await app.send('DELETE', '/sessions', { as: here.as })).status).toBe(204);
    expect([await exchange(first.cookie), await exchange(second.cookie), await exchange(here.cookie)]).toEqual([401, 401, 200]);
  });
});

describe('how a person is reached', () => {
  const own = async (as: Principal) => (await app.send<AccountView>('GET', '/account', { as })).body;

  it('OPN-05 a new mobile needs its code and the password; others hear of it', async () => {
    const { as } = await login();
    const { mobile } = aPerson();
    const { challenge, code } = await visitor.code({ purpose: 'mobile', mobile }, as);
    const change = (password: string, given = code) => visitor.post('/account/mobile', { mobile, challenge, code: given, password }, as);
    expect((await change('Wrong-12345')).body.fields).toMatchObject([{ field: 'password' }]);
    expect((await change(person.password, code === '000000' ? '000001' : '000000')).body.fields).toMatchObject([{ field: 'code' }]);
    expect((await change(person.password)).status).toBe(204);
    const [event] = (await publishedEvents(db, ContactChanged)).filter(({ subject }) => subject === account);
    expect([await sealer.open(event!.data.mobile, `account:${account}:mobile`), event!.data.changed]).toEqual([mobile, 'mobile']);
    const [row, fold] = await inScope(db.source('worker'), platformIn(), async (tx) => [await tx.manager.findOneBy(Account, { id: account }), await foldHistory(tx, Account, account)]);
    expect(row).toEqual(fold);
    expect((await own(as)).mobile).toBe(`139****${mobile.slice(-4)}`);
  });

  it('abuse 14: a mobile of another account is told to its holder alone', async () => {
    const other = aPerson();
    await visitor.register(other);
    const { as } = await login();
    const { template, challenge, code } = await visitor.code({ purpose: 'mobile', mobile: other.mobile }, as);
    expect(template).toBe('mobile_taken');
    expect((await visitor.post('/account/mobile', { mobile: other.mobile, challenge, code, password: person.password }, as)).body.code).toBe('code.wrong');
  });

  it('OPN-05 the e-mail counts as verified once its code came back; then it is this account’s alone', async () => {
    const { as } = await login();
    expect((await own(as)).emailVerified).toBe(false);
    const { challenge, code, template } = await visitor.code({ purpose: 'email' }, as);
    expect([template, (await visitor.sent(challenge)).to]).toEqual(['email', person.email]);
    expect((await visitor.post('/account/email', { challenge, code }, as)).status).toBe(204);
    expect((await own(as)).emailVerified).toBe(true);
    const { email } = person;
    person = aPerson({ email });
    account = (await visitor.register(person)).body.account;
    const second = await login();
    const taken = await visitor.code({ purpose: 'email' }, second.as);
    expect(taken.template).toBe('email_taken');
    expect((await visitor.post('/account/email', { challenge: taken.challenge, code: taken.code }, second.as)).body.code).toBe('code.wrong');
  });

  it('OPN-05 another e-mail needs the password too', async () => {
    const { as } = await login();
    const email = 'new-address@example.cn';
    const { challenge, code } = await visitor.code({ purpose: 'email', email }, as);
    expect((await visitor.post('/account/email', { email, challenge, code }, as)).body.fields).toMatchObject([{ field: 'password' }]);
    expect((await visitor.post('/account/email', { email, challenge, code, password: person.password }, as)).status).toBe(204);
    expect(await own(as)).toMatchObject({ email: 'n***@example.cn', emailVerified: true });
  });

  it('abuse 2: a code asked for in one account serves no other', async () => {
    const { as } = await login();
    const { mobile } = aPerson();
    const { challenge, code } = await visitor.code({ purpose: 'mobile', mobile }, as);
    person = aPerson();
    account = (await visitor.register(person)).body.account;
    const other = await login();
    expect((await visitor.post('/account/mobile', { mobile, challenge, code, password: person.password }, other.as)).body.code).toBe('code.wrong');
  });

  it('is nothing that visitors ask codes for, nor officers change', async () => {
    expect((await visitor.askForCode({ purpose: 'mobile', mobile: aPerson().mobile })).status).toBe(401);
    const form = { mobile: aPerson().mobile, challenge: crypto.randomUUID(), code: '000000', password: 'x' };
    expect((await visitor.post('/account/mobile', form, anOfficer())).status).toBe(403);
  });
});

describe('the lock after wrong passwords', () => {
  it('OPN-05 keeps out the address that guessed, not the owner elsewhere', async () => {
    await login();
    for (let failure = 0; failure < 5; failure += 1) await login('Wrong-12345', '203.0.113.66').catch(() => undefined);
    await expect(login(person.password, '203.0.113.66')).rejects.toThrow('429');
    await login();
  });

  it('abuse 13: many addresses together get twenty guesses, and an address where the account was opened before is still let in', async () => {
    await login();
    const guesses = Array.from({ length: 25 }, (_, index) => `203.0.113.${100 + index}`);
    const answers = await Promise.all(guesses.map((from) => login('Wrong-12345', from).catch((error: Error) => error.message)));
    expect(answers.filter((message) => String(message).endsWith('401')).length).toBeLessThanOrEqual(20);
    await expect(login(person.password, '203.0.113.200')).rejects.toThrow('429');
    await login();
  });
});
