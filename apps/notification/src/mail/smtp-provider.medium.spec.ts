import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SmtpProvider } from './smtp-provider.ts';

const LETTER = { to: 'li@example.cn', subject: '平台：邮箱验证码', text: '验证码：123456' };
let server: SMTPServer | undefined;
afterEach(async () => {
  await new Promise<void>((done) => (server === undefined ? done() : server.close(() => done())));
  server = undefined;
});

/** A real mail server on this machine, and what has come to it. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ provider: SmtpProvider; mails: string[] }> {
  const mails: string[] = [];
  const started = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
    ...options,
  });
  server = started;
  await new Promise<void>((ready) => started.listen(0, '127.0.0.1', ready));
  const { port } = started.server.address() as AddressInfo;
  return { provider: new SmtpProvider(`smtp://127.0.0.1:${port}`, 'no-reply@beian.example.cn', 2_000), mails };
}

describe('e-mail by SMTP', () => {
  it('is accepted by the server, under our id', async () => {
    const { provider, mails } = await mailServer();
    expect(await provider.send('0190a1b2', LETTER)).toBe('accepted');
    expect(mails).toEqual([expect.stringMatching(/Message-ID: <0190a1b2@beian\.example\.cn>/i)]);
    expect(mails[0]).toMatch(/To: (<?)li@example\.cn/);
  });

  it('S9 is certainly refused when the server says so, or is not there', async () => {
    const { provider } = await mailServer({ onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) });
    expect(await provider.send('a', LETTER)).toBe('refused');
    expect(await new SmtpProvider('smtp://127.0.0.1:1', 'no-reply@beian.example.cn', 2_000).send('b', LETTER)).toBe('refused');
  });

  it('S9 is in doubt when the server hangs up after the text, and SMTP cannot tell', async () => {
    const sockets = new Set<Socket>();
    const { provider } = await mailServer({
      onData(stream) {
        stream.resume();
        stream.on('end', () => sockets.forEach((socket) => socket.destroy()));
      },
    });
    server!.server.on('connection', (socket: Socket) => sockets.add(socket));
    await expect(provider.send('c', LETTER)).rejects.toThrow();
    expect(await provider.find()).toBe('unknown');
  });

  it('abuse 33: header lines in an address are part of nothing', async () => {
    const { provider, mails } = await mailServer();
    await provider.send('d', { ...LETTER, subject: '一\r\nBcc: other@example.cn' });
    expect(mails[0]).not.toMatch(/^Bcc:/m);
  });
});
