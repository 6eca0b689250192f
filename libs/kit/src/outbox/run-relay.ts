import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { backOff } from '../kafka/pause.ts';
import { BucketLeases } from './bucket-leases.ts';
import { RelayLoop } from './relay-loop.ts';
import type { RunRequest } from './run.ts';

const BATCH_ROWS = 64;
const AT_ONCE = 8;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

const WAITING = `select id, data, run_attempts as attempts from outbox
where run_started_at is null and stream = 'runs' and bucket = any($1) and (run_retry_at is null or run_retry_at <= now())
order by seq limit ${BATCH_ROWS}`;
const MARK = 'update outbox set run_started_at = now(), run_fault = null where id = $1 and run_started_at is null';
const FAILED = `update outbox set run_attempts = run_attempts + 1, run_fault = $2, run_retry_at = now() + $3::interval where id = $1 and run_started_at is null`;

interface RunRow {
  readonly id: string;
  readonly data: RunRequest;
  readonly attempts: number;
}

export interface RunRelayOptions {
  /** Role relay. */
  readonly source: DataSource;
  readonly service: string;
  /** Starts the run under its id, refusing duplicates; rejects within seconds while Temporal is down. */
  readonly startRun: (run: RunRequest) => Promise<void>;
  readonly logger: Logger;
  readonly leaseMs?: number;
}

/** Starts runs from the outbox. Each row waits for its own next try only; a run that exists already counts as started. */
export class RunRelay {
  private readonly loop: RelayLoop;
  private readonly leases: BucketLeases;
  private readonly options: RunRelayOptions;

  constructor(options: RunRelayOptions) {
    this.options = options;
    this.leases = new BucketLeases(options.source, 'runs', options.leaseMs);
    this.loop = new RelayLoop({ name: 'runs', leases: this.leases, logger: options.logger, batch: (buckets) => this.batch(buckets) });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  nudge(): void {
    this.loop.nudge();
  }

  healthy(): boolean {
    return this.loop.healthy();
  }

  private async batch(buckets: readonly number[]): Promise<boolean> {
    const rows: RunRow[] = await this.options.source.query(WAITING, [buckets]);
    for (let from = 0; from < rows.length && this.leases.valid(); from += AT_ONCE) {
      const group = rows.slice(from, from + AT_ONCE);
      const started = await Promise.all(group.map((row) => this.tryStart(row)));
      // Nothing at all went through: rather Temporal than these rows; the rest keeps its place.
      if (group.length === AT_ONCE && !started.includes(true)) return false;
    }
    return rows.length === BATCH_ROWS;
  }

  private async tryStart(row: RunRow): Promise<boolean> {
    const { source, logger } = this.options;
    const { workflowType, workflowId, taskQueue, input } = row.data;
    try {
      await this.options.startRun({ workflowType, workflowId, taskQueue, input });
    } catch (error) {
      if (!isAlreadyStarted(error)) {
        const wait = backOff(row.attempts + 1, FIRST_RETRY_MS, LAST_RETRY_MS);
        logger.warn({ err: error, workflowId, attempts: row.attempts + 1 }, 'The run could not be started; it is tried again');
        await source.query(FAILED, [row.id, error instanceof Error ? error.name : 'unknown', `${wait} milliseconds`]);
        return false;
      }
    }
    await source.query(MARK, [row.id]);
    return true;
  }
}

function isAlreadyStarted(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError';
}
