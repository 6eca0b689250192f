import type { Logger } from 'pino';
import { backOff, pause } from '../kafka/pause.ts';
import type { BucketLeases } from './bucket-leases.ts';
import { onNudge } from './nudge.ts';

const POLL_MS = 250;
const LONGEST_BACK_OFF_MS = 3_000;
const STUCK_MS = 60_000;

export interface RelayStep {
  readonly name: string;
  readonly leases: BucketLeases;
  readonly logger: Logger;
  /** Handles one batch of these buckets; true if more may be waiting. */
  batch(buckets: readonly number[]): Promise<boolean>;
}

/** Repeats a relay's step: at once while there is work, on a nudge, and every 250 ms; slower while it fails. */
export class RelayLoop {
  private readonly step: RelayStep;
  private running: Promise<void> | undefined;
  private stopping = new AbortController();
  private waking = new AbortController();
  private forget: () => void = () => undefined;
  private failures = 0;
  private lastSuccess = 0;

  constructor(step: RelayStep) {
    this.step = step;
  }

  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    this.lastSuccess = performance.now();
    this.forget = onNudge(() => this.nudge());
    this.running = this.run(this.stopping.signal);
  }

  /** Ends after the batch in hand, and gives the leases back. */
  async stop(): Promise<void> {
    this.forget();
    this.stopping.abort();
    this.waking.abort();
    await this.running;
    this.running = undefined;
  }

  nudge(): void {
    this.waking.abort();
  }

  /** Whether a batch (an empty one, too) has gone through within the last minute. */
  healthy(): boolean {
    return this.running !== undefined && performance.now() - this.lastSuccess < STUCK_MS;
  }

  private async run(stopped: AbortSignal): Promise<void> {
    const { leases, logger, name } = this.step;
    while (!stopped.aborted) {
      const more = await this.tryOnce();
      if (more) continue;
      if (this.failures > 0) await pause(backOff(this.failures, POLL_MS, LONGEST_BACK_OFF_MS), stopped);
      else await pause(POLL_MS, this.waking.signal);
    }
    await leases.release().catch((error: unknown) => logger.warn({ err: error, relay: name }, 'Leases run out by themselves: they could not be given back'));
  }

  private async tryOnce(): Promise<boolean> {
    this.waking = new AbortController();
    // A stop that came in between must not wait for the poll.
    if (this.stopping.signal.aborted) return true;
    try {
      const buckets = await this.step.leases.held();
      const more = buckets.length > 0 && (await this.step.batch(buckets));
      if (this.failures > 0) this.step.logger.info({ relay: this.step.name, failures: this.failures }, 'The relay works again');
      this.failures = 0;
      this.lastSuccess = performance.now();
      return more;
    } catch (error) {
      this.failures += 1;
      if (Math.log2(this.failures) % 1 === 0) this.step.logger.warn({ err: error, relay: this.step.name, failures: this.failures }, 'The relay could not go on; it tries again');
      return false;
    }
  }
}
