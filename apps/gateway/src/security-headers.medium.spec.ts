import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@beian/kit/http/uuid';
import { specGateway, type SpecGateway } from './spec-gateway.ts';

jest.setTimeout(60_000);

let gateway: SpecGateway;
let secure: SpecGateway;
beforeAll(async () => {
  gateway = await specGateway();
  secure = await specGateway({ GATEWAY_ORIGIN: 'https://beian.example' });
});
afterAll(async () => {
  await gateway.close();
  await secure.close();
});

const PAGES = ['/', '/applications/0190a1b2', '/index.html'];
const DATA = ['/api/filing/filings', '/api/filing/x/../y', '/api/nothing/x', '/health/live'];
const policyOf = async (path: string, of = gateway): Promise<Record<string, string>> => {
  const policy = (await of.send('GET', path)).headers.get('content-security-policy') ?? '';
  return Object.fromEntries(policy.split('; ').map((directive) => [directive.split(' ', 1)[0], directive.slice(directive.indexOf(' ') + 1)]));
};

describe('abuse 32, 34: what a browser is told', () => {
  it('a page runs scripts from files of this origin only, and styles that carry its own nonce', async () => {
    for (const path of PAGES) {
      const answer = await gateway.send<string>('GET', path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(18);
      expect(answer.body).toContain(`nonce="${nonce}"`);
      expect(answer.body).not.toContain('__CSP_NONCE__');
      expect(await policyOf(path)).toMatchObject({ 'default-src': "'none'", 'script-src': "'self'", 'script-src-attr': "'none'", 'style-src-attr': "'none'", 'object-src': "'none'", 'base-uri': "'none'", 'form-action': "'self'", 'frame-ancestors': "'none'" });
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  it('no two pages have the same nonce, and none is kept to be shown under another', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => gateway.send<string>('GET', '/')));
    expect(new Set(answers.map(({ headers }) => headers.get('content-security-policy'))).size).toBe(3);
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('data runs nothing at all, whatever it is taken for', async () => {
    for (const path of DATA.slice(0, 1)) expect(await policyOf(path)).toMatchObject({ 'default-src': "'none'", 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" });
    expect(await policyOf('/api/filing/filings')).not.toHaveProperty('script-src');
  });

  it('every answer, refusals too, stands in no frame, is not guessed at, and is used by no other site', async () => {
    for (const path of [...PAGES, ...DATA, '/assets/index-abc123.js', '/missing.png']) {
      const { headers } = await gateway.send('GET', path);
      const told = ['x-frame-options', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'strict-transport-security', 'x-powered-by', 'server', 'access-control-allow-origin'].map((name) => headers.get(name));
      expect([path, ...told]).toEqual([path, 'DENY', 'nosniff', 'same-origin', 'same-origin', 'same-origin', null, null, null, null]);
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  it('answers of the API are kept nowhere', async () => {
    for (const path of DATA.slice(0, 3)) expect([path, (await gateway.send('GET', path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
  });

  it('TLS is insisted on where the origin has it, as long as the installation wants', async () => {
    expect((await secure.send('GET', '/')).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(await policyOf('/', secure)).toHaveProperty('upgrade-insecure-requests');
    const trial = await specGateway({ GATEWAY_ORIGIN: 'https://beian.example', HSTS_SECONDS: '0' });
    expect((await trial.send('GET', '/')).headers.get('strict-transport-security')).toBeNull();
    await trial.close();
    const alone = await specGateway({ GATEWAY_ORIGIN: 'https://beian.example', HSTS_SUBDOMAINS: 'false' });
    expect((await alone.send('GET', '/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
    await alone.close();
  });

  it('behind TLS only the cookie of this very host is a session', async () => {
    const account = newId();
    const ask = async (cookie: string) => (await secure.send('GET', '/api/filing/filings', { cookie })).body.headers['authorization'];
    expect(await ask(`beian_session=${account}.planted-by-a-sibling`)).toBeUndefined();
    expect(await ask(`__Host-beian_session=${account}.own`)).toMatch(/^Bearer /);
    const { headers } = await secure.send('GET', '/api/filing/filings', { cookie: 'x=1' });
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('abuse 34: writing from elsewhere', () => {
  const WRITES = [
    ['POST', '/api/identity/sessions'], ['POST', '/api/identity/accounts'], ['DELETE', '/api/identity/sessions/current'], ['POST', '/api/subject/subjects'], ['PUT', '/api/subject/subjects/1'],
    ['POST', '/api/filing/applications'], ['PUT', '/api/filing/drafts/1'], ['PATCH', '/api/filing/drafts/1'], ['DELETE', '/api/filing/drafts/1'], ['POST', '/api/filing/applications/1/commands'], ['POST', '/api/storage/uploads'],
  ] as const;
  const FOREIGN: Record<string, Record<string, string>> = {
    'another site': { origin: 'https://evil.example' },
    'a sandboxed frame': { origin: 'null' },
    'a form without the header': { 'x-beian-request': '', 'content-type': 'application/x-www-form-urlencoded' },
    'a browser that tells of another site': { 'sec-fetch-site': 'cross-site' },
    'the same name by another scheme': { origin: 'https://beian.example' },
    'a longer name': { origin: 'http://beian.example.evil.example' },
  };

  it.each(WRITES)('%s %s is refused to every other page, and the service hears nothing', async (method, path) => {
    const before = gateway.service.received.length;
    for (const [who, headers] of Object.entries(FOREIGN)) {
      const { status, body } = await gateway.send(method, path, { cookie: `beian_session=${newId()}.x`, ...headers }, method === 'DELETE' ? undefined : '{}');
      expect([who, status, body.code]).toEqual([who, 403, 'request.foreign_origin']);
    }
    expect(gateway.service.received.length).toBe(before);
    expect((await gateway.send(method, path, {}, method === 'DELETE' ? undefined : '{}')).status).toBe(200);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/json-patch+json', 'application/jsonp', ''])('a body of type “%s” is not taken for data, even from our own page', async (type) => {
    const { status, body } = await gateway.send('POST', '/api/filing/applications', { 'content-type': type }, '{"a":1}');
    expect([status, body.code]).toEqual([415, 'request.unsupported_type']);
  });

  it('no other site is allowed to ask first', async () => {
    const answer = await gateway.send('OPTIONS', '/api/filing/applications', { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-beian-request' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  });

  it('a picture or script of another site reads nothing; a link leads here', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    expect((await gateway.send('GET', '/api/filing/filings', foreign)).body.code).toBe('request.foreign_origin');
    expect((await gateway.send('GET', '/', { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status).toBe(200);
  });
});
