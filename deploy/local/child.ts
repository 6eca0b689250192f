import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Paths } from './paths.ts';
import { Problem, systemCode } from './problem.ts';
import { findProcess, type ProcessMark } from './process-table.ts';
import { removeRecord, stopProcess, writeRecord } from './run-record.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stopSignal?: NodeJS.Signals;
  readonly graceMs?: number;
}

/** A process of the stack: its output goes to a log file, its number is written down. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Set once it has ended. */
  ended(): string | undefined;
  /** Settles when the process has ended, however it did. */
  readonly end: Promise<string>;
  stop(): Promise<void>;
}

const MAX_LOG_BYTES = 20_000_000;

/** Starts a process in a group of its own, so that Ctrl-C reaches only the starter, which then stops all in order. */
export async function startChild(spec: ChildSpec, paths: Paths): Promise<Child> {
  const logFile = join(paths.logs, `${spec.name}.log`);
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.old`);
  const log = openSync(logFile, 'a');
  const stopSignal = spec.stopSignal ?? 'SIGTERM';
  const running = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: spec.cwd,
    env: spec.env ?? process.env,
  });
  closeSync(log);
  let ending: string | undefined;
  const end = new Promise<string>((resolve) => {
    running.once('exit', (code, signal) => {
      ending = signal ? `ended by ${signal}` : `ended with code ${code}`;
      removeRecord(paths.run, spec.name);
      resolve(ending);
    });
  });
  await new Promise<void>((resolve, reject) => {
    running.once('spawn', resolve);
    running.once('error', (fault) => reject(new Problem(`Cannot run ${spec.command} (${systemCode(fault) ?? fault.message}).`)));
  });
  const pid = running.pid;
  if (pid === undefined) throw new Error(`${spec.name} has no process number`);
  const mark: ProcessMark | undefined = findProcess(pid);
  if (mark) writeRecord(paths.run, { pid, started: mark.started, name: spec.name, stopSignal });
  return {
    name: spec.name,
    pid,
    logFile,
    end,
    ended: () => ending,
    stop: async () => {
      if (ending === undefined && mark) await stopProcess(mark, stopSignal, spec.graceMs ?? 10_000);
      await end;
    },
  };
}

/** Waits until the probe succeeds; fails as soon as the process ends, or at the deadline, showing its last lines. */
export async function waitReady(child: Child, probe: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await probe())) {
    const ending = child.ended();
    if (ending) throw new Problem(`${child.name} ${ending} while starting. Its last lines (${child.logFile}):\n${lastLines(child.logFile)}`);
    if (Date.now() > deadline) {
      throw new Problem(`${child.name} was not ready after ${timeoutMs / 1000} s. Its last lines (${child.logFile}):\n${lastLines(child.logFile)}`);
    }
    await delay(60);
  }
}

export function lastLines(file: string, count = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).map((line) => `    ${line.slice(0, 300)}`).join('\n');
  } catch (fault) {
    return `    (no log: ${systemCode(fault) ?? String(fault)})`;
  }
}
