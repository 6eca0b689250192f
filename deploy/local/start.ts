/** `npm start`: the whole platform on this machine. */
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { ROOT, pathsOf } from './paths.ts';
import { Problem, reportAndExit } from './problem.ts';
import { emptyData } from './prepare-data.ts';
import { seconds } from './progress.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { externalServers, fixedPorts, namesFrom } from './settings.ts';
import { openStack, startStack, type OpenStack } from './stack.ts';
import { stopOnSignal } from './on-signal.ts';

const HELP = `npm start [-- --reset]

Starts PostgreSQL, Temporal, Kafka, S3, every service, the gateway and the portal. Ctrl-C stops them.
  --reset   empties the data first; fetched servers stay

  BEIAN_DATA          folder of the data (default .data)
  BEIAN_PORT          port of the platform (8080); also BEIAN_PG_PORT, BEIAN_TEMPORAL_PORT, BEIAN_KAFKA_PORT,
                      BEIAN_S3_PORT and, for each service, BEIAN_IDENTITY_PORT …, BEIAN_SSO_PORT
  SSO_PROVIDERS       single sign-on of the real platform instead of the sample one (apps/identity/README.md); {} for none
  DB_HOST, DB_PORT, DB_ADMIN_URL · KAFKA_BROKERS · TEMPORAL_ADDRESS · S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY
                      servers that run already and are to be used instead of embedded ones
  RATE_API …          requests a minute that the gateway allows (apps/gateway/src/config.ts)`;

function readArguments(): { reset: boolean; help: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
    return values;
  } catch (fault) {
    throw new Problem(`${fault instanceof Error ? fault.message : String(fault)}\n\n${HELP}`);
  }
}

async function main(): Promise<void> {
  const began = performance.now();
  const { reset, help } = readArguments();
  if (help) {
    console.log(HELP);
    process.exit(0);
  }
  const external = externalServers(process.env);
  const paths = pathsOf(resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data')));
  const options = { paths, ports: fixedPorts(process.env), external, names: namesFrom(process.env), durable: true };
  const open = await openStack(paths);
  stopOnSignal([open.processes]);
  if (reset) {
    emptyData(paths);
    console.log('  The data have been emptied.');
    const given = Object.keys(external);
    if (given.length) console.log(`  ! Not emptied, because given by address: ${given.join(', ')}`);
  }
  await startOrStop(open, async () => {
    const origin = process.env.GATEWAY_ORIGIN;
    const stack = await startStack(origin ? { ...options, origin } : options, open);
    console.log(`\nReady after${seconds(began)}:  ${stack.origin}\n\n${sampleAccounts(stack.origin, stack.ssoOrigin)}\n\nCtrl-C stops everything.`);
  });
}

/** A start that fails leaves nothing running. */
async function startOrStop({ processes }: OpenStack, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (fault) {
    // The signal handler is stopping everything already and then ends this process.
    if (processes.isClosing) return;
    await processes.stopAll();
    throw fault;
  }
}

main().catch(reportAndExit);
