import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccountVerified, SignOnUnlinked } from '@beian/contracts/identity/events';
import type { AccountSignOns } from '@beian/contracts/identity/sign-on';
import type { Problem } from '@beian/contracts/problem';
import type { Principal } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { bearer } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { samplePeople, SsoBrowser, startSampleSso, type SamplePerson, type SampleSso } from '@beian/testing/sample-sso';
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
const [su, han, ye] = samplePeople('citizens') as [SamplePerson, SamplePerson, SamplePerson];

beforeAll(async () => {
  sso = await startSampleSso(ORIGIN);
  db = await testDatabase({ service: 'identity', entities, migrations });
  const sealer = testSealer();
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment({ SSO_PROVIDERS: sso.providers, GATEWAY_ORIGIN: ORIGIN }) };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
  bench = benchOf({ db, app, sealer, bearer, anApplicant });
});
afterAll(async () => {
  await app.close();
  await db.close();
  await sso.close();
});

/** From the own page to the provider and back, in the session of the principal. */
async function prove(purpose: 'link' | 'verify', as: Principal, person: string, checked: 'yes' | 'no' = 'yes', back?: Principal): Promise<Landing> {
  const { location, browser } = await bench.start(purpose, { as, back: '/account' });
  return bench.land(await new SsoBrowser(ORIGIN).signIn(location, person, checked), browser, back ?? as);
}

const own = async (as: Principal) => (await app.send<AccountSignOns>('GET', '/account/sign-ons', { as })).body;
const unlink = async (as: Principal, id: string) => app.send<Problem>('DELETE', `/account/sign-ons/${id}`, { as });

describe('linking (S6): both logins are proven in one session', () => {
  it('adds the login, raises the level, and the next sign-on opens the same account', async () => {
    const { account, principal } = await bench.register(su);
    expect(await prove('link', principal, su.id)).toMatchObject({ status: 303, place: '/account', session: undefined });
    expect(await own(principal)).toMatchObject({ hasPassword: true, identityLevel: 'real_person', holder: 'person', organisation: null, signOns: [{ provider: 'citizens' }] });
    expect((await recordedActions(db, 'sign_on.link')).at(-1)).toMatchObject({ outcome: 'done', target: { id: account }, actor: { account } });
    const { location, browser } = await bench.start('login');
    const landing = await bench.land(await new SsoBrowser(ORIGIN).signIn(location, su.id), browser);
    expect((await bench.holder(landing.session!)).account).toBe(account);
  });

  it('twice changes nothing, and one login is never two accounts’', async () => {
    const { principal } = await bench.register(su);
    expect((await prove('link', principal, su.id)).place).toBe('/sign-on/ended?reason=linked_elsewhere');
    expect((await own(principal)).signOns).toEqual([]);
  });

  it.each([
    ['another person’s login', () => han.id, 'other_person'],
    ['a legal person’s login', () => 'sample-legal-1', 'legal_person'],
  ])('refuses %s', async (_case, person, ending) => {
    const { principal } = await bench.register(ye);
    expect(await prove('link', principal, person())).toMatchObject({ place: `/sign-on/ended?reason=${ending}`, session: undefined });
    expect((await own(principal)).signOns).toEqual([]);
  });

  it('abuse 34: an answer is worth nothing in another session than the one that asked, or in none', async () => {
    const [one, other] = [await bench.register(han), await bench.register(han)];
    for (const back of [other.principal, { ...one.principal, session: other.principal.session }]) {
      expect((await prove('link', one.principal, han.id, 'yes', back)).place).toBe('/sign-on/ended?reason=session_over');
    }
    const { location, browser } = await bench.start('link', { as: one.principal });
    expect((await bench.land(await new SsoBrowser(ORIGIN).signIn(location, han.id), browser)).place).toBe('/sign-on/ended?reason=session_over');
    expect([(await own(one.principal)).signOns, (await own(other.principal)).signOns]).toEqual([[], []]);
    expect(await bench.start('link')).toMatchObject({ status: 401 });
  });
});

