import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccountRegistered, AccountVerified, SessionOpened, SignOnLinked } from '@beian/contracts/identity/events';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { bearer } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { samplePeople, SsoBrowser, startSampleSso, type SampleSso } from '@beian/testing/sample-sso';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { benchOf, ORIGIN, type Bench, type Landing } from './sso.fixture.ts';

jest.setTimeout(120_000);

let sso: SampleSso;
let db: TestDatabase;
let app: HttpApp;
let bench: Bench;
const sealer = testSealer();

function serve(providers: string): Promise<HttpApp> {
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment({ SSO_PROVIDERS: providers, GATEWAY_ORIGIN: ORIGIN }) };
  return httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
}

beforeAll(async () => {
  sso = await startSampleSso(ORIGIN);
  db = await testDatabase({ service: 'identity', entities, migrations });
  app = await serve(sso.providers);
  bench = benchOf({ db, app, sealer, bearer, anApplicant });
});
afterAll(async () => {
  await app.close();
  await db.close();
  await sso.close();
});

/** The whole way of somebody who has no session yet. */
async function enter(person: string, checked: 'yes' | 'no' = 'yes', back?: string): Promise<Landing> {
  const { location, browser } = await bench.start('login', back === undefined ? {} : { back });
  return bench.land(await new SsoBrowser(ORIGIN).signIn(location, person, checked), browser);
}

const lastRefusal = async (action: string) => (await recordedActions(db, action)).filter(({ outcome }) => outcome === 'refused').at(-1)?.code;

describe('a first login by single sign-on', () => {
  it('ACC-02, ACC-04 makes an account and a session of the factor sso, and tells and records it', async () => {
    const landing = await enter('sample-citizen-1', 'yes', '/websites/new');
    expect([landing.status, landing.place]).toEqual([303, '/websites/new']);
    expect(landing.cookies).toContainEqual(expect.stringMatching(/^beian_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/));
    expect(landing.cookies).toContainEqual(expect.stringMatching(/^beian_sign_on=; Max-Age=0/));
    const holder = await bench.holder(landing.session!);
    expect(holder).toMatchObject({ factor: 'sso', identity_level: 'real_person' });
    const of = <T extends { data: unknown }>(events: T[]) => events.filter(({ data }) => (data as { account: string }).account === holder.account);
    expect(of(await publishedEvents(db, SignOnLinked)).map(({ data }) => data.provider)).toEqual(['citizens']);
    expect(of(await publishedEvents(db, AccountVerified))).toHaveLength(1);
    expect(of(await publishedEvents(db, SessionOpened))).toHaveLength(1);
    const [registered] = of(await publishedEvents(db, AccountRegistered));
    expect(await sealer.open(registered!.data.mobile!, `account:${holder.account}:mobile`)).toBe('13971990001');
    expect((await recordedActions(db, 'account.register')).at(-1)).toMatchObject({ outcome: 'done', ground: 'sign_on', after: { holder: 'person', identityLevel: 'real_person' } });
  });

  it('keeps neither the person nor the subject at the provider in clear, in no table', async () => {
    const told = samplePeople('citizens')[0]!;
    const clear = [told.id, told.name, told.idNumber, told.mobile, told.email].map((value) => `%${value}%`);
    for (const table of ['account', 'account_history', 'sign_on', 'sign_on_history', 'sign_on_attempt', 'session', 'outbox']) {
      const [found] = await db.admin<{ found: number }>(`select count(*)::int as found from ${table} t where t::text like any($1)`, [clear]);
      expect([table, found?.found]).toEqual([table, 0]);
    }
  });

  it('a second login opens the same account, and a weaker one does not lower the level', async () => {
    const [one, two] = [await enter('sample-citizen-1'), await enter('sample-citizen-1', 'no')];
    const [first, second] = [await bench.holder(one.session!), await bench.holder(two.session!)];
    expect(second.account).toBe(first.account);
    expect([second.identity_level, second.id === first.id]).toEqual(['real_person', false]);
  });

  it('CON-03 a login that skips the real-person check leaves the level open, and one that passes it raises it, once', async () => {
    const weak = await bench.holder((await enter('sample-citizen-3', 'no')).session!);
    expect(weak.identity_level).toBe('none');
    const strong = await Promise.all([enter('sample-citizen-3'), enter('sample-citizen-3')]);
    for (const { session } of strong) expect((await bench.holder(session!)).identity_level).toBe('real_person');
    expect((await publishedEvents(db, AccountVerified)).filter(({ subject }) => subject === weak.account)).toHaveLength(1);
  });

  it('ACC-03 a legal person’s account carries the organisation, and whose own cases they are: of the one who acts', async () => {
    const { account } = await bench.holder((await enter('sample-legal-1')).session!);
    const { body } = await app.send('GET', '/account/sign-ons', { as: anApplicant({ account }) });
    expect(body).toMatchObject({ holder: 'legal_person', organisation: '武汉远山示例文化传播有限公司', hasPassword: false, identityLevel: 'real_person', signOns: [{ provider: 'citizens' }] });
    const [row] = await db.admin<{ person: string }>('select person from account where id = $1', [account]);
    expect(row?.person).toBe(sealer.index('certificate', '999999197605184042'));
  });

  it('two windows of one person at once make one account', async () => {
    const landings = await Promise.all([enter('sample-legal-2'), enter('sample-legal-2'), enter('sample-legal-2')]);
    const accounts = await Promise.all(landings.map(async ({ session }) => (await bench.holder(session!)).account));
    expect(new Set(accounts).size).toBe(1);
  });

  it('abuse 10: ends the session that the browser had before, and takes no session id from outside', async () => {
    const { principal } = await bench.register({ name: '林一', idNumber: '999999199206016067' });
    const { location, browser } = await bench.start('login', { as: principal });
    const landing = await bench.land(await new SsoBrowser(ORIGIN).signIn(location, 'sample-citizen-1'), browser, principal);
    expect((await db.admin('select reason from session where id = $1', [principal.session]))[0]).toEqual({ reason: 'logout' });
    expect((await bench.holder(landing.session!)).id).not.toBe(principal.session);
  });
});

