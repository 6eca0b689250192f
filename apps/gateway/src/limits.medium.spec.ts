import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@beian/kit/http/uuid';
import { specGateway, type SpecGateway } from './spec-gateway.ts';

jest.setTimeout(60_000);

const open: SpecGateway[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});

async function start(more: Record<string, string>): Promise<SpecGateway> {
  const gateway = await specGateway({ TRUSTED_PROXIES: '127.0.0.1', ...more });
  open.push(gateway);
  return gateway;
}
const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
const as = (account: string, session = newId()): Record<string, string> => ({ cookie: `beian_session=${account}.${session}` });

describe('how much is too much', () => {
  it.each([
    ['RATE_LOGIN', 'POST', '/api/identity/sessions'],
    ['RATE_REGISTER', 'POST', '/api/identity/accounts'],
    ['RATE_CODE', 'POST', '/api/identity/codes'],
    ['RATE_CAPTCHA', 'GET', '/api/identity/captcha'],
    ['RATE_LOOKUP', 'GET', '/api/filing/public/filings'],
    ['RATE_LOOKUP_HOUR', 'GET', '/api/filing/public/filings'],
    ['RATE_UPLOAD', 'POST', '/api/storage/uploads'],
    ['RATE_WRITE', 'PUT', '/api/filing/drafts/1'],
    ['RATE_API', 'GET', '/api/filing/anything'],
  ])('abuse 12, 18: %s counts by address, and says in Chinese when to come back', async (ceiling, method, path) => {
    const gateway = await start({ [ceiling]: '3' });
    const body = method === 'GET' ? undefined : '{}';
    const ask = (address: string) => gateway.send(method, path, from(address), body);
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask('203.0.113.5')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const before = gateway.service.received.length;
    const { status, headers, body: problem } = await ask('203.0.113.5');
    expect([status, headers.get('content-type'), problem.code, problem.title]).toEqual([429, 'application/problem+json; charset=utf-8', 'request.too_many', '操作过于频繁，请稍后再试']);
    const seconds = Number(headers.get('retry-after'));
    const window = ceiling.endsWith('HOUR') ? 3600 : 60;
    expect(seconds > window - 30 && seconds <= window).toBe(true);
    expect(problem.detail).toBe(window === 60 ? `请在 ${seconds} 秒后重试。` : '请在 60 分钟后重试。');
    expect(gateway.service.received.length).toBe(before);
    expect((await ask('203.0.113.6')).status).toBe(200);
  });

  it.each([
    ['RATE_ACCOUNT_API', 'GET', '/api/filing/filings'],
    ['RATE_ACCOUNT_WRITE', 'PUT', '/api/filing/drafts/1'],
    ['RATE_ACCOUNT_UPLOAD', 'POST', '/api/storage/uploads'],
    ['RATE_LOOKUP', 'GET', '/api/filing/public/filings/42010602000001'],
  ])('%s counts by account, from however many addresses and sessions', async (ceiling, method, path) => {
    const gateway = await start({ [ceiling]: '3' });
    const body = method === 'GET' ? undefined : '{}';
    const [account, other] = [newId(), newId()];
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await gateway.send(method, path, { ...as(account), ...from(`203.0.113.${count}`) }, body)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await gateway.send(method, path, { ...as(other), ...from('203.0.113.1') }, body)).status).toBe(200);
  });

  it('an address is what the trusted proxy says, whatever else the browser has written before', async () => {
    const gateway = await start({ RATE_LOGIN: '2' });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await gateway.send('POST', '/api/identity/sessions', from(`198.51.100.${count}, 203.0.113.9`), '{}')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('a /64 of IPv6 is one address, its neighbour another, and a mapped IPv4 address the IPv4 one', async () => {
    const gateway = await start({ RATE_API: '2' });
    const ask = async (address: string) => (await gateway.send('GET', '/api/filing/anything', from(address))).status;
    const statuses = [];
    for (const address of ['2001:db8:1:1::1', '2001:db8:1:1:ffff::2', '2001:db8:1:1:a:b:c:d', '2001:db8:1:2::1']) statuses.push(await ask(address));
    expect(statuses).toEqual([200, 200, 429, 200]);
    expect([await ask('203.0.113.5'), await ask('::ffff:203.0.113.5'), await ask('::ffff:cb00:7105')]).toEqual([200, 200, 429]);
  });

  it('several processes behind one balancer share each rate', async () => {
    const gateway = await start({ RATE_API: '9', GATEWAY_PROCESSES: '4' });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await gateway.send('GET', '/api/filing/anything')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('invented cookies are counted before identity is asked about them', async () => {
    const gateway = await start({ RATE_API: '2' });
    for (let count = 0; count < 5; count += 1) await gateway.send('GET', '/api/filing/anything', as(newId()));
    expect(gateway.service.received.filter(({ url }) => url === '/tokens')).toHaveLength(2);
  });
});
