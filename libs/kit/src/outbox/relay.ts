import { topicOf, type ServiceName, type Stream } from '@beian/contracts/services';
import { Partitioners, type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Keys } from '../auth/keys.ts';
import { createKafka } from '../kafka/client.ts';
import { BucketLeases } from './bucket-leases.ts';
import { messageOf, type OutboxRow } from './envelope-row.ts';
import { RelayLoop } from './relay-loop.ts';

const BATCH_ROWS = 500;
/** A topic's part of a request must stay below the broker's 1 MB; one row has at most 512 KB. */
const BATCH_BYTES = 600 * 1024;

const WAITING = `select id, stream, aggregate, version, type, at, actor, correlation, causation, snapshot, data from outbox
where published_at is null and stream <> 'runs' and bucket = any($1) order by seq limit ${BATCH_ROWS}`;
const MARK = 'update outbox set published_at = now() where id = any($1) and published_at is null';

export interface KafkaRelayOptions {
  /** Role relay. */
  readonly source: DataSource;
  readonly service: ServiceName;
  /** The service's own, to sign what it says. */
  readonly keys: Keys;
  readonly brokers: readonly string[];
  readonly logger: Logger;
  readonly leaseMs?: number;
  /** Another way to the brokers than `brokers` alone, e.g. with credentials. */
  readonly kafka?: Kafka;
  /** Other topics than the service's own. */
  readonly topics?: Readonly<Record<Stream, string>>;
}

/**
 * Brings events and records to Kafka: at least once, and in order per aggregate (its rows are numbered under a row lock,
 * and its bucket has one leader). A crash between the broker's acknowledgement and the mark sends again; the inbox drops it.
 */
export class KafkaRelay {
  private readonly loop: RelayLoop;
  private readonly leases: BucketLeases;
  private readonly kafka: Kafka;
  private readonly options: KafkaRelayOptions;
  private producer: Producer | undefined;

  constructor(options: KafkaRelayOptions) {
    this.options = options;
    this.kafka = options.kafka ?? createKafka({ clientId: `${options.service}-relay`, brokers: options.brokers, logger: options.logger });
    this.leases = new BucketLeases(options.source, 'kafka', options.leaseMs);
    this.loop = new RelayLoop({ name: 'kafka', leases: this.leases, logger: options.logger, batch: (buckets) => this.batch(buckets) });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.discardProducer();
  }

  nudge(): void {
    this.loop.nudge();
  }

  healthy(): boolean {
    return this.loop.healthy();
  }

  private async batch(buckets: readonly number[]): Promise<boolean> {
    const rows: OutboxRow[] = await this.options.source.query(WAITING, [buckets]);
    let from = 0;
    while (from < rows.length && this.leases.valid()) from += await this.sendSome(rows, from);
    return rows.length === BATCH_ROWS;
  }

  private async sendSome(rows: readonly OutboxRow[], from: number): Promise<number> {
    const topics = new Map<string, TopicMessages>();
    const sent: string[] = [];
    let bytes = 0;
    for (const row of rows.slice(from)) {
      const message = messageOf(this.options.keys, this.options.service, row);
      const topic = this.options.topics?.[row.stream] ?? topicOf(this.options.service, row.stream);
      bytes += Buffer.byteLength(message.value);
      if (sent.length > 0 && bytes > BATCH_BYTES) break;
      const part = topics.get(topic) ?? { topic, messages: [] };
      part.messages.push(message);
      topics.set(topic, part);
      sent.push(row.id);
    }
    await this.send([...topics.values()]);
    await this.options.source.query(MARK, [sent]);
    return sent.length;
  }

  private async send(topicMessages: TopicMessages[]): Promise<void> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ topicMessages, acks: -1 });
    } catch (error) {
      // After a failure the producer's sequence numbers may be out of step with the broker's for good.
      await this.discardProducer();
      throw error;
    }
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 };
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner, retry });
    this.producer = producer;
    await producer.connect();
    return producer;
  }

  private async discardProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch((error: unknown) => this.options.logger.debug({ err: error }, 'A broken producer could not say goodbye'));
  }
}
