import { pause } from '../kafka/pause.ts';
import { logger } from '../logging/logger.ts';

const HOUR = 3_600_000;

/** Does something at once and every hour until stopped; a round that fails is logged, and the next one tries again. */
export class Hourly {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly what: string;
  private readonly act: (now: Date) => Promise<unknown>;

  constructor(what: string, act: (now: Date) => Promise<unknown>) {
    this.what = what;
    this.act = act;
  }

  start(): void {
    this.running = this.run();
  }

  /** The round under way is finished. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.act(new Date()).catch((error: unknown) => logger().warn({ err: error, what: this.what }, 'A round of erasing failed; the next one tries again'));
      await pause(HOUR, signal);
    }
  }
}
