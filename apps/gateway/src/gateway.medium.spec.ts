import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, ExchangeProof } from '@beian/contracts/identity/api';
import type { Problem } from '@beian/contracts/problem';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testKeys } from '@beian/testing/keys';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';
import { listen, type Listening } from './listen.ts';
import { sessionHash } from './session-exchange.ts';
import { json, upstream, type Upstream } from './spec-upstream.ts';

jest.setTimeout(60_000);

useLogger(createLogger('gateway', 'silent'));
const SESSION = 'a'.repeat(43);
let exchanges: string[];
let answerToken: (session: string) => { status: number; body: unknown };
let identity: Upstream;
let filing: Upstream;
let portalDirectory: string;
/** Is given the way to answer a request that waits. */
let onWait: (answer: () => void) => void = () => undefined;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  identity = await upstream((received, response) => {
    if (received.url === '/tokens') {
      const { session } = JSON.parse(received.body) as { session: string };
      exchanges.push(session);
      const { status, body } = answerToken(session);
      return json(response, status, body);
    }
    if (received.url === '/sessions/current' && received.method === 'DELETE') return json(response, 200, {}, { 'set-cookie': 'beian_session=; Max-Age=0' });
    if (received.url === '/sessions') return json(response, 201, {}, { 'set-cookie': 'beian_session=new' });
    return json(response, 200, { headers: received.headers });
  });
  filing = await upstream((received, response) => {
    if (received.url.startsWith('/hangs')) return;
    if (received.url.startsWith('/waits')) return onWait(() => json(response, 200, {}));
    if (received.url.startsWith('/refuses')) return json(response, 401, {});
    if (received.url.startsWith('/cuts')) return void response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    if (received.url.startsWith('/upload')) return json(response, 200, {}, { 'content-security-policy': 'sandbox', 'cache-control': 'private, no-store' });
    return json(response, 200, { url: received.url, method: received.method, headers: received.headers, size: received.body.length }, { 'set-cookie': 'beian_session=stolen', 'x-frame-options': 'SAMEORIGIN' });
  });
  portalDirectory = mkdtempSync(join(tmpdir(), 'portal-'));
  mkdirSync(join(portalDirectory, 'assets'));
  writeFileSync(join(portalDirectory, 'index.html'), '<!doctype html><title>备案</title>');
  writeFileSync(join(portalDirectory, 'assets', 'index-abc123.js'), 'export {}');
});
beforeEach(() => {
  exchanges = [];
  answerToken = (session) => ({ status: 200, body: { token: `token-of-${session.slice(0, 4)}`, expiresIn: 60 } });
});
afterAll(async () => {
  for (const close of open) await close();
  await Promise.all([identity.close(), filing.close()]);
  rmSync(portalDirectory, { recursive: true });
});

interface Echo {
  readonly url: string;
  readonly headers: Record<string, string | undefined>;
  readonly size: number;
}

async function start(more: Record<string, string> = {}): Promise<Listening & { send<T = Echo & Problem>(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<{ status: number; headers: Headers; body: T }> }> {
  const services = { identity: identity.url, filing: filing.url, audit: 'http://127.0.0.1:9' };
  const environment = gatewayEnvironment.parse({ PORT: '0', KEYS_DIR: 'unused', PORTAL_DIR: portalDirectory, SERVICES: JSON.stringify(services), GATEWAY_ORIGIN: 'http://beian.example', ...more });
  const listening = await listen(createGateway(environment, testKeys('gateway')), environment);
  open.push(listening.stop);
  return {
    ...listening,
    async send<T>(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
      const own: Record<string, string> = method === 'GET' ? {} : { origin: 'http://beian.example', 'x-beian-request': '1', 'content-type': 'application/json' };
      const answer = await fetch(listening.address + path, { method, headers: { ...own, ...headers }, ...(body !== undefined && { body }) });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T };
    },
  };
}

const FORM = { 'content-type': 'multipart/form-data; boundary=x' };
const cookie = (session = SESSION) => ({ cookie: `theme=dark; beian_session=${session}` });

