import type { Processes } from './processes.ts';

const PATIENCE_MS = 1500;

/**
 * Stops everything in order on Ctrl-C, `kill` or a closed terminal, also while the stack is still starting. One
 * keypress may arrive twice (from the terminal and from npm), so only a later one counts as impatience.
 * @param stacks may grow later.
 */
export function stopOnSignal(stacks: readonly Processes[], codeWhenStopped = 0): void {
  let asked: number | undefined;
  const handle = (signal: NodeJS.Signals): void => {
    if (asked !== undefined) {
      if (Date.now() - asked < PATIENCE_MS) return;
      killAll(stacks);
      process.exit(exitCode(signal));
    }
    asked = Date.now();
    console.log('\nStopping gateway, services, servers … (Ctrl-C again ends them at once)');
    Promise.all(stacks.map((processes) => processes.stopAll())).then(
      () => {
        console.log(`Stopped after ${((Date.now() - (asked ?? 0)) / 1000).toFixed(1)} s.`);
        process.exit(codeWhenStopped);
      },
      (fault: unknown) => {
        console.error('Stopping failed:', fault);
        killAll(stacks);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
}

function killAll(stacks: readonly Processes[]): void {
  for (const processes of stacks) processes.killAll();
}

function exitCode(signal: NodeJS.Signals): number {
  return 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal as 'SIGHUP' | 'SIGINT' | 'SIGTERM'];
}
