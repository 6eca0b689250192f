import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paths } from './paths.ts';
import { Problem } from './problem.ts';
import { findProcess, isSameProcess, type ProcessMark } from './process-table.ts';

/** `run/stack.json`: how the demo, tests and people find a running platform. It holds no secrets. */
export interface StackState {
  readonly supervisor: ProcessMark;
  readonly state: 'starting' | 'ready';
  readonly origin?: string;
  /** Service or server → its process number and, for services, its own address. */
  readonly processes?: Readonly<Record<string, { readonly pid: number; readonly url?: string }>>;
}

export function readStackState(paths: Paths): StackState | undefined {
  const file = stateFile(paths);
  if (!existsSync(file)) return undefined;
  const state = JSON.parse(readFileSync(file, 'utf8')) as StackState;
  return isSameProcess(state.supervisor) ? state : undefined;
}

export function writeStackState(paths: Paths, state: StackState): void {
  const file = stateFile(paths);
  mkdirSync(paths.run, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Makes this process the only starter for the data folder; one that was killed does not count. */
export function claimStack(paths: Paths): ProcessMark {
  const running = readStackState(paths);
  if (running && running.supervisor.pid !== process.pid) {
    const where = running.origin ? `at ${running.origin} ` : '';
    throw new Problem(`The platform on ${paths.base} is already running ${where}(process ${running.supervisor.pid}). Stop it with Ctrl-C there, or: kill ${running.supervisor.pid}`);
  }
  const mine = findProcess(process.pid);
  if (!mine) throw new Error('The present process is not listed among the running ones');
  const supervisor = { pid: mine.pid, started: mine.started };
  writeStackState(paths, { supervisor, state: 'starting' });
  return supervisor;
}

function stateFile(paths: Paths): string {
  return join(paths.run, 'stack.json');
}