describe('cookie to token', () => {
  it('asks identity with a proof for this very cookie, and gives the service the token, never the cookie', async () => {
    const gateway = await start();
    const { body } = await gateway.send('GET', '/api/filing/filings?after=1&q=%E6%AD%A6', cookie());
    expect([body.url, body.headers['authorization'], body.headers['cookie']]).toEqual(['/filings?after=1&q=%E6%AD%A6', 'Bearer token-of-aaaa', undefined]);
    const asked = identity.received.filter(({ url }) => url === '/tokens').at(-1)!;
    await expect(testKeys('identity').verify(EXCHANGE_TOKEN, 'gateway', ExchangeProof, String(asked.headers[EXCHANGE_HEADER]))).resolves.toEqual({ session: sessionHash(SESSION) });
    expect(asked.headers['x-correlation-id']).toBe(body.headers['x-correlation-id']);
  });

  it('asks once for requests that come together, and not again within 30 seconds', async () => {
    const gateway = await start();
    await Promise.all(Array.from({ length: 20 }, () => gateway.send('GET', '/api/filing/filings', cookie())));
    await gateway.send('GET', '/api/filing/desk', cookie());
    expect(exchanges).toEqual([SESSION]);
    await gateway.send('GET', '/api/filing/desk', cookie('b'.repeat(43)));
    expect(exchanges).toHaveLength(2);
  });

  it.each([
    ['a logout', 'DELETE', '/api/identity/sessions/current'],
    ['a refused token', 'GET', '/api/filing/refuses'],
  ])('abuse 10: forgets the token after %s', async (_case, method, path) => {
    const gateway = await start();
    await gateway.send('GET', '/api/filing/filings', cookie());
    await gateway.send(method, path, cookie());
    answerToken = () => ({ status: 401, body: { type: 't', title: 't', status: 401, code: 'session.unknown' } });
    const { status, headers, body } = await gateway.send('GET', '/api/filing/filings', cookie());
    expect([status, body.headers['authorization']]).toEqual([200, undefined]);
    expect(headers.get('set-cookie')).toMatch(/^beian_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax/);
  });

  it('lets a login set its cookie although the old one is unknown', async () => {
    answerToken = () => ({ status: 401, body: { type: 't', title: 't', status: 401, code: 'session.unknown' } });
    const gateway = await start();
    expect((await gateway.send('POST', '/api/identity/sessions', cookie(), '{}')).headers.getSetCookie()).toEqual(['beian_session=new']);
  });

  it.each([
    ['refuses the gateway itself', { status: 401, body: { type: 't', title: 't', status: 401, code: 'receipt.invalid' } }],
    ['is broken', { status: 500, body: {} }],
    ['answers nonsense', { status: 200, body: { token: 7 } }],
  ])('answers 503, keeps the cookie and asks no service when identity %s', async (_case, answer) => {
    answerToken = () => answer;
    const gateway = await start();
    const before = filing.received.length;
    const { status, headers, body } = await gateway.send('GET', '/api/filing/filings', cookie());
    expect([status, body.code, headers.get('set-cookie'), headers.get('retry-after'), filing.received.length]).toEqual([503, 'identity.unavailable', null, '2', before]);
  });

  it('answers 503 to whoever is signed in while identity is down, and the public as ever', async () => {
    const gateway = await start({ SERVICES: JSON.stringify({ identity: 'http://127.0.0.1:9', filing: filing.url }) });
    expect((await gateway.send('GET', '/api/filing/filings', cookie())).body.code).toBe('identity.unavailable');
    expect((await gateway.send('GET', '/api/filing/public/filings')).status).toBe(200);
  });
});

