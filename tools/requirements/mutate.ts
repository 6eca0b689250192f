// npm run proof:requirements: 40 seeded mutations of the rules, each of which a test that names the requirement must notice.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { draw, mutationsOf, type Mutation } from './mutations.ts';
import { idsIn, namedTests } from './named-tests.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const room = join(ROOT, '.data/mutations');
/** Others: npm run proof:requirements -- <of each kind> <seed> */
const each = Number(process.argv[3] ?? 10);
const seed = Number(process.argv[4] ?? 20_261_127);

/** A copy of what is committed, with the packages of this checkout: the checkout itself is never changed. */
function prepare(): void {
  rmSync(room, { recursive: true, force: true });
  mkdirSync(room, { recursive: true });
  execFileSync('bash', ['-c', `git archive HEAD | tar -x -C ${JSON.stringify(room)}`], { cwd: ROOT });
  linkPackages(join(ROOT, 'node_modules'), join(room, 'node_modules'));
  if (existsSync(join(ROOT, 'apps/portal/node_modules'))) symlinkSync(join(ROOT, 'apps/portal/node_modules'), join(room, 'apps/portal/node_modules'));
}

/** What jest says of a run. */
const Answer = z.object({ testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })) });

/** Every package as it is here, but our own as the copy has them: specs of all rooms meet the broken rule. */
function linkPackages(from: string, to: string): void {
  mkdirSync(join(to, '@beian'), { recursive: true });
  for (const name of readdirSync(from)) if (name !== '@beian') symlinkSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(from, '@beian'))) symlinkSync(join(room, relative(ROOT, realpathSync(join(from, '@beian', name)))), join(to, '@beian', name));
}

/** Whether a test whose title names the requirement, and no other, fails; small tests only, as rules need no server. */
function isNoticed({ id, file, from, to, text }: Mutation, specs: readonly string[]): boolean {
  const path = join(room, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.slice(0, from) + text + before.slice(to));
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const run = spawnSync(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '--selectProjects', 'small', '--runInBand', '--json', '--testNamePattern', `\\b${id}\\b`, '--runTestsByPath', ...specs], { cwd: room, encoding: 'utf8', timeout: 300_000 });
  writeFileSync(path, before);
  const answer = Answer.parse(JSON.parse(run.stdout));
  const failed = answer.testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed');
  return failed.some(({ title }) => idsIn(title).every((named) => named === id));
}

const tests = namedTests(ROOT);
const small = (id: string): string[] => [...new Set((tests.get(id) ?? []).map(({ file }) => file).filter((file) => !/\.(medium|workflow|e2e|replay)\.spec/.test(file)))];
prepare();
const all = mutationsOf(room, new Set([...tests.keys()].filter((id) => small(id).length > 0)));
const drawn = draw(all, each, seed);
console.log(`${drawn.length} of ${all.length} mutations, seed ${seed}`);
let missed = 0;
for (const mutation of drawn) {
  const noticed = isNoticed(mutation, small(mutation.id));
  if (!noticed) missed += 1;
  console.log(`${noticed ? '✓' : '✗'} ${mutation.id} ${mutation.kind}  ${mutation.file}:${mutation.line}`);
}
rmSync(room, { recursive: true, force: true });
console.log(missed === 0 ? 'Each was noticed by a test that names its requirement.' : `${missed} were not noticed.`);
process.exitCode = missed === 0 && drawn.length > 0 ? 0 : 1;
