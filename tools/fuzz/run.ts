// npm run proof:fuzz: at least 100,000 cases over every OpenAPI document, as everybody. The platform is started for it.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../demo/platform.ts';
import { provisionSchemathesis } from '../../deploy/local/servers/schemathesis.ts';
import { pathsOf } from '../../deploy/local/paths.ts';
import { ASKERS } from './cast.ts';
import { fuzzedPlatform, nameFuzzer, proofOptions, reportFolder } from './config.ts';
import { changedStrangers, countAnswers, fuzzAll, prepareGround, type Findings } from './fuzz.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const { cases, seed, minutes, perRound, as } = proofOptions();
const askers = ASKERS.filter(({ role }) => as.length === 0 || as.includes(role));
const base = join(ROOT, '.data/proof-fuzz');
const folder = join(reportFolder(), 'proof');
const began = Date.now();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
nameFuzzer(await provisionSchemathesis(pathsOf(join(ROOT, '.data')), console.log));
// A platform that was killed has left word that it is ready.
const stackFile = join(base, 'run/stack.json');
rmSync(stackFile, { force: true });
const platform = spawn(process.execPath, [join(ROOT, 'deploy/local/start.ts'), '--reset'], { stdio: 'inherit', env: fuzzedPlatform(base) });

function tell(line: string): void {
  console.log(line);
  appendFileSync(join(folder, 'progress.txt'), `${line}\n`);
}

function summary(findings: readonly Findings[]): void {
  for (const role of new Set(findings.map(({ asker }) => asker.role))) {
    const own = findings.filter(({ asker }) => asker.role === role);
    const sum = (of: (one: Findings) => number): number => own.reduce((total, one) => total + of(one), 0);
    const operations = new Set(own.flatMap(({ statuses }) => Object.keys(statuses))).size;
    tell(`| ${role} | ${operations} | ${sum(countAnswers)} | ${sum((one) => countAnswers(one, (status) => status < 300))} | ${sum((one) => countAnswers(one, (status) => status >= 500))} | ${sum(({ foreignTried }) => Object.values(foreignTried).reduce((a, b) => a + b, 0))} | ${sum(({ leaks }) => leaks.length)} | ${sum(({ spareRefused }) => spareRefused)} | ${own.filter(({ found }) => found).length} of ${own.length} |`);
  }
}

let sound = false;
try {
  const origin = await eventually(async () => {
    if (platform.exitCode !== null) throw new Error('The platform could not be started');
    const stack = await Promise.resolve().then(() => JSON.parse(readFileSync(stackFile, 'utf8')) as { state: string; origin: string }).catch(() => undefined);
    return stack?.state === 'ready' ? stack.origin : undefined;
  }, 600_000);
  if (origin === undefined) throw new Error('The platform did not become ready');
  const ground = await prepareGround(origin, stackFile, folder);
  const findings: Findings[] = [];
  const total = (): number => findings.reduce((sum, one) => sum + countAnswers(one), 0);
  const left = (): number => minutes * 60_000 - (Date.now() - began);
  for (let round = 0; total() < cases && left() > 0; round += 1) {
    const phases = round === 0 ? 'examples,coverage,fuzzing' : 'fuzzing';
    findings.push(...(await fuzzAll({ ...ground, folder: join(folder, String(round)) }, { seed: seed + round, examples: perRound, phases, limitMs: left() }, askers)));
    tell(`round ${round}, seed ${seed + round}: ${total()} cases, ${findings.filter(({ found }) => found).length} runs with findings`);
  }
  const changed = await changedStrangers(ground);
  tell(`\nSeeds from ${seed}, ${total()} cases of ${cases} wanted, ${Math.round((Date.now() - began) / 60_000)} min, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
  tell('\n| asked as | operations | cases | answered 2xx | 5xx | with foreign ids | foreign records | logins refused | runs with findings |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  summary(findings);
  tell(`\nStrangers whose records have changed: ${changed.length === 0 ? 'none' : changed.join(', ')}`);
  sound = total() >= cases && changed.length === 0 && findings.every(({ found, leaks }) => !found && leaks.length === 0);
} finally {
  if (platform.exitCode === null) {
    platform.kill('SIGINT');
    await new Promise((done) => platform.once('exit', done));
  }
}
tell(sound ? 'All held.' : `It did not hold, or was cut short; see ${folder}`);
process.exit(sound ? 0 : 1);
