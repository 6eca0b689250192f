import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from './problem.ts';
import { findProcess, isSameProcess, type ProcessMark } from './process-table.ts';

/** What is written down about a process that was started, so that a later start can find it after a kill -9. */
export interface RunRecord extends ProcessMark {
  readonly name: string;
  readonly stopSignal: NodeJS.Signals;
}

const suffix = '.pid.json';

export function writeRecord(folder: string, record: RunRecord): void {
  const file = join(folder, `${record.name}${suffix}`);
  writeFileSync(`${file}.new`, JSON.stringify(record));
  renameSync(`${file}.new`, file);
}

export function removeRecord(folder: string, name: string): void {
  rmSync(join(folder, `${name}${suffix}`), { force: true });
}

export function readRecords(folder: string): RunRecord[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .flatMap((file) => {
      const record = parseRecord(readFileSync(join(folder, file), 'utf8'));
      return record ? [record] : [];
    });
}

/** A record cut off by a crash counts as none: its process is then found by its port. */
export function parseRecord(text: string): RunRecord | undefined {
  try {
    const found = JSON.parse(text) as Partial<RunRecord>;
    return typeof found.pid === 'number' && typeof found.started === 'string' && found.name ? (found as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** Stops the processes that a killed start has left behind; answers with their names. */
export async function stopLeftovers(folder: string, graceMs = 8000): Promise<string[]> {
  const left = readRecords(folder).filter(isSameProcess);
  await Promise.all(left.map((record) => stopProcess(record, record.stopSignal, graceMs)));
  for (const record of readRecords(folder)) removeRecord(folder, record.name);
  return left.map((record) => record.name);
}

/** Asks a process to end and, past the grace, ends it. Its process group goes with it. */
export async function stopProcess(mark: ProcessMark, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  send(mark.pid, signal);
  const deadline = Date.now() + graceMs;
  while (isSameProcess(mark)) {
    if (Date.now() > deadline) send(-mark.pid, 'SIGKILL');
    await delay(40);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  if (pid > 0 && !findProcess(pid)) return;
  try {
    process.kill(pid, signal);
  } catch (fault) {
    if (systemCode(fault) !== 'ESRCH') throw fault;
  }
}
