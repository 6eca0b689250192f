import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from './child.ts';
import type { Paths } from './paths.ts';
import { Problem, systemCode } from './problem.ts';
import { findProcess } from './process-table.ts';
import { removeRecord, stopProcess, writeRecord } from './run-record.ts';
import { GATEWAY, SERVICE_NAMES } from './services.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stopSignal?: NodeJS.Signals;
  readonly graceMs?: number;
}

const MAX_LOG_BYTES = 20_000_000;

/** All processes of one stack, so that they can be stopped in order at any moment, also while it is still starting. */
export class Processes {
  readonly paths: Paths;
  private readonly live = new Set<Child>();
  private closing = false;

  constructor(paths: Paths) {
    this.paths = paths;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  /** Starts a process in a group of its own: Ctrl-C then reaches only the starter, which stops all in order. */
  async start(spec: ChildSpec): Promise<Child> {
    if (this.closing) throw new Problem('Stopped while starting.');
    const { logs, run } = this.paths;
    const logFile = join(logs, `${spec.name}.log`);
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.old`);
    const log = openSync(logFile, 'a');
    const stopSignal = spec.stopSignal ?? 'SIGTERM';
    const running = spawn(spec.command, spec.args, { detached: true, stdio: ['ignore', log, log], cwd: spec.cwd, env: spec.env ?? process.env });
    closeSync(log);
    let ending: string | undefined;
    const end = new Promise<string>((resolve) => {
      running.once('exit', (code, signal) => {
        ending = signal ? `ended by ${signal}` : `ended with code ${code}`;
        resolve(ending);
      });
    });
    await new Promise<void>((resolve, reject) => {
      running.once('spawn', resolve);
      running.once('error', (fault) => reject(new Problem(`Cannot run ${spec.command} (${systemCode(fault) ?? fault.message}).`)));
    });
    const pid = running.pid;
    if (pid === undefined) throw new Error(`${spec.name} has no process number`);
    const mark = findProcess(pid);
    if (mark) writeRecord(run, { pid, started: mark.started, name: spec.name, stopSignal });
    const stop = async (): Promise<void> => {
      if (ending === undefined && mark) await stopProcess(mark, stopSignal, spec.graceMs ?? 10_000);
      await end;
    };
    const child: Child = { name: spec.name, pid, logFile, end, ended: () => ending, stop };
    this.live.add(child);
    void end.then(() => {
      this.live.delete(child);
      removeRecord(run, spec.name);
    });
    return child;
  }

  /** Gateway, then services, then servers: nobody loses the one it leans on while it still works. */
  async stopAll(): Promise<void> {
    this.closing = true;
    for (const belongs of TIERS) {
      await Promise.all([...this.live].filter((child) => belongs(child.name)).map((child) => child.stop()));
    }
  }

  /** Without grace, for an impatient second Ctrl-C. */
  killAll(): void {
    this.closing = true;
    for (const child of this.live) process.kill(-child.pid, 'SIGKILL');
  }
}

const TIERS: readonly ((name: string) => boolean)[] = [(name) => name === GATEWAY.name, (name) => SERVICE_NAMES.includes(name), () => true];
