import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import type { IncomingMessage } from '../inbox/message.ts';
import { backOff, pause } from './pause.ts';

const SESSION_MS = 15_000;
const HEARTBEAT_MS = 2_000;
const COMMIT_EVERY = 100;
const STUCK_MS = 60_000;

export interface ConsumerLoopOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly logger: Logger;
  /** Settles one message; rejects while nothing can be settled, and is then asked again. */
  readonly take: (message: IncomingMessage, signal: AbortSignal) => Promise<void>;
}

/**
 * A plain consumer that never skips: an offset is committed once its message is settled. kafkajs ends for good on some
 * errors while its process lives; here every crash leads to a new consumer.
 */
export class ConsumerLoop {
  private readonly options: ConsumerLoopOptions;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private lastSign = 0;

  constructor(options: ConsumerLoopOptions) {
    this.options = options;
  }

  start(): void {
    this.lastSign = performance.now();
    this.running ??= this.run();
  }

  /** Ends after the message in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Whether the consumer has fetched or settled something (an empty fetch counts) within the last minute. */
  healthy(): boolean {
    return this.running !== undefined && !this.stopping.signal.aborted && performance.now() - this.lastSign < STUCK_MS;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 1; !signal.aborted; failures += 1) {
      const began = performance.now();
      const error = await this.consumeOnce();
      if (signal.aborted) return;
      if (performance.now() - began > STUCK_MS) failures = 1;
      this.options.logger.warn({ err: error, failures }, 'The consumer has ended; a new one is made');
      await pause(backOff(failures, 250, 5_000), signal);
    }
  }

  /** Resolves with the reason once this consumer has ended. */
  private async consumeOnce(): Promise<unknown> {
    const { kafka, groupId, topics } = this.options;
    const retry = { initialRetryTime: 200, maxRetryTime: 2_000, retries: 4, restartOnFailure: async () => false };
    const consumer = kafka.consumer({ groupId, sessionTimeout: SESSION_MS, heartbeatInterval: HEARTBEAT_MS, maxWaitTimeInMs: 500, allowAutoTopicCreation: false, retry });
    const ended = new Promise<unknown>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
      this.stopping.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    consumer.on(consumer.events.FETCH, () => this.sign());
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 3, eachBatch: (payload) => this.eachBatch(consumer, payload) });
      return await ended;
    } catch (error) {
      return error;
    } finally {
      await consumer.disconnect().catch((error: unknown) => this.options.logger.debug({ err: error }, 'A broken consumer could not say goodbye'));
    }
  }

  private async eachBatch(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const { topic, partition } = batch;
    let uncommitted = 0;
    let next: string | undefined;
    const commit = async () => {
      if (next !== undefined && uncommitted > 0) await consumer.commitOffsets([{ topic, partition, offset: next }]);
      uncommitted = 0;
    };
    for (const { offset, key, value } of batch.messages) {
      if (!isRunning() || isStale() || this.stopping.signal.aborted) break;
      if (!(await this.settle({ topic, partition, offset, key, value }, heartbeat))) break;
      resolveOffset(offset);
      next = (BigInt(offset) + 1n).toString();
      uncommitted += 1;
      if (uncommitted >= COMMIT_EVERY) await commit();
      await heartbeat();
    }
    await commit();
  }

  /** Keeps the membership alive while a message takes its time; false when the process stops first. */
  private async settle(message: IncomingMessage, heartbeat: () => Promise<void>): Promise<boolean> {
    const { signal } = this.stopping;
    for (let failures = 1; !signal.aborted; failures += 1) {
      const settled = this.options.take(message, signal).then(
        () => ({ error: undefined }),
        (error: unknown) => ({ error }),
      );
      const outcome = await this.beatUntil(settled, heartbeat);
      if (outcome.error === undefined) {
        this.sign();
        return true;
      }
      if (!signal.aborted) this.options.logger.warn({ err: outcome.error, failures }, 'A message could not be settled; it is tried again');
      await this.beatUntil(pause(backOff(failures, 250, 2_000), signal), heartbeat);
    }
    return false;
  }

  private async beatUntil<T>(work: Promise<T>, heartbeat: () => Promise<void>): Promise<T> {
    const done = new AbortController();
    const finished = work.finally(() => done.abort());
    for (;;) {
      const first = await Promise.race([finished.then((value) => ({ value })), pause(HEARTBEAT_MS, done.signal)]);
      if (first) return first.value;
      if (!done.signal.aborted) await heartbeat();
    }
  }

  private sign(): void {
    this.lastSign = performance.now();
  }
}
