import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';
import type { Paths } from './paths.ts';
import type { Processes } from './processes.ts';

const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
const HEALTHY_AFTER_MS = 30_000;

/** The pause before a restart: short at first, longer while a process keeps dying soon after its start. */
export function restartPause(previous: number | undefined, livedMs: number): number {
  if (previous === undefined || livedMs >= HEALTHY_AFTER_MS) return FIRST_PAUSE_MS;
  return Math.min(previous * 2, LONGEST_PAUSE_MS);
}

const HOLD = 'hold-';

/** Forgets holds of an earlier start, whose processes are to be supervised again. */
export function releaseHolds(paths: Paths): void {
  for (const file of readdirSync(paths.run)) if (file.startsWith(HOLD)) rmSync(join(paths.run, file));
}

/**
 * Starts a process anew whenever it ends by itself. While `run/hold-<name>` exists it stays down, so that an operator
 * or a test can see the platform without it.
 * @param changed is told of every new process.
 */
export function supervise(processes: Processes, first: Child, start: () => Promise<Child>, changed: (child: Child) => void): void {
  const hold = join(processes.paths.run, `${HOLD}${first.name}`);
  const keep = async (): Promise<void> => {
    let child = first;
    let pause: number | undefined;
    for (;;) {
      const began = Date.now();
      const ending = await child.end;
      if (processes.isClosing) return;
      pause = restartPause(pause, Date.now() - began);
      console.log(`  ! ${child.name} ${ending}; it is started anew (log: ${child.logFile})`);
      for (let up = false; !up; pause = restartPause(pause, 0)) {
        await delay(pause);
        if (processes.isClosing) return;
        if (existsSync(hold)) continue;
        try {
          child = await start();
          up = true;
        } catch (fault) {
          if (processes.isClosing) return;
          console.log(`  ! ${first.name} did not start: ${fault instanceof Error ? fault.message : String(fault)}`);
        }
      }
      changed(child);
      console.log(`  ✓ ${child.name} is running again (process ${child.pid})`);
    }
  };
  void keep();
}
