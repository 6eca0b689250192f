import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createOutbound, type Outbound, type OutboundFault, type OutboundOptions, type OutboundRequest } from './outbound.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A site of the spec on a loopback address of its own; knows who asked it what. */
async function site(answer: RequestListener, host = '127.0.0.1'): Promise<{ at: string; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((up) => server.listen(0, host, up));
  closing.push(() => new Promise((closed) => (server.close(() => closed()), server.closeAllConnections())));
  return { at: `${host}:${(server.address() as AddressInfo).port}`, asked };
}

const reasonOf = (client: Outbound, url: string, request?: OutboundRequest): Promise<string> => client.request(url, request).then(({ status }) => `answered ${status}`, (fault: OutboundFault) => `${fault.reason} ${fault.hop}`);
const to = (at: string, options: OutboundOptions = {}): Outbound => createOutbound({ allow: [at], ...options });
const portOf = (at: string): string => at.split(':')[1]!;

describe('abuse 30: where a request may go', () => {
  it.each([
    'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f.0.0.1/', 'http://0177.0.0.1/', 'http://１２７.0.0.1/', 'http://0/', 'http://10.1.2.3/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/', 'http://198.18.0.1/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:a00:1]/', 'http://[::127.0.0.1]/', 'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/', 'http://[2001::7f00:1]/', 'http://[fe80::1]/', 'http://[fc00::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/', 'http://[2001:db8::1]/',
  ])('not to %s', async (url) => {
    expect(await reasonOf(createOutbound(), url)).toBe('address 0');
  });

  it.each([
    ['file:///etc/passwd', 'scheme 0'], ['ftp://93.184.216.34/', 'scheme 0'], ['gopher://93.184.216.34/', 'scheme 0'], ['not an address', 'scheme 0'], ['//host/path', 'scheme 0'],
    ['http://user:pass@93.184.216.34/', 'credentials 0'], ['http://93.184.216.34:6379/', 'port 0'], ['https://93.184.216.34:22/', 'port 0'], ['http://[2606:2800:220:1::1]:8080/', 'port 0'],
  ])('%s is refused: %s', async (url, reason) => {
    expect(await reasonOf(createOutbound(), url)).toBe(reason);
  });

  it('asks a name whose every address is public, once, and connects to the address that was judged', async () => {
    const { at, asked } = await site((_request, response) => response.end('home'));
    let lookups = 0;
    // A rebinding name: public (here: named) at first, an inner address ever after.
    const resolve = async (): Promise<string[]> => (++lookups === 1 ? ['127.0.0.1'] : ['10.0.0.1']);
    const answer = await to(at, { resolve }).request(`http://Rebind.Example:${portOf(at)}/x?y=1`);
    expect([answer.status, answer.body.toString(), lookups, asked]).toEqual([200, 'home', 1, [`GET rebind.example:${portOf(at)} /x?y=1`]]);
    expect(answer.hops).toEqual([{ url: `http://rebind.example:${portOf(at)}/x?y=1`, address: '127.0.0.1' }]);
  });

  it('asks no name that has an inner address among public ones, in either order', async () => {
    for (const addresses of [['93.184.216.34', '10.0.0.1'], ['127.0.0.1', '93.184.216.34'], ['93.184.216.34', '::ffff:192.168.0.1']]) {
      expect(await reasonOf(createOutbound({ resolve: async () => addresses }), 'http://alias.example/')).toBe('address 0');
    }
    expect(await reasonOf(createOutbound(), 'http://localhost/')).toBe('address 0');
  });

  it('tells a name that does not exist from a resolver that cannot say', async () => {
    const failing = (code: string) => createOutbound({ resolve: () => Promise.reject(Object.assign(new Error(code), { code })) });
    expect(await reasonOf(failing('ENOTFOUND'), 'http://gone.example/')).toBe('no_such_host 0');
    expect(await reasonOf(failing('EAI_AGAIN'), 'http://site.example/')).toBe('unresolved 0');
    expect(await reasonOf(createOutbound({ resolve: async () => [] }), 'http://site.example/')).toBe('no_such_host 0');
    expect(await reasonOf(createOutbound({ resolve: () => new Promise(() => undefined), totalMs: 50 }), 'http://site.example/')).toBe('too_slow 0');
  });

  it.each([301, 302, 303, 307, 308])('judges the target of a %i like the first address, and asks no inner one', async (status) => {
    const inner = await site((_request, response) => response.end('secret'), '127.0.0.2');
    const outer = await site((request, response) => response.writeHead(status, { location: request.url === '/' ? '/again' : `http://${inner.at}/` }).end());
    expect(await reasonOf(to(outer.at), `http://${outer.at}/`)).toBe('address 2');
    expect([outer.asked.length, inner.asked]).toEqual([2, []]);
  });

  it.each([['file:///etc/passwd', 'scheme 1'], ['http://[::1]/', 'address 1'], ['http://93.184.216.34:25/', 'port 1'], ['http://u:p@93.184.216.34/', 'credentials 1'], ['http://2130706433/', 'address 1']])('a redirect to %s is refused: %s', async (location, reason) => {
    const { at } = await site((_request, response) => response.writeHead(302, { location }).end());
    expect(await reasonOf(to(at), `http://${at}/`)).toBe(reason);
  });

  it('follows honest redirects, takes no header along, and ends a circle', async () => {
    const seen: unknown[] = [];
    const last = await site((request, response) => (seen.push(request.headers['x-key']), response.end('last')), '127.0.0.3');
    const first = await site((request, response) => response.writeHead(302, { location: request.url === '/' ? `http://${last.at}/` : '/circle' }).end());
    const client = createOutbound({ allow: [first.at, last.at], maxRedirects: 3 });
    expect((await client.request(`http://${first.at}/`, { headers: { 'x-key': 'ours' } })).body.toString()).toBe('last');
    expect(seen).toEqual([undefined]);
    expect(await reasonOf(client, `http://${first.at}/circle`)).toBe('redirects 3');
    expect((await client.request(`http://${first.at}/`, { method: 'POST', body: '{}' })).status).toBe(302);
  });
});

