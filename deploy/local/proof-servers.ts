import { join, resolve } from 'node:path';
import { stopOnSignal } from './on-signal.ts';
import { ROOT, pathsOf } from './paths.ts';
import { emptyData } from './prepare-data.ts';
import { startServers } from './server-set.ts';
import { externalServers, freePorts, namesFrom } from './settings.ts';
import { openStack } from './stack.ts';

/** Runs a proof that needs no more than the servers, on empty data of its own, with their addresses in the environment. */
export async function withServers(run: () => Promise<unknown>): Promise<void> {
  const { processes } = await openStack(pathsOf(join(resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data')), 'proof-servers')));
  stopOnSignal([processes]);
  try {
    emptyData(processes.paths);
    const servers = await startServers({ processes, ports: await freePorts(), external: externalServers(process.env), names: namesFrom(process.env), durable: false });
    Object.assign(process.env, servers.env);
    await run();
  } finally {
    await processes.stopAll();
  }
}
