/** The whole platform as one thing to start and stop: used by `npm start`, the tests and the demo. */
import { join } from 'node:path';
import { staleTargets } from './build/targets.ts';
import { lastLines, type Child } from './child.ts';
import { claimStack, writeStackState, type StackState } from './claim.ts';
import { ROOT, preparePaths, type Paths } from './paths.ts';
import { requireFree } from './ports.ts';
import { Problem } from './problem.ts';
import { Processes } from './processes.ts';
import type { ProcessMark } from './process-table.ts';
import { step } from './progress.ts';
import { migrateAll, seedProvince } from './prepare-data.ts';
import { stopLeftovers } from './run-record.ts';
import { startServers, type RunningServers } from './server-set.ts';
import { sampleSsoOrigin, usesSampleSso } from './sample-sso.ts';
import { GATEWAY, SAMPLE_SSO, SERVICE_NAMES } from './services.ts';
import { serviceUrl, spawnService, waitForService, type ServiceContext } from './service-set.ts';
import { servicePorts, type ExternalServers, type Names, type Ports } from './settings.ts';
import { releaseHolds, supervise } from './supervise.ts';

export interface StackOptions {
  readonly paths: Paths;
  readonly ports: Ports;
  readonly external: ExternalServers;
  readonly names: Names;
  /** false: quicker, for tests; a power cut then loses data. */
  readonly durable: boolean;
  /** The address that people use, when something stands before the gateway. */
  readonly origin?: string;
}

export interface OpenStack {
  readonly supervisor: ProcessMark;
  /** Everything that is started belongs to it; `stopAll` ends it, in order. */
  readonly processes: Processes;
}

export interface Stack extends OpenStack {
  readonly origin: string;
  /** Where the stand-in of the national single sign-on is, if it runs. */
  readonly ssoOrigin?: string;
  readonly servers: RunningServers;
}

/** Claims the data folder for this process and stops what a killed start has left behind. */
export async function openStack(paths: Paths): Promise<OpenStack> {
  preparePaths(paths);
  const supervisor = claimStack(paths);
  releaseHolds(paths);
  const left = await stopLeftovers(paths.run);
  if (left.length) console.log(`  Stopped what an earlier start had left running: ${left.join(', ')}`);
  return { supervisor, processes: new Processes(paths) };
}

/** Servers and build side by side, then migrations, sample province, services and gateway, all supervised. */
export async function startStack(options: StackOptions, open: OpenStack): Promise<Stack> {
  const { ports } = options;
  const { processes, supervisor } = open;
  await requireFree(servicePorts(ports));
  const [servers] = await bothOrNone(startServers({ ...options, processes }), buildStale(processes));
  const origin = options.origin ?? serviceUrl(ports, GATEWAY.name);
  const context: ServiceContext = { processes, ports, env: servers.env, origin };
  await migrateAll(context, options);
  await seedProvince(context, options);
  const children = new Map<string, Child>(servers.children.map((child) => [child.name, child]));
  const publish = (state: StackState['state']): void => {
    writeStackState(processes.paths, { supervisor, state, origin, processes: describe(children, ports) });
  };
  const run = async (names: readonly string[]): Promise<void> => {
    const started = await Promise.all(names.map((name) => spawnService(context, name)));
    for (const child of started) children.set(child.name, child);
    publish('starting');
    await Promise.all(started.map((child) => waitForService(context, child)));
  };
  if (usesSampleSso()) await step('Sample single sign-on', () => run([SAMPLE_SSO.name]));
  await step(`Services: ${SERVICE_NAMES.join(', ')}`, () => run(SERVICE_NAMES));
  await step('Gateway and portal', () => run([GATEWAY.name]));
  for (const [name, child] of children) {
    supervise(processes, child, servers.restart[name] ?? (() => spawnService(context, name)), (next) => {
      children.set(name, next);
      publish('ready');
    });
  }
  publish('ready');
  return { ...open, origin, ...(usesSampleSso() ? { ssoOrigin: sampleSsoOrigin(ports) } : {}), servers };
}

function describe(children: ReadonlyMap<string, Child>, ports: Ports): NonNullable<StackState['processes']> {
  const entries = [...children].map(([name, { pid }]) => [name, name in ports.services ? { pid, url: serviceUrl(ports, name) } : { pid }] as const);
  return Object.fromEntries(entries);
}

/** Both results; if one fails, its fault is thrown only when the other has come to its end too. */
async function bothOrNone<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Builds in a process of its own, so that the bundlers' memory does not stay with the supervisor. */
export async function buildStale(processes: Processes): Promise<void> {
  const names = staleTargets().map(({ target }) => target.name);
  if (names.length === 0) return step('Build', (note) => note('nothing has changed'));
  await step(`Build: ${names.length > 3 ? `${names.length} parts` : names.join(', ')}`, async () => {
    const build = await processes.start({ name: 'build', command: process.execPath, args: [join(ROOT, 'deploy/local/build.ts')], cwd: ROOT });
    const ending = await build.end;
    if (ending !== 'ended with code 0') throw new Problem(`The build ${ending} (${build.logFile}):\n${lastLines(build.logFile, 40)}`);
  });
}
