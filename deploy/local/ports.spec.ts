import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { describeBusy, isFree, pickFreePorts, portFrom, requireFree } from './ports.ts';
import { Problem } from './problem.ts';

const wanted = { label: 'PostgreSQL', port: 5442, variable: 'BEIAN_PG_PORT' };

describe('ports', () => {
  it('takes the fallback when the variable is unset or empty', () => {
    expect(portFrom({}, 'X', 8080)).toBe(8080);
    expect(portFrom({ X: '' }, 'X', 8080)).toBe(8080);
    expect(portFrom({ X: '0' }, 'X', 8080)).toBe(0);
  });

  it.each(['http', '-1', '65536', '80.5'])('refuses %s as a port, naming the variable', (text) => {
    expect(() => portFrom({ X: text }, 'X', 1)).toThrow(/X=.* is no port number/);
  });

  it('names the port, who holds it and the variable to set', () => {
    const message = describeBusy(wanted, { pid: 7, command: '/usr/bin/other' });
    expect(message).toContain('Port 5442 (PostgreSQL)');
    expect(message).toContain('process 7 (/usr/bin/other)');
    expect(message).toContain('BEIAN_PG_PORT=');
    expect(describeBusy(wanted, undefined)).toContain('a process of another user');
  });

  it('picks different free ports', async () => {
    const ports = await pickFreePorts(20);
    expect(new Set(ports).size).toBe(20);
    expect(await isFree(ports[0] ?? 0)).toBe(true);
  });

  it('refuses a port that is listened on, telling this very process', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen({ port: 0, host: '127.0.0.1' }, resolve));
    const address = holder.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const attempt = requireFree([{ ...wanted, port: address.port }]);
    await expect(attempt).rejects.toThrow(Problem);
    await expect(attempt).rejects.toThrow(`process ${process.pid} (`);
    await new Promise((resolve) => holder.close(resolve));
  });
});