describe('what a browser says about itself', () => {
  it('is replaced: identity, address and correlation come from the gateway', async () => {
    const gateway = await start();
    const claims = { authorization: 'Bearer forged', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https', forwarded: 'for=10.0.0.1', 'x-real-ip': '10.0.0.1', 'x-beian-exchange': 'forged', 'x-correlation-id': 'chosen-by-me', 'x-original-url': '/tokens' };
    const { headers, body } = await gateway.send('GET', '/api/filing/filings', claims);
    expect(body.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
    for (const name of ['authorization', 'forwarded', 'x-real-ip', 'x-beian-exchange', 'x-original-url']) expect([name, body.headers[name]]).toEqual([name, undefined]);
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.headers['x-correlation-id']).toBe(headers.get('x-correlation-id'));
  });

  it('is believed as far as the trusted proxies go', async () => {
    const gateway = await start({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' });
    const { body } = await gateway.send('GET', '/api/filing/filings', { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.9.9.9' });
    expect(body.headers['x-forwarded-for']).toBe('203.0.113.7');
    const stranger = await start({ TRUSTED_PROXIES: '10.0.0.0/8' });
    expect((await stranger.send('GET', '/api/filing/filings', { 'x-forwarded-for': '203.0.113.7' })).body.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('abuse 34: changes nothing from a foreign page, and the service hears nothing of it', async () => {
    const gateway = await start();
    const before = filing.received.length;
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'x-beian-request': '0' }];
    for (const headers of foreign) expect((await gateway.send('POST', '/api/filing/applications', headers, '{}')).body.code).toBe('request.foreign_origin');
    expect(filing.received).toHaveLength(before);
  });

  it.each(['/api/identity/tokens', '/api/identity/Tokens/', '/api/identity/%74okens', '/api/filing/health/ready', '/api/filing/openapi.json', '/api/nothing/x', '/api/identity/x%2f..%2ftokens'])('finds nothing at %s', async (path) => {
    const gateway = await start();
    expect(await gateway.send('POST', path, cookie(), '{}')).toMatchObject({ status: 404, body: { code: 'route.not_found' } });
  });

  it('finds nothing by dot segments that a client does not tidy up', async () => {
    const gateway = await start();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const url = new URL(gateway.address);
      rawRequest({ host: url.hostname, port: url.port, path: '/api/filing/../identity/tokens' }, (answer) => resolve(answer.resume().statusCode)).once('error', reject).end();
    });
    expect(status).toBe(404);
  });
});

describe('a service that does not do its part', () => {
  it.each([
    ['is down', '/api/audit/filings'],
    ['does not answer in time', '/api/filing/hangs'],
    ['is not installed', '/api/storage/uploads'],
  ])('is a 503 in Chinese when it %s', async (_case, path) => {
    const gateway = await start({ UPSTREAM_TIMEOUT_MS: '300' });
    const { status, headers, body } = await gateway.send('GET', path);
    expect([status, body.title, headers.get('content-type')]).toEqual([503, '系统暂时繁忙，请稍后重试', 'application/problem+json; charset=utf-8']);
  });

  it('cuts an answer that was cut, and goes on', async () => {
    const gateway = await start();
    await expect(gateway.send('GET', '/api/filing/cuts')).rejects.toThrow();
    expect((await gateway.send('GET', '/api/filing/filings')).status).toBe(200);
  });

  it('sets no cookie unless it is identity', async () => {
    const gateway = await start();
    expect((await gateway.send('GET', '/api/filing/filings')).headers.get('set-cookie')).toBeNull();
  });
});

describe('limits', () => {
  it('takes 1 MB and refuses a byte more; uploads may have 6 MB', async () => {
    const gateway = await start({ SERVICES: JSON.stringify({ identity: identity.url, filing: filing.url, storage: filing.url }) });
    const megabyte = 'x'.repeat(1024 * 1024);
    expect((await gateway.send('PUT', '/api/filing/drafts/1', {}, megabyte)).body.size).toBe(megabyte.length);
    expect(await gateway.send('PUT', '/api/filing/drafts/1', {}, `${megabyte}x`)).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
    expect((await gateway.send('POST', '/api/storage/uploads', FORM, megabyte.repeat(6))).status).toBe(200);
    expect((await gateway.send('POST', '/api/storage/uploads', FORM, `${megabyte.repeat(6)}x`)).status).toBe(413);
  });

  it('refuses a body of unannounced length', async () => {
    const gateway = await start();
    const body = new ReadableStream({ start: (controller) => (controller.enqueue(Buffer.from('{}')), controller.close()) });
    const answer = await fetch(`${gateway.address}/api/filing/applications`, { method: 'POST', headers: { origin: 'http://beian.example', 'x-beian-request': '1' }, body, duplex: 'half' } as RequestInit);
    expect(answer.status).toBe(411);
  });
});

describe('the portal', () => {
  it('keeps assets for ever, asks for pages each time, and answers every page’s address with the one page', async () => {
    const gateway = await start();
    const asset = await gateway.send<string>('GET', '/assets/index-abc123.js');
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    for (const path of ['/', '/applications/0190a1b2', '/index.html']) {
      const page = await gateway.send<string>('GET', path);
      expect([path, page.status, page.headers.get('cache-control'), page.body]).toEqual([path, 200, 'no-store', '<!doctype html><title>备案</title>']);
    }
  });

  it('does not pass the page off as a missing script, nor go outside its folder', async () => {
    const gateway = await start();
    for (const path of ['/assets/index-old.js', '/favicon.ico', '/%2e%2e/%2e%2e/etc/passwd.txt', '/.env.local']) expect([path, (await gateway.send('GET', path)).status]).toEqual([path, 404]);
    expect((await gateway.send('POST', '/')).status).toBe(404);
  });

  it('lets an upload’s own sandbox stand, and answers of the API be kept nowhere by default', async () => {
    const gateway = await start();
    expect((await gateway.send('GET', '/api/filing/upload')).headers.get('content-security-policy')).toBe('sandbox');
    expect((await gateway.send('GET', '/api/filing/filings')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('health', () => {
  it('is ready while identity is down, and says so', async () => {
    const gateway = await start({ SERVICES: JSON.stringify({ identity: 'http://127.0.0.1:9' }) });
    expect(await gateway.send('GET', '/health/live')).toMatchObject({ status: 200, body: { alive: true } });
    expect(await gateway.send('GET', '/health/ready')).toMatchObject({ status: 200, body: { ready: true, parts: { identity: false } } });
  });

  it('answers what is under way before it stops', async () => {
    const gateway = await start();
    open.pop();
    const reached = new Promise<() => void>((resolve) => {
      onWait = resolve;
    });
    const underWay = gateway.send('GET', '/api/filing/waits');
    const answer = await reached;
    const stopped = gateway.stop();
    await expect(fetch(`${gateway.address}/health/live`)).rejects.toThrow();
    answer();
    expect((await underWay).status).toBe(200);
    await stopped;
  });
});
