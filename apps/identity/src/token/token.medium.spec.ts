import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, PRINCIPAL_TOKEN } from '@beian/contracts/identity/api';
import type { Problem } from '@beian/contracts/problem';
import { platformIn } from '@beian/contracts/principal';
import { TokenPrincipal } from '@beian/kit/auth/principal.guard';
import { inScope } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { testSealer } from '@beian/testing/sealer';
import { decodeJwt } from 'jose';
import { IdentityModule } from '../app.module.ts';
import { Officer } from '../officer/officer.entity.ts';
import { entities, migrations } from '../schema.ts';
import { SeedService } from '../seed/seed.service.ts';
import { aProvince } from '../spec-province.ts';
import { hashSessionToken } from '../session/session-token.ts';
import { solve, specEnvironment } from '../spec-environment.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
const sealer = testSealer();
const gateway = testKeys('gateway');

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment() };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
  await new SeedService(db.source('worker'), testKeys('identity'), sealer).seed(aProvince());
});
afterAll(async () => {
  await app.close();
  await db.close();
});

async function login(loginName: string): Promise<string> {
  const captcha = await solve((await app.send<Parameters<typeof solve>[0]>('GET', '/captcha')).body);
  const { headers } = await app.send('POST', '/sessions', { body: { loginName, password: aProvince().password, captcha } });
  return /^beian_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')![1]!;
}

const proofFor = (session: string, keys = gateway) => keys.sign(EXCHANGE_TOKEN, { session: hashSessionToken(session) }, 15);

async function exchange(session: string, proof?: string) {
  return app.send<{ token: string; expiresIn: number } & Problem>('POST', '/tokens', { body: { session }, headers: { [EXCHANGE_HEADER]: proof ?? (await proofFor(session)) } });
}

describe('the exchange of a session for a principal', () => {
  it.each([
    ['city_supervisor', 2, ['supervisor'], [2, 3, 4]],
    ['county_reviewer', 3, ['reviewer'], [3]],
    ['province_auditor', 1, ['auditor'], [1, 2, 3, 4, 5]],
    ['special_reviewer', 6, ['reviewer'], [6]],
  ])('S4 gives %s the own bureau and all below, by explicit parent', async (loginName, bureau, roles, scope) => {
    const { body } = await exchange(await login(loginName));
    const principal = await testKeys('filing').verify(PRINCIPAL_TOKEN, 'identity', TokenPrincipal, body.token);
    expect(principal).toMatchObject({ kind: 'officer', bureau, roles, scope, factor: 'password' });
    expect(principal.person).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives a token of at most 60 seconds without anything personal', async () => {
    const { body } = await exchange(await login('county_reviewer'));
    const { exp = 0, iat = 0 } = decodeJwt(body.token);
    expect([exp - iat, body.expiresIn]).toEqual([60, 60]);
    expect(Buffer.from(body.token.split('.')[1]!, 'base64url').toString()).not.toMatch(/999999|县审核员/);
  });

  it('counts as use of the session', async () => {
    const session = await login('county_reviewer');
    await db.admin(`update session set last_seen_at = now() - interval '29 minutes' where token_hash = $1`, [hashSessionToken(session)]);
    await exchange(session);
    const [row] = await db.admin<{ age: number }>('select extract(epoch from now() - last_seen_at)::int as age from session where token_hash = $1', [hashSessionToken(session)]);
    expect(row!.age).toBeLessThan(60);
  });

  it.each([
    ['idle for 30 minutes', `last_seen_at = now() - interval '31 minutes'`],
    ['12 hours old', `expires_at = now()`],
    ['closed', `closed_at = now(), reason = 'logout'`],
  ])('abuse 10: is refused for a session that is %s', async (_case, change) => {
    const session = await login('county_reviewer');
    await db.admin(`update session set ${change} where token_hash = $1`, [hashSessionToken(session)]);
    expect(await exchange(session)).toMatchObject({ status: 401, body: { code: 'session.unknown' } });
  });

  it('abuse 10: follows a change of roles, and ends with the office', async () => {
    const session = await login('other_reviewer');
    const change = async (patch: Partial<Officer>) => {
      const [row] = await db.admin<{ id: string }>(`select id from account where login_key = 'other_reviewer'`);
      await inScope(db.source('worker'), platformIn(), (tx) => updateVersioned(tx, Officer, row!.id, patch, { action: 'officer.appoint' }));
    };
    await change({ roles: ['inspector'], bureau: 5 });
    const { body } = await exchange(session);
    expect((decodeJwt(body.token)['data'] as { roles: string[]; scope: number[] })).toMatchObject({ roles: ['inspector'], scope: [5] });
    await change({ active: false });
    expect((await exchange(session)).status).toBe(401);
  });

  it('is the gateway’s alone: no proof, another service’s, an old one, or one made for another cookie', async () => {
    const session = await login('county_reviewer');
    const proofs = ['', await proofFor(session, testKeys('filing')), await gateway.sign(EXCHANGE_TOKEN, { session: hashSessionToken(session) }, -60), await proofFor('another'), await gateway.sign('beian.other.v1', { session: hashSessionToken(session) }, 15)];
    for (const proof of proofs) expect((await exchange(session, proof)).body.code).toMatch(/^receipt\./);
    expect((await exchange('not-a-session', await proofFor('not-a-session'))).body.code).toBe('session.unknown');
  });
});
