import { resolve, join } from 'node:path';
import { FAR_CEILINGS } from '../../deploy/local/far-ceilings.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Where the platform under test is, as the test command or the proof says it. */
export function underTest(): { readonly origin: string; readonly stackFile: string } {
  const { BEIAN_ORIGIN: origin, BEIAN_STACK_FILE: stackFile } = process.env;
  if (!origin || !stackFile) throw new Error('BEIAN_ORIGIN and BEIAN_STACK_FILE must name the platform under test');
  return { origin, stackFile };
}

/** Variables of a Python that finds schemathesis in the folder where it was fetched, and nothing of the user's own. */
export function pythonEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const folder = process.env['BEIAN_SCHEMATHESIS'];
  if (!folder) throw new Error('BEIAN_SCHEMATHESIS must name the folder where schemathesis was fetched');
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', PYTHONPATH: folder, PYTHONNOUSERSITE: '1', PYTHONDONTWRITEBYTECODE: '1', ...more };
}

/** Says, for `pythonEnvironment`, where schemathesis was fetched. */
export function nameFuzzer(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, variables);
}

/** FUZZ_CASES, FUZZ_SEED, FUZZ_MINUTES, FUZZ_PER_ROUND, FUZZ_AS: how much the proof tries at least, from which seed, when it gives up, cases of an operation in a round, as whom (all of them unless named, with commas). */
export function proofOptions(): { readonly cases: number; readonly seed: number; readonly minutes: number; readonly perRound: number; readonly as: readonly string[] } {
  const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
  return { cases: number('FUZZ_CASES', 100_000), seed: number('FUZZ_SEED', 20_261_127), minutes: number('FUZZ_MINUTES', 240), perRound: number('FUZZ_PER_ROUND', 150), as: (process.env['FUZZ_AS'] ?? '').split(',').filter((role) => role !== '') };
}

/** Ceilings of the gateway for a platform that is fuzzed from one address. */
export function fuzzedPlatform(data: string): NodeJS.ProcessEnv {
  return { ...process.env, ...FAR_CEILINGS, BEIAN_DATA: data, LOG_LEVEL: 'warn' };
}

/** Reports and requests of the runs, for people to look at. */
export function reportFolder(): string {
  return join(ROOT, '.data/fuzz');
}
