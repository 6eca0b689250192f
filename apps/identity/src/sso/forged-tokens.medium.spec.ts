import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { bearer } from '@beian/testing/keys';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SignJWT, UnsecuredJWT } from 'jose';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { benchOf, ORIGIN, type Bench } from './sso.fixture.ts';

jest.setTimeout(120_000);

/** A provider whose answers are made up by each test: what a real one would never send. */
const SECRET = 'client-secret-of-this-spec-which-is-long';
const good = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
let folder: string;
let rogue: Server;
let issuer: string;
let idToken: (nonce: string) => Promise<string>;
let metadata: Record<string, string>;
let db: TestDatabase;
let app: HttpApp;
let bench: Bench;
let nonce = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rogue-'));
  writeFileSync(join(folder, 'secret'), SECRET);
  rogue = createServer((request, response) => {
    const answer = (body: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') return answer({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/me`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'], ...metadata });
    if (request.url === '/jwks') return answer({ keys: [{ ...good.publicKey.export({ format: 'jwk' }), kid: 'good', use: 'sig' }] });
    if (request.url === '/me') return answer({ sub: 'somebody', name: '苏晓白', id_number: '999999199003121019', account_kind: 'person' });
    return void idToken(nonce).then((token) => answer({ access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: token }));
  });
  await new Promise<void>((resolve) => rogue.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(rogue.address() as AddressInfo).port}`;
  db = await testDatabase({ service: 'identity', entities, migrations });
});
afterAll(async () => {
  await db.close();
  await new Promise((resolve) => rogue.close(resolve));
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  metadata = {};
});

async function withProvider(run: () => Promise<void>): Promise<void> {
  const sealer = testSealer();
  const providers = JSON.stringify({ citizens: { issuer, clientId: 'beian', clientSecretFile: join(folder, 'secret'), label: '示例', acr: 'strong' } });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment({ SSO_PROVIDERS: providers, GATEWAY_ORIGIN: ORIGIN }) };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
  bench = benchOf({ db, app, sealer, bearer, anApplicant });
  try {
    await run();
  } finally {
    await app.close();
  }
}

async function land(): Promise<string> {
  const { location, browser } = await bench.start('login');
  const { searchParams } = new URL(location);
  nonce = searchParams.get('nonce')!;
  const landing = await bench.land(new URL(`${ORIGIN}/api/identity/sso/citizens/callback?code=c&state=${searchParams.get('state')!}`), browser);
  return landing.session === undefined ? landing.place : 'opened';
}

interface Parts {
  readonly key?: KeyObject;
  readonly alg?: string;
  readonly kid?: string;
  readonly claims?: Record<string, unknown>;
}

async function token(said: string, { key = good.privateKey, alg = 'RS256', kid = 'good', claims = {} }: Parts = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: issuer, sub: 'somebody', aud: 'beian', nonce: said, iat: now, exp: now + 60, ...claims }).setProtectedHeader({ alg, kid }).sign(key);
}

describe('abuse 10: an ID token', () => {
  it('opens a session when everything is right, so that what follows is refused for its own fault', async () => {
    await withProvider(async () => {
      idToken = (said) => token(said);
      expect(await land()).toBe('opened');
    });
  });

  it('is refused when it is unsigned, signed otherwise, by another key, for another audience, issuer or attempt, or too old', async () => {
    const past = Math.floor(Date.now() / 1000) - 3600;
    const forged: Record<string, (said: string) => Promise<string>> = {
      'alg none': async (said) => new UnsecuredJWT({ nonce: said }).setIssuer(issuer).setSubject('somebody').setAudience('beian').setIssuedAt().setExpirationTime('1m').encode(),
      'HS256 with the client’s secret': (said) => token(said, { alg: 'HS256', key: createSecretKey(Buffer.from(SECRET)) }),
      'HS256 with the public key': (said) => token(said, { alg: 'HS256', key: createSecretKey(Buffer.from(good.publicKey.export({ type: 'spki', format: 'pem' }))) }),
      'PS256 by the right key': (said) => token(said, { alg: 'PS256' }),
      'another key': (said) => token(said, { key: other.privateKey }),
      'an unknown key id': (said) => token(said, { kid: '../../etc/passwd' }),
      'another audience': (said) => token(said, { claims: { aud: 'another-client' } }),
      'a second audience without a party': (said) => token(said, { claims: { aud: ['beian', 'another'] , azp: 'another' } }),
      'another issuer': (said) => token(said, { claims: { iss: 'https://elsewhere.example' } }),
      'another attempt’s nonce': () => token('another'),
      'no nonce': (said) => token(said, { claims: { nonce: undefined } }),
      'expired': (said) => token(said, { claims: { iat: past, exp: past + 60 } }),
      'another subject than user info’s': (said) => token(said, { claims: { sub: 'somebody-else' } }),
    };
    await withProvider(async () => {
      for (const [fault, make] of Object.entries(forged)) {
        idToken = make;
        expect([fault, await land()]).toEqual([fault, '/sign-on/ended?reason=refused']);
      }
    });
  });
});

describe('the provider’s documents', () => {
  it.each(['token_endpoint', 'jwks_uri', 'userinfo_endpoint'])('abuse 30: lead nowhere but to the issuer: %s elsewhere is not asked', async (endpoint) => {
    let asked = 0;
    const elsewhere = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    metadata = { [endpoint]: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x` };
    idToken = (said) => token(said);
    await withProvider(async () => {
      expect(await land()).toMatch(/^\/sign-on\/ended\?reason=/);
    });
    expect(asked).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  it('are refused when they speak for another issuer', async () => {
    metadata = { issuer: 'https://elsewhere.example' };
    await withProvider(async () => {
      expect(await bench.start('login')).toMatchObject({ status: 503, code: 'sign_on.unavailable' });
    });
  });
});
