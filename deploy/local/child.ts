import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem, systemCode } from './problem.ts';

/** A process of the stack: its output goes to a log file, its number is written down. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** How it ended, once it has. */
  ended(): string | undefined;
  /** Settles when the process has ended, however it did. */
  readonly end: Promise<string>;
  /** Asks it to end and, past its grace, ends it. */
  stop(): Promise<void>;
}

/** Waits until the probe succeeds; fails as soon as the process ends, or at the deadline (then it is stopped), showing its last lines. */
export async function waitReady(child: Child, probe: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await probe())) {
    const ending = child.ended();
    if (ending) throw new Problem(`${child.name} ${ending} while starting. Its last lines (${child.logFile}):\n${lastLines(child.logFile)}`);
    if (Date.now() > deadline) {
      await child.stop();
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
