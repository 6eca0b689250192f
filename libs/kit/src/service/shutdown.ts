import { logger } from '../logging/logger.ts';

/** What is stopped, in the order given. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void>;
}

const DEADLINE = 25_000;

/** Stops part after part; one that fails does not keep the next from stopping. True when all have stopped well. */
export async function stopInOrder(parts: readonly Stoppable[]): Promise<boolean> {
  let well = true;
  for (const part of parts) {
    try {
      await part.stop();
    } catch (error) {
      well = false;
      logger().error({ err: error, part: part.name }, 'A part did not stop well');
    }
  }
  return well;
}

/** On SIGTERM or SIGINT stops all parts and ends the process; a second signal or 25 s end it at once. */
export function stopOnSignal(parts: readonly Stoppable[]): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    logger().info({ signal }, 'Stopping');
    setTimeout(() => {
      logger().error('Not everything stopped in time');
      process.exit(1);
    }, DEADLINE).unref();
    void stopInOrder(parts).then((well) => process.exit(well ? 0 : 1));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
