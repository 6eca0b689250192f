import { createServer } from 'node:net';
import { Problem } from './problem.ts';
import { findListener } from './process-table.ts';

/** A port that a process of the stack wants, and the variable that moves it. */
export interface WantedPort {
  readonly label: string;
  readonly port: number;
  readonly variable: string;
}

/** Reads a port number from a variable; the fallback counts when it is unset. */
export function portFrom(env: NodeJS.ProcessEnv, variable: string, fallback: number): number {
  const text = env[variable];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Problem(`${variable}=${text} is no port number. Give a number from 1 to 65535 (0 picks a free one).`);
  }
  return port;
}

/** Refuses, naming all of them at once, ports that something else listens on. */
export async function requireFree(wanted: readonly WantedPort[]): Promise<void> {
  const busy: string[] = [];
  for (const { label, port, variable } of wanted) {
    if (port === 0 || (await isFree(port))) continue;
    busy.push(describeBusy({ label, port, variable }, findListener(port)));
  }
  if (busy.length) throw new Problem(busy.join('\n'));
}

export function describeBusy(wanted: WantedPort, holder: { pid: number; command: string } | undefined): string {
  const who = holder ? `process ${holder.pid} (${holder.command.slice(0, 90)})` : 'a process of another user';
  return `Port ${wanted.port} (${wanted.label}) is in use by ${who}. Stop it, or choose another port: ${wanted.variable}=… npm start`;
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE') resolve(false);
      else if (fault.code === 'EACCES') reject(new Problem(`The present user may not listen on port ${port}. Choose one above 1023.`));
      else reject(fault);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** So many different free ports, all held at once while they are picked. */
export async function pickFreePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, () => {
      const probe = createServer();
      return new Promise<typeof probe>((resolve, reject) => {
        probe.once('error', reject);
        probe.listen({ port: 0, host: '127.0.0.1' }, () => resolve(probe));
      });
    }),
  );
  const ports = probes.map((probe) => {
    const address = probe.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP probe has no port');
    return address.port;
  });
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
