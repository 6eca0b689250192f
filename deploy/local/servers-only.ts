/** Starts the four servers alone, for developers' medium specs, and writes their variables to a file to source. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stopOnSignal } from './on-signal.ts';
import { ROOT, pathsOf } from './paths.ts';
import { reportAndExit } from './problem.ts';
import { step } from './progress.ts';
import { startServers } from './server-set.ts';
import { provisionChromium } from './servers/chromium.ts';
import { provisionTemporalTestServer } from './servers/temporal.ts';
import { externalServers, freePorts, namesFrom } from './settings.ts';
import { openStack } from './stack.ts';
import { supervise } from './supervise.ts';

const paths = pathsOf(resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data', 'dev')));

async function main(): Promise<void> {
  const { processes } = await openStack(paths);
  stopOnSignal([processes]);
  const external = externalServers(process.env);
  const options = { processes, ports: await freePorts(), external, names: namesFrom(process.env), durable: false };
  const servers = await startServers(options);
  const testServer = await step('Temporal test server', (note) => provisionTemporalTestServer(paths, note));
  const { TMPDIR: _onlyForSpecs, ...browser } = await step('Browser', (note) => provisionChromium(paths, note));
  const variables = { ...servers.env, ...browser, TEMPORAL_TEST_SERVER: testServer, BEIAN_TEST: '1' };
  const file = join(paths.base, 'env.sh');
  writeFileSync(file, Object.entries(variables).map(([key, value]) => `export ${key}='${value}'\n`).join(''), { mode: 0o600 });
  for (const child of servers.children) {
    const restart = servers.restart[child.name];
    if (restart) supervise(processes, child, restart, () => undefined);
  }
  console.log(`\nReady. In another shell:  . ${file}\nCtrl-C stops the servers.`);
}

main().catch(reportAndExit);
