import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { step } from '../progress.ts';
import { runTool } from '../servers/fetch.ts';
import { FAILED, PASSED, type Check, type Tally } from './tally.ts';

const TSC = join(ROOT, 'node_modules/typescript-native/bin/tsc');

const CHECKS: Readonly<Record<Check, () => Promise<void>>> = {
  types: async () => {
    await runTool(process.execPath, [TSC, '--noEmit', '-p', 'tsconfig.json'], { cwd: ROOT, shownLines: 300 });
    if (existsSync(join(ROOT, 'apps/portal/src'))) await runTool(process.execPath, [TSC, '--noEmit', '-p', 'apps/portal/tsconfig.json'], { cwd: ROOT, shownLines: 300 });
  },
  lint: async () => {
    await runTool(process.execPath, ['deploy/local/test/lint.ts'], { cwd: ROOT, shownLines: 300 });
  },
  build: async () => {
    await runTool(process.execPath, ['deploy/local/build.ts'], { cwd: ROOT, shownLines: 300 });
  },
};

const TITLES: Readonly<Record<Check, string>> = {
  types: 'Types',
  lint: 'Lint and boundaries',
  build: 'Build of services, workflow bundle, portal',
};

/** One check, counted as one; what it complains about is printed. */
export async function runCheck(check: Check): Promise<Tally> {
  try {
    await step(TITLES[check], () => CHECKS[check]());
    return PASSED;
  } catch (fault) {
    console.log(fault instanceof Error ? fault.message : fault);
    return FAILED;
  }
}
