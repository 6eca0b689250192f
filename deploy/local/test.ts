/** `npm test`: types, lint, build, then every spec against real servers, then the whole stack in a browser. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FAR_CEILINGS } from './far-ceilings.ts';
import { stopOnSignal } from './on-signal.ts';
import { ROOT, pathsOf } from './paths.ts';
import { emptyData } from './prepare-data.ts';
import { Problem, reportAndExit } from './problem.ts';
import type { Processes } from './processes.ts';
import { seconds, step } from './progress.ts';
import { startServers } from './server-set.ts';
import { provisionChromium } from './servers/chromium.ts';
import { provisionSchemathesis } from './servers/schemathesis.ts';
import { provisionTemporalTestServer } from './servers/temporal.ts';
import { externalServers, freePorts, namesFrom } from './settings.ts';
import { openStack, startStack } from './stack.ts';
import { runCheck } from './test/checks.ts';
import { runJest } from './test/run-jest.ts';
import { CHECKS, FAILED, NONE, SIZES, lastLine, sum, type Check, type Size, type Tally } from './test/tally.ts';

const HELP = `npm test [-- --only PART[,PART…]] [--path PATTERN]

Parts: ${[...CHECKS, ...SIZES].join(', ')}. Without --only all of them run.`;

const base = resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data'));
const stacks: Processes[] = [];

function readArguments(): { only: string[]; path?: string } {
  const { values } = parseArgs({ options: { only: { type: 'string' }, path: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const only = values.only?.split(',') ?? [];
  const unknown = only.filter((part) => ![...CHECKS, ...SIZES].some((known) => known === part));
  if (unknown.length) throw new Problem(`There is no part "${unknown.join(', ')}".\n${HELP}`);
  return values.path ? { only, path: values.path } : { only };
}

/** Everything but e2e, against servers of its own with empty data. */
async function runSpecs(sizes: readonly Size[], pathPattern?: string): Promise<Map<string, Tally>> {
  const { processes } = await openStack(pathsOf(join(base, 'test')));
  stacks.push(processes);
  const { paths } = processes;
  const env: Record<string, string> = { BEIAN_TEST: '1' };
  try {
    emptyData(paths);
    if (sizes.some((size) => size !== 'small')) {
      const options = { processes, ports: await freePorts(), external: externalServers(process.env), names: namesFrom(process.env), durable: false };
      const servers = await startServers(options);
      const testServer = await step('Temporal test server', (note) => provisionTemporalTestServer(paths, note));
      Object.assign(env, servers.env, { TEMPORAL_TEST_SERVER: testServer });
    }
    return await runJest({ sizes, env, reportFolder: paths.run, ...(pathPattern ? { pathPattern } : {}) });
  } finally {
    await processes.stopAll();
  }
}

/** The user stories, against a whole platform with empty data. */
async function runStories(pathPattern?: string): Promise<Map<string, Tally>> {
  const open = await openStack(pathsOf(join(base, 'e2e')));
  stacks.push(open.processes);
  const { paths } = open.processes;
  try {
    emptyData(paths);
    Object.assign(process.env, FAR_CEILINGS);
    const browser = await step('Browser', (note) => provisionChromium(paths, note));
    const fuzzer = await step('Fuzzer', (note) => provisionSchemathesis(paths, note));
    const stack = await startStack({ paths, ports: await freePorts(), external: {}, names: namesFrom({}), durable: false }, open);
    const env = { ...stack.servers.env, ...browser, ...fuzzer, BEIAN_TEST: '1', BEIAN_ORIGIN: stack.origin, BEIAN_STACK_FILE: join(paths.run, 'stack.json') };
    return await runJest({ sizes: ['e2e'], turns: [{ projects: ['e2e'] }, { projects: ['e2e-alone'], inBand: true }], env, reportFolder: paths.run, ...(pathPattern ? { pathPattern } : {}) });
  } finally {
    await open.processes.stopAll();
  }
}

/** A part that cannot even start counts as failed, with its reason printed. */
async function orFailed(names: readonly string[], run: () => Promise<Map<string, Tally>>): Promise<Map<string, Tally>> {
  try {
    return await run();
  } catch (fault) {
    console.log(fault instanceof Problem ? `✗ ${fault.message}` : fault);
    return new Map(names.map((name) => [name, FAILED]));
  }
}

async function main(): Promise<void> {
  const began = performance.now();
  const { only, path } = readArguments();
  const wanted = (part: string): boolean => only.length === 0 || only.includes(part);
  stopOnSignal(stacks, 130);
  const tallies = new Map<string, Tally>();
  const add = (found: ReadonlyMap<string, Tally>): void => found.forEach((tally, name) => tallies.set(name, tally));
  for (const check of CHECKS.filter(wanted) as Check[]) tallies.set(check, await runCheck(check));
  const sizes = SIZES.filter((size) => size !== 'e2e' && wanted(size));
  if (sizes.length) add(await orFailed(sizes, () => runSpecs(sizes, path)));
  if (wanted('e2e')) add(await orFailed(['e2e'], () => runStories(path)));
  console.log(`\nAfter${seconds(began)}:`);
  for (const [name, tally] of tallies) console.log(`  ${tally.failed ? '✗' : '✓'} ${lastLine(tally, []).padEnd(34)} ${name}`);
  const total = sum([NONE, ...tallies.values()]);
  console.log(lastLine(total, only));
  process.exit(total.failed === 0 ? 0 : 1);
}

main().catch(reportAndExit);
