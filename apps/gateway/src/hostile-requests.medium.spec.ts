import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { specGateway, SPEC_ORIGIN, type SpecGateway } from './spec-gateway.ts';

jest.setTimeout(8_000);

let gateway: SpecGateway;
beforeAll(async () => {
  gateway = await specGateway({ HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600', IDLE_TIMEOUT_MS: '1500' });
});
afterAll(() => gateway.close());

/** What the gateway says to these very bytes until it hangs up; `more` is written whenever the line is quiet. */
function raw(bytes: string, more?: { text: string; everyMs: number }): Promise<string> {
  const { hostname, port } = new URL(gateway.address);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const drip = more && setInterval(() => socket.write(more.text), more.everyMs);
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearInterval(drip);
      resolve(said);
    });
  });
}
const statuses = (said: string): number[] => [...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
const head = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const POST = ['POST /api/filing/applications HTTP/1.1', 'Host: beian.example', `Origin: ${SPEC_ORIGIN}`, 'X-Beian-Request: 1', 'Content-Type: application/json'];
const SMUGGLED = 'GET /api/filing/smuggled HTTP/1.1\r\nHost: beian.example\r\n\r\n';

describe('requests that two programs could read differently', () => {
  it.each([
    ['both lengths', [...POST, 'Content-Length: 4', 'Transfer-Encoding: chunked', 'Connection: close']],
    ['chunks', [...POST, 'Transfer-Encoding: chunked', 'Connection: close']],
    ['an obscured coding', [...POST, 'Content-Length: 4', 'Transfer-Encoding: xchunked', 'Connection: close']],
    ['a coding after a tab', [...POST, 'Content-Length: 4', 'Transfer-Encoding:\tchunked', 'Connection: close']],
    ['two codings', [...POST, 'Transfer-Encoding: gzip, chunked', 'Connection: close']],
    ['two different lengths', [...POST, 'Content-Length: 0', 'Content-Length: 60', 'Connection: close']],
    ['a signed length', [...POST, 'Content-Length: +0', 'Connection: close']],
    ['a hexadecimal length', [...POST, 'Content-Length: 0x10', 'Connection: close']],
    ['a space before the colon', [...POST, 'Content-Length : 4', 'Connection: close']],
    ['a folded header', [...POST, 'X-Fold: a', ' Content-Length: 4', 'Connection: close']],
    ['a bare carriage return in a header', [...POST, 'X-Bare: a\rContent-Length: 4', 'Connection: close']],
    ['a NUL in a header', [...POST, 'X-Nul: a\0b', 'Connection: close']],
  ])('%s: refused, and what follows reaches no service', async (_what, lines) => {
    const before = gateway.service.received.length;
    const answered = statuses(await raw(head(...lines) + (lines.some((line) => /chunked/.test(line)) ? `0\r\n\r\n${SMUGGLED}` : SMUGGLED)));
    expect(answered.every((status) => status >= 400 && status < 500)).toBe(true);
    expect(gateway.service.received.length).toBe(before);
  });

  it.each([
    ['no Host', head('GET /api/filing/filings HTTP/1.1', 'Connection: close'), 400],
    ['an unknown version', head('GET /api/filing/filings HTTP/9.9', 'Host: x', 'Connection: close'), 400],
    ['TRACE', head('TRACE /api/filing/filings HTTP/1.1', 'Host: x', 'Connection: close'), 404],
    ['a method of its own', head('BEIAN /api/filing/filings HTTP/1.1', 'Host: x', 'Connection: close'), 400],
    ['another protocol', 'EHLO beian.example\r\n', 400],
    ['headers of 17 KB', head('GET /api/filing/filings HTTP/1.1', 'Host: x', `X-Long: ${'y'.repeat(17_000)}`, 'Connection: close'), 431],
    ['4,000 headers', head('GET /api/filing/filings HTTP/1.1', 'Host: x', ...Array.from({ length: 4000 }, (_, at) => `h${at}:`), 'Connection: close'), 431],
    ['an address of 20 KB', head(`GET /api/filing/${'x'.repeat(20_000)} HTTP/1.1`, 'Host: x', 'Connection: close'), 431],
  ])('%s: refused', async (_what, bytes, status) => {
    expect(statuses(await raw(bytes))).toEqual([status]);
  });

  it('an address with a host of its own asks our service all the same', async () => {
    const before = gateway.service.received.length;
    const said = await raw(head('GET http://169.254.169.254/api/filing/filings HTTP/1.1', 'Host: x', 'Connection: close'));
    expect([statuses(said), gateway.service.received.slice(before).map(({ url }) => url)]).toEqual([[200], ['/filings']]);
  });

  it('CONNECT is hung up on', async () => {
    expect(statuses(await raw(head('CONNECT 169.254.169.254:80 HTTP/1.1', 'Host: 169.254.169.254:80')))).toEqual([]);
  });

  it('an upgrade is an ordinary request', async () => {
    expect(statuses(await raw(head('GET /api/filing/filings HTTP/1.1', 'Host: x', 'Connection: Upgrade, close', 'Upgrade: websocket', 'Sec-WebSocket-Key: eA==', 'Sec-WebSocket-Version: 13')))).toEqual([200]);
  });
});

describe('abuse 23: callers that take their time', () => {
  it('headers that drip are ended', async () => {
    expect(statuses(await raw('GET /api/filing/filings HTTP/1.1\r\nHost: x\r\n', { text: 'X-Drip: y\r\n', everyMs: 50 }))).toEqual([408]);
  });

  it('a body that drips is ended, and the service’s request with it', async () => {
    const said = await raw(head(...POST, 'Content-Length: 1000'), { text: 'x', everyMs: 50 });
    expect(statuses(said).every((status) => status >= 400)).toBe(true);
  });

  it('a connection that says nothing is ended', async () => {
    expect(statuses(await raw(''))).toEqual([408]);
  });

  it('everybody else is served meanwhile', async () => {
    const slow = Array.from({ length: 20 }, () => raw('GET /api/filing/filings HTTP/1.1\r\nHost: x\r\n', { text: 'X-Drip: y\r\n', everyMs: 50 }));
    expect((await gateway.send('GET', '/api/filing/filings')).status).toBe(200);
    expect((await Promise.all(slow)).flatMap(statuses).every((status) => status === 408)).toBe(true);
  });
});
