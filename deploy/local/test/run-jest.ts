import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { FAILED, joined, tallyOf, type JestReport, type Size, type Tally } from './tally.ts';

const LIMIT_MS = 12 * 60_000;

export interface JestRun {
  readonly sizes: readonly Size[];
  readonly env: Readonly<Record<string, string>>;
  /** Where Jest reports, one file a turn: `jest.json`, `jest-2.json` … */
  readonly reportFolder: string;
  /** Jest's projects in turns: those of one run side by side, two spec files at a time. Without them, the sizes in one turn. */
  readonly turns?: readonly Turn[];
  readonly pathPattern?: string;
}

export interface Turn {
  readonly projects: readonly string[];
  /** One spec file after another. */
  readonly inBand?: true;
}

/** Runs some of Jest's projects and counts each size. A run that hangs is ended and counts as failed. */
export async function runJest(run: JestRun): Promise<Map<Size, Tally>> {
  const reports: (JestReport | undefined)[] = [];
  const codes: number[] = [];
  for (const [index, turn] of (run.turns ?? [{ projects: run.sizes }]).entries()) {
    const reportFile = join(run.reportFolder, index === 0 ? 'jest.json' : `jest-${index + 1}.json`);
    rmSync(reportFile, { force: true });
    codes.push(await runToEnd(argumentsOf(run, turn, reportFile), {
      ...process.env,
      ...run.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning',
    }));
    reports.push(existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport) : undefined);
  }
  const report = joined(reports);
  const tallies = new Map(run.sizes.map((size) => [size, tallyOf(report, size)] as const));
  const last = run.sizes.at(-1);
  const code = codes.find((one) => one !== 0);
  if (code !== undefined && last && [...tallies.values()].every((tally) => tally.failed === 0)) {
    console.log(`Jest ended with code ${code} although every test passed.`);
    tallies.set(last, { ...(tallies.get(last) ?? FAILED), failed: 1 });
  }
  return tallies;
}

function argumentsOf({ turns, pathPattern }: JestRun, { projects, inBand }: Turn, reportFile: string): string[] {
  return [
    join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', join(ROOT, 'jest.config.mjs'),
    '--selectProjects', ...projects, '--json', `--outputFile=${reportFile}`, '--reporters=default',
    ...(inBand ? ['--runInBand'] : []),
    // A pattern may mean specs of one turn only; that some ran at all is checked over all of them.
    ...(pathPattern ? ['--testPathPatterns', pathPattern, ...(turns ? ['--passWithNoTests'] : [])] : []),
  ];
}

function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    // Its JSON goes to the file and, for want of an option, to standard output too.
    const jest = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
    const limit = setTimeout(() => {
      console.log(`Jest did not end within ${LIMIT_MS / 60_000} minutes.`);
      jest.kill('SIGKILL');
    }, LIMIT_MS);
    jest.once('error', reject);
    jest.once('exit', (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}