describe('unlinking', () => {
  it('leaves the password, is recorded, and frees the login', async () => {
    const { principal } = await bench.register(han);
    await prove('link', principal, han.id);
    const [login] = (await own(principal)).signOns;
    expect((await unlink(principal, login!.id)).status).toBe(204);
    expect((await own(principal)).signOns).toEqual([]);
    expect((await publishedEvents(db, SignOnUnlinked)).at(-1)?.data).toEqual({ signOn: login!.id, account: principal.account, provider: 'citizens' });
    expect((await prove('link', principal, han.id)).place).toBe('/account');
  });

  it('ends the sessions that the login has opened, but not the one that asks, nor those of the password', async () => {
    const { account, principal } = await bench.register(ye);
    await prove('link', principal, ye.id);
    const enter = async () => {
      const { location, browser } = await bench.start('login');
      return bench.holder((await bench.land(await new SsoBrowser(ORIGIN).signIn(location, ye.id), browser)).session!);
    };
    const [asking, elsewhere] = [await enter(), await enter()];
    const [login] = (await own(principal)).signOns;
    expect((await unlink(anApplicant({ account, session: asking.id }), login!.id)).status).toBe(204);
    expect(await db.admin('select id, reason from session where account = $1 and closed_at is not null', [account])).toEqual([{ id: elsewhere.id, reason: 'revoked' }]);
    expect((await recordedActions(db, 'session.close')).at(-1)).toMatchObject({ outcome: 'done', target: { id: elsewhere.id }, after: { reason: 'revoked' } });
  });

  it('keeps the last way to sign in', async () => {
    const { location, browser } = await bench.start('login');
    const landing = await bench.land(await new SsoBrowser(ORIGIN).signIn(location, 'sample-legal-2'), browser);
    const { account, id } = await bench.holder(landing.session!);
    const principal = anApplicant({ account, session: id });
    const [login] = (await own(principal)).signOns;
    expect((await unlink(principal, login!.id)).body).toMatchObject({ status: 409, code: 'sign_on.last' });
    expect((await recordedActions(db, 'sign_on.unlink')).at(-1)).toMatchObject({ outcome: 'refused', code: 'sign_on.last' });
  });

  it('abuse 1: another’s login is not found', async () => {
    const { principal } = await bench.register(ye);
    await prove('link', principal, ye.id);
    const [login] = (await own(principal)).signOns;
    expect((await unlink(anApplicant(), login!.id)).status).toBe(404);
    expect((await own(principal)).signOns).toHaveLength(1);
  });
});

describe('the real-person check of a local account (OPN-02)', () => {
  it('raises the level of the same person, links nothing, and tells it once', async () => {
    const { account, principal } = await bench.register(han);
    expect((await prove('verify', principal, han.id)).place).toBe('/account');
    expect(await own(principal)).toMatchObject({ identityLevel: 'real_person', signOns: [] });
    await prove('verify', principal, han.id);
    expect((await publishedEvents(db, AccountVerified)).filter(({ subject }) => subject === account)).toHaveLength(1);
  });

  it('is not passed by whoever skips it, nor with another person’s face', async () => {
    const { principal } = await bench.register(ye);
    expect((await prove('verify', principal, ye.id, 'no')).place).toBe('/sign-on/ended?reason=not_verified');
    expect((await prove('verify', principal, su.id)).place).toBe('/sign-on/ended?reason=other_person');
    expect((await own(principal)).identityLevel).toBe('none');
  });
});

describe('the provider’s own logout', () => {
  it('is offered to a session that came from it, and to no other', async () => {
    const { location, browser } = await bench.start('login');
    const landing = await bench.land(await new SsoBrowser(ORIGIN).signIn(location, su.id), browser);
    const { account, id } = await bench.holder(landing.session!);
    const asked = await app.send<{ location: string | null }>('GET', '/sso/logout', { as: anApplicant({ account, session: id }) });
    expect(asked.body.location).toMatch(new RegExp(`^${sso.origin}/citizens/session/end\\?.*post_logout_redirect_uri=${encodeURIComponent(`${ORIGIN}/`)}`));
    const { principal } = await bench.register(ye);
    expect((await app.send('GET', '/sso/logout', { as: principal })).body).toEqual({ location: null });
  });
});
