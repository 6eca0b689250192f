import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { Kafka, logLevel } from 'kafkajs';
import { Client as S3Client } from 'minio';
import pg from 'pg';

/** Bytes somewhere, and where. */
export interface Piece {
  readonly place: string;
  readonly bytes: Buffer;
}

/** Addresses of the platform's servers, as services are given them, and its folder of logs. */
export interface Addresses {
  readonly adminUrl: string;
  readonly database: string;
  readonly kafka: readonly string[];
  readonly temporal: string;
  readonly namespace: string;
  readonly s3: { readonly endpoint: string; readonly accessKey: string; readonly secretKey: string };
  readonly logs: string;
}

/** Kafka's indexes hold positions only, each 10 MB of zeros and there are hundreds; its .tmp files are renamed at once. */
const PASSED_OVER = /\.(index|timeindex|tmp)$/;

/** Every file below a folder, as bytes. */
export async function* filesBelow(folder: string, name: string): AsyncGenerator<Piece> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || PASSED_OVER.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    yield { place: `${name} ${relative(folder, file)}`, bytes: Buffer.concat([Buffer.from(`${entry.name}\n`), readFileSync(file)]) };
  }
}

/** Every message of every topic from the beginning: key, headers, value. */
export async function* kafkaMessages(brokers: readonly string[]): AsyncGenerator<Piece> {
  const kafka = new Kafka({ clientId: 'scan', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `scan-${randomUUID()}` });
  const pieces: Piece[] = [];
  await admin.connect();
  await consumer.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic !== '__consumer_offsets');
    const left = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) if (BigInt(high) > BigInt(low)) left.set(`${topic}/${partition}`, BigInt(high));
    }
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      // A busy broker looks for the group's coordinator anew; the consumer then starts again by itself.
      consumer.on('consumer.crash', ({ payload }) => void (payload.restart || reject(payload.error)));
      const isDone = (): void => void (left.size === 0 && resolve());
      isDone();
      void consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          const { topic, partition, messages } = batch;
          for (const { key, value, headers, offset } of messages) {
            const place = `${topic}/${partition}@${offset}`;
            pieces.push({ place: `kafka key ${place}`, bytes: key ?? Buffer.alloc(0) }, { place: `kafka value ${place}`, bytes: value ?? Buffer.alloc(0) });
            pieces.push({ place: `kafka headers ${place}`, bytes: Buffer.from(JSON.stringify(Object.entries(headers ?? {}).map(([name, one]) => [name, String(one)]))) });
          }
          const end = left.get(`${topic}/${partition}`);
          if (end !== undefined && BigInt(batch.lastOffset()) >= end - 1n) left.delete(`${topic}/${partition}`);
          isDone();
        },
      }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await admin.disconnect();
  }
  yield* pieces;
}

/** Every run: its listing with memo and search attributes, and its whole history with payloads decoded. */
export async function* temporalRuns(address: string, namespace: string): AsyncGenerator<Piece> {
  const connection = await Connection.connect({ address });
  try {
    const client = new TemporalClient({ connection, namespace });
    for await (const run of client.workflow.list()) {
      yield { place: `temporal visibility ${run.workflowId}`, bytes: textsIn(run.raw) };
      yield { place: `temporal history ${run.workflowId}`, bytes: textsIn(await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory()) };
    }
  } finally {
    await connection.close();
  }
}

/** Every text and every payload's bytes in a message of Temporal, whatever it is nested in. */
function textsIn(message: unknown): Buffer {
  const parts: Buffer[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') parts.push(Buffer.from(`${value}\n`));
    else if (value instanceof Uint8Array) parts.push(Buffer.from(value), Buffer.from('\n'));
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) {
      parts.push(Buffer.from(`${key}\n`));
      walk(one);
    }
  };
  walk(message);
  return Buffer.concat(parts);
}

/** Every object of every bucket: key, metadata, tags, body. */
export async function* objects({ endpoint, accessKey, secretKey }: Addresses['s3']): AsyncGenerator<Piece> {
  const { hostname, port, protocol } = new URL(endpoint);
  const client = new S3Client({ endPoint: hostname, port: Number(port), useSSL: protocol === 'https:', accessKey, secretKey, region: 'us-east-1' });
  for (const { name: bucket } of await client.listBuckets()) {
    const found: string[] = [];
    for await (const object of client.listObjectsV2(bucket, '', true)) if (typeof object.name === 'string') found.push(object.name);
    for (const key of found) {
      const place = `${bucket}/${key}`;
      const { metaData } = await client.statObject(bucket, key);
      const chunks: Buffer[] = [];
      for await (const chunk of await client.getObject(bucket, key)) chunks.push(chunk as Buffer);
      yield { place: `s3 key ${place}`, bytes: Buffer.from(key) };
      yield { place: `s3 metadata ${place}`, bytes: Buffer.from(JSON.stringify(metaData)) };
      yield { place: `s3 tags ${place}`, bytes: Buffer.from(JSON.stringify(await client.getObjectTagging(bucket, key))) };
      yield { place: `s3 body ${place}`, bytes: Buffer.concat(chunks) };
    }
  }
}

const NAMESPACES = `select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_all_tables
  where schemaname not in ('pg_catalog', 'pg_toast', 'information_schema') order by 1`;
/** Where PostgreSQL itself keeps texts of statements and samples of values. */
const CATALOGUE = ['pg_catalog.pg_stats', 'pg_catalog.pg_description', 'pg_catalog.pg_largeobject'];
/** Statements of others that ran last; those of the scan's own connection name no value. */
const ACTIVITY = 'select query from pg_stat_activity where pid <> pg_backend_pid()';

/** A plain dump: every row of every table as text, and every `bytea` also as the bytes that it holds. */
export async function* databaseRows(adminUrl: string, database: string): AsyncGenerator<Piece> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href, types: { getTypeParser: () => (text: string) => text } });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(NAMESPACES);
    for (const name of [...rows.map((row) => row.name), ...CATALOGUE]) {
      const { rows: records } = await client.query<unknown[]>({ text: `select * from ${name}`, rowMode: 'array' });
      for (const record of records) yield { place: `postgres ${name}`, bytes: rowBytes(record) };
    }
    yield { place: 'postgres pg_stat_activity', bytes: Buffer.from(JSON.stringify((await client.query(ACTIVITY)).rows)) };
  } finally {
    await client.end();
  }
}

function rowBytes(record: readonly unknown[]): Buffer {
  return Buffer.concat(record.flatMap((value) => {
    const text = String(value);
    return [Buffer.from(`${text}\n`), text.startsWith('\\x') ? Buffer.from(`${text.slice(2)}`, 'hex') : Buffer.alloc(0)];
  }));
}
