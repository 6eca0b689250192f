import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Envelope } from '@beian/contracts/envelope';
import { createKafka } from '@beian/kit/kafka/client';
import { createLogger } from '@beian/kit/logging/logger';
import { signedValue } from './outbox.ts';

const silent = createLogger('testing', 'silent');
type TestKafka = ReturnType<typeof createKafka>;

export interface TestMessage {
  readonly key?: string | null;
  /** An envelope is signed by the service that it names as its source; text goes as it is. */
  readonly value: string | Envelope | null;
  readonly partition?: number;
}

/** A message as it lies in the topic; `json` is its value, parsed. */
export interface ReadMessage {
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Record<string, string>;
  readonly json: unknown;
}

/** A topic of its own for one spec, on the brokers of KAFKA_BROKERS. */
export interface TestTopic {
  readonly name: string;
  readonly brokers: readonly string[];
  /** A consumer group's name that nobody else uses. */
  group(): string;
  send(...messages: TestMessage[]): Promise<void>;
  /** Everything in the topic, in order per partition. */
  read(): Promise<ReadMessage[]>;
  /** Offsets the group has committed, added up over the partitions. */
  committed(group: string): Promise<number>;
  remove(): Promise<void>;
}

/** The brokers of the servers that deploy/local runs. */
export function testBrokers(): string[] {
  const brokers = process.env['KAFKA_BROKERS'];
  if (!brokers) throw new Error('KAFKA_BROKERS is not set: medium specs need the servers of deploy/local');
  return brokers.split(',');
}

/** Creates a topic; `remove` deletes it. */
export async function testTopic(partitions = 3): Promise<TestTopic> {
  const brokers = testBrokers();
  const name = `test.${randomBytes(6).toString('hex')}`;
  const kafka = createKafka({ clientId: name, brokers, logger: silent });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic: name, numPartitions: partitions }], waitForLeaders: true });
  return {
    name,
    brokers,
    group: () => `${name}.${randomBytes(4).toString('hex')}`,
    async send(...messages) {
      const encoded = messages.map(({ key = null, value, ...rest }) => ({ ...rest, key, value: value === null || typeof value === 'string' ? value : signedValue(value) }));
      await producer.send({ topic: name, messages: encoded });
    },
    read: async () => readTopic(kafka, name, await admin.fetchTopicOffsets(name)),
    async committed(group) {
      const offsets = await admin.fetchOffsets({ groupId: group, topics: [name] });
      return offsets.flatMap((topic) => topic.partitions).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
    },
    async remove() {
      await producer.disconnect();
      await admin.deleteTopics({ topics: [name] });
      await admin.disconnect();
    },
  };
}

async function readTopic(kafka: TestKafka, topic: string, ends: readonly { partition: number; high: string }[]): Promise<ReadMessage[]> {
  const total = ends.reduce((sum, { high }) => sum + Number(high), 0);
  const found: ReadMessage[] = [];
  if (total === 0) return found;
  const consumer = kafka.consumer({ groupId: `${topic}.reader.${randomBytes(4).toString('hex')}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    const eachMessage = async ({ partition, message }: { partition: number; message: { offset: string; key: Buffer | null; value: Buffer | null; headers?: Record<string, unknown> } }) => {
      const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]));
      found.push({ partition, offset: message.offset, key: message.key?.toString() ?? null, headers, json: JSON.parse(message.value?.toString() ?? 'null') });
      if (found.length >= total) resolve();
    };
    consumer.run({ autoCommit: false, eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return found;
}

/** A way to the brokers that a spec can cut and mend: for clients the same as brokers that go down and come back. */
export function testLink(): { kafka: TestKafka; cut(): void; mend(): void } {
  const sockets = new Set<Socket>();
  let whole = true;
  const socketFactory = ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
    // Port 1 of this machine refuses at once.
    const socket = whole ? connect({ host, port }, onConnect) : connect({ host: '127.0.0.1', port: 1 }, onConnect);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  return {
    kafka: createKafka({ clientId: 'test-link', brokers: testBrokers(), logger: silent, socketFactory }),
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy(new Error('The link was cut'));
    },
    mend() {
      whole = true;
    },
  };
}
