/** Starts the four servers alone, for developers' medium specs, and writes their variables to a file to source. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, pathsOf } from './paths.ts';
import { reportAndExit } from './problem.ts';
import { step } from './progress.ts';
import { provisionTemporalTestServer } from './servers/temporal.ts';
import { startServers } from './server-set.ts';
import { externalServers, freePorts, namesFrom } from './settings.ts';

const paths = pathsOf(resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data', 'dev')));

async function main(): Promise<void> {
  const servers = await startServers({
    paths,
    ports: await freePorts(),
    external: externalServers(process.env),
    names: namesFrom(process.env),
    durable: false,
  });
  const testServer = await step('Temporal test server', (note) => provisionTemporalTestServer(paths, note));
  const variables = { ...servers.env, TEMPORAL_TEST_SERVER: testServer, BEIAN_TEST: '1' };
  const file = join(paths.base, 'env.sh');
  writeFileSync(file, Object.entries(variables).map(([key, value]) => `export ${key}='${value}'\n`).join(''), { mode: 0o600 });
  console.log(`\nReady. In another shell:  . ${file}\nCtrl-C stops the servers.`);
  for (const child of servers.children) {
    child.end.then((ending) => console.log(`${child.name} ${ending}`), reportAndExit);
  }
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, done);
  });
  console.log('Stopping …');
  await servers.stop();
}

main().then(() => process.exit(0), reportAndExit);