describe('abuse 31: how long it is listened to', () => {
  it('gives up a body beyond the limit, announced or not, or gives its beginning', async () => {
    const { at } = await site((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 10 * 1024 ** 3);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', pour);
      pour();
    });
    const client = to(at, { maxBytes: 100_000 });
    expect(await reasonOf(client, `http://${at}/`)).toBe('too_large 0');
    expect(await reasonOf(client, `http://${at}/announced`)).toBe('too_large 0');
    const begun = await client.request(`http://${at}/`, { overflow: 'cut' });
    expect([begun.body.length, begun.cut]).toEqual([100_000, true]);
  });

  it('does not unpack a bomb, nor one in another, and reads honest compression', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const { at } = await site((request, response) => {
      if (request.url === '/honest') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('欢迎'));
      else if (request.url === '/twice') response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb));
      else if (request.url === '/false') response.writeHead(200, { 'content-encoding': 'br' }).end('no brotli');
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const client = to(at);
    const before = process.memoryUsage().rss;
    expect(await reasonOf(client, `http://${at}/`)).toBe('too_large 0');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    expect(await reasonOf(client, `http://${at}/twice`)).toBe('malformed 0');
    expect(await reasonOf(client, `http://${at}/false`)).toBe('malformed 0');
    expect((await client.request(`http://${at}/honest`)).body.toString()).toBe('欢迎');
  }, 20_000);

  it('does not wait for a slow drip, silence, or endless headers', async () => {
    const timers: NodeJS.Timeout[] = [];
    const { at } = await site((request, response) => {
      if (request.url === '/silent') return;
      response.write('.');
      timers.push(setInterval(() => response.write('.'), 10));
    });
    const client = to(at, { totalMs: 200 });
    expect(await reasonOf(client, `http://${at}/`)).toBe('too_slow 0');
    expect(await reasonOf(client, `http://${at}/silent`)).toBe('too_slow 0');
    timers.forEach(clearInterval);
    const endless = createTcpServer((socket) => {
      socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(`x: ${'y'.repeat(1000)}\r\n`));
      };
      socket.on('drain', pour);
      pour();
    });
    await new Promise<void>((up) => endless.listen(0, '127.0.0.1', up));
    closing.push(() => new Promise((closed) => endless.close(() => closed())));
    const other = `127.0.0.1:${(endless.address() as AddressInfo).port}`;
    expect(await reasonOf(to(other), `http://${other}/`)).toBe('too_large 0');
  });

  it('says that nothing listens, and that an answer is none', async () => {
    const { at } = await site((_request, response) => response.destroy());
    expect(await reasonOf(to(at), `http://${at}/`)).toBe('unreachable 0');
    expect(await reasonOf(to('127.0.0.1:1'), 'http://127.0.0.1:1/')).toBe('unreachable 0');
    expect(await reasonOf(to(at), `https://${at}/`)).toBe('unreachable 0');
  });
});
