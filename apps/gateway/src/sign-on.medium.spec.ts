import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SIGN_ON_HEADER } from '@beian/contracts/identity/sign-on';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testKeys } from '@beian/testing/keys';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';
import { listen, type Listening } from './listen.ts';
import { json, upstream, type Upstream } from './spec-upstream.ts';

jest.setTimeout(60_000);
useLogger(createLogger('gateway', 'silent'));

let identity: Upstream;
let filing: Upstream;
const open: Listening[] = [];

beforeAll(async () => {
  const echo = () => upstream((received, response) => json(response, 200, { headers: received.headers }));
  [identity, filing] = await Promise.all([echo(), echo()]);
});
afterAll(async () => {
  for (const gateway of open) await gateway.stop();
  await Promise.all([identity.close(), filing.close()]);
});

async function start(identityUrl = identity.url): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  const environment = gatewayEnvironment.parse({ PORT: '0', KEYS_DIR: 'unused', PORTAL_DIR: '/nonexistent', SERVICES: JSON.stringify({ identity: identityUrl, filing: filing.url }), GATEWAY_ORIGIN: 'http://beian.example' });
  const gateway = await listen(createGateway(environment, testKeys('gateway')), environment);
  open.push(gateway);
  return (path, headers = {}) => fetch(gateway.address + path, { redirect: 'manual', headers });
}

describe('a sign-on under way', () => {
  it.each([
    ['/api/identity/sso/citizens/callback', 'beian_sign_on=half', 'half'],
    ['/api/identity/SSO/citizens/callback', 'theme=dark; beian_sign_on=half', 'half'],
    ['/api/identity/sso/citizens/callback', 'beian_sign_on=one; beian_sign_on=two', undefined],
    ['/api/identity/sso/citizens/callback', 'theme=dark', undefined],
    ['/api/identity/account', 'beian_sign_on=half', undefined],
    ['/api/filing/sso/x', 'beian_sign_on=half', undefined],
  ])('%s with the cookie “%s” hands on %s, to identity’s sign-on alone', async (path, cookie, handed) => {
    const send = await start();
    const { headers } = (await (await send(path, { cookie, [SIGN_ON_HEADER]: 'claimed' })).json()) as { headers: Record<string, string> };
    expect([headers[SIGN_ON_HEADER], headers['cookie']]).toEqual([handed, undefined]);
  });

  it('ACC-08 ends on a page of the portal when identity is down, while data are still answered as data', async () => {
    const send = await start('http://127.0.0.1:9');
    const back = await send('/api/identity/sso/citizens/callback?code=c&state=s');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/sign-on/ended?reason=unavailable']);
    expect((await send('/api/identity/sso/providers')).status).toBe(503);
  });
});