describe('S6: an account of the person that a password opens', () => {
  it('is not linked by itself: the person is asked, and may go on with a new account', async () => {
    const told = samplePeople('citizens')[1]!;
    const { account } = await bench.register(told);
    const { location, browser } = await bench.start('login', { back: '/messages' });
    const landing = await bench.land(await new SsoBrowser(ORIGIN).signIn(location, told.id), browser);
    expect([landing.place, landing.session]).toEqual(['/sign-on/choose', undefined]);
    const accept = (value: string) => app.send<{ back: string; code: string }>('POST', '/sso/pending/accept', { headers: { 'x-beian-sign-on': value } });
    expect((await accept('another-browser')).body.code).toBe('sign_on.choice_over');
    const accepted = await accept(browser);
    expect([accepted.status, accepted.body.back]).toEqual([200, '/messages']);
    const session = /beian_session=([\w-]{43})/.exec(accepted.headers.get('set-cookie') ?? '')![1]!;
    expect((await bench.holder(session)).account).not.toBe(account);
    expect((await accept(browser)).body.code).toBe('sign_on.choice_over');
  });
});

describe('a callback that proves nobody ends on a page, with nothing opened (ACC-07, ACC-08, abuse 34)', () => {
  it('arriving twice', async () => {
    const { location, browser } = await bench.start('login');
    const callback = await new SsoBrowser(ORIGIN).signIn(location, 'sample-citizen-1');
    expect((await bench.land(callback, browser)).session).toBeDefined();
    expect(await bench.land(callback, browser)).toMatchObject({ status: 303, place: '/sign-on/ended?reason=used', session: undefined });
    expect(await lastRefusal('session.open')).toBe('sign_on.used');
  });

  it('arriving late', async () => {
    const { location, browser } = await bench.start('login');
    const callback = await new SsoBrowser(ORIGIN).signIn(location, 'sample-citizen-1');
    await db.admin(`update sign_on_attempt set expires_at = now() - interval '1 second' where used_at is null`);
    expect(await bench.land(callback, browser)).toMatchObject({ place: '/sign-on/ended?reason=late', session: undefined });
  });

  it('without the cookie, with another browser’s, with an unknown state, or at the other provider', async () => {
    const { location, browser } = await bench.start('login');
    const other = await bench.start('login');
    const callback = await new SsoBrowser(ORIGIN).signIn(location, 'sample-citizen-1');
    const changed = (change: (url: URL) => void): URL => {
      const url = new URL(callback);
      change(url);
      return url;
    };
    const tries = [
      bench.land(callback, ''),
      bench.land(callback, other.browser),
      bench.land(changed((url) => url.searchParams.set('state', 'made-up')), browser),
      bench.land(changed((url) => url.searchParams.append('state', 'twice')), browser),
      bench.land(changed((url) => (url.pathname = '/api/identity/sso/officers/callback')), browser),
      bench.land(changed((url) => (url.pathname = '/api/identity/sso/elsewhere/callback')), browser),
      bench.land(changed((url) => (url.search = '')), browser),
    ];
    for (const landing of await Promise.all(tries)) expect(landing).toMatchObject({ status: 303, place: '/sign-on/ended?reason=unknown', session: undefined });
    expect((await bench.land(callback, browser)).session).toBeDefined();
  });

  it.each([
    ['another code', (url: URL) => url.searchParams.set('code', 'made-up')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://elsewhere.example')],
    ['no issuer', (url: URL) => url.searchParams.delete('iss')],
  ])('with %s', async (_case, change) => {
    const { location, browser } = await bench.start('login');
    const callback = await new SsoBrowser(ORIGIN).signIn(location, 'sample-citizen-1');
    change(callback);
    expect(await bench.land(callback, browser)).toMatchObject({ place: '/sign-on/ended?reason=refused', session: undefined });
  });

  it('with error=… from the provider, as when the person cancels', async () => {
    const { location, browser } = await bench.start('login');
    expect(await bench.land(await new SsoBrowser(ORIGIN).cancel(location), browser)).toMatchObject({ place: '/sign-on/ended?reason=cancelled' });
  });
});

describe('what a sign-on leads back to', () => {
  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/ok\nSet-Cookie: a=b'])('is never %j', async (back) => {
    expect((await bench.start('login', { back })).status).toBe(422);
  });

  it('offers the configured providers, and 404 for one that is not', async () => {
    expect((await app.send('GET', '/sso/providers')).body).toEqual([{ provider: 'citizens', label: '示例citizens' }, { provider: 'officers', label: '示例officers' }]);
    const bare = await serve('{}');
    expect((await bare.send('GET', '/sso/providers')).body).toEqual([]);
    expect((await bare.send('POST', '/sso/citizens/start', { body: { purpose: 'login' } })).body).toMatchObject({ status: 404, code: 'sign_on.provider_unknown' });
    await bare.close();
  });

  it('a provider that is down is said to be so, and the local login stays', async () => {
    const down = await serve(sso.providers.replaceAll(sso.origin, 'http://localhost:9'));
    expect((await down.send('POST', '/sso/citizens/start', { body: { purpose: 'login' } })).body).toMatchObject({ status: 503, code: 'sign_on.unavailable' });
    await down.close();
  });
});

describe('an officer’s single sign-on', () => {
  it('opens nothing before the officer has linked it, and never an applicant’s account', async () => {
    const { location, browser } = await bench.start('login', { provider: 'officers' });
    expect(await bench.land(await new SsoBrowser(ORIGIN).signIn(location, 'sample-officer-1'), browser)).toMatchObject({ place: '/sign-on/ended?reason=not_linked', session: undefined });
    expect(await bench.start('link', { provider: 'officers', as: anApplicant() })).toMatchObject({ status: 409, code: 'sign_on.unfit' });
    expect(await bench.start('link', { provider: 'citizens', as: anOfficer() })).toMatchObject({ status: 409, code: 'sign_on.unfit' });
  });
});
