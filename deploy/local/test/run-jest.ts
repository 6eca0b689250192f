import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { FAILED, tallyOf, type JestReport, type Size, type Tally } from './tally.ts';

const LIMIT_MS = 12 * 60_000;

export interface JestRun {
  readonly sizes: readonly Size[];
  readonly env: Readonly<Record<string, string>>;
  readonly reportFile: string;
  readonly inBand?: boolean;
  readonly pathPattern?: string;
}

/** Runs some of Jest's projects and counts each. A run that hangs is ended and counts as failed. */
export async function runJest(run: JestRun): Promise<Map<Size, Tally>> {
  rmSync(run.reportFile, { force: true });
  const args = [
    join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', join(ROOT, 'jest.config.mjs'),
    '--selectProjects', ...run.sizes, '--json', `--outputFile=${run.reportFile}`, '--reporters=default',
    ...(run.inBand ? ['--runInBand'] : []),
    ...(run.pathPattern ? ['--testPathPatterns', run.pathPattern] : []),
  ];
  const code = await runToEnd(args, {
    ...process.env,
    ...run.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning',
  });
  const report = existsSync(run.reportFile) ? (JSON.parse(readFileSync(run.reportFile, 'utf8')) as JestReport) : undefined;
  const tallies = new Map(run.sizes.map((size) => [size, tallyOf(report, size)] as const));
  const last = run.sizes.at(-1);
  if (code !== 0 && last && [...tallies.values()].every((tally) => tally.failed === 0)) {
    console.log(`Jest ended with code ${code} although every test passed.`);
    tallies.set(last, { ...(tallies.get(last) ?? FAILED), failed: 1 });
  }
  return tallies;
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
