import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { Kafka, logLevel } from 'kafkajs';
import { Client as S3Client } from 'minio';
import pg from 'pg';
import type { Addresses } from './stores.ts';

/** Puts a value into every place of every store that the scan looks at. @returns what takes it away again. */
export async function plantCanary(addresses: Addresses, value: string): Promise<() => Promise<void>> {
  const removals = [await inLogs(addresses, value), await inKafka(addresses, value), await inTemporal(addresses, value), await inObjects(addresses, value), await inDatabase(addresses, value)];
  return async () => {
    for (const remove of removals) await remove();
  };
}

async function inLogs({ logs }: Addresses, value: string): Promise<() => Promise<void>> {
  const file = join(logs, `canary-${randomUUID()}.log`);
  writeFileSync(file, `{"msg":"${value}"}\n`);
  return async () => rmSync(file);
}

async function inKafka({ kafka: brokers }: Addresses, value: string): Promise<() => Promise<void>> {
  const kafka = new Kafka({ clientId: 'canary', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const topic = `canary-${randomUUID()}`;
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await admin.connect();
  await producer.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
  await producer.send({ topic, messages: [{ key: value, value: 'nothing' }, { value }, { value: 'nothing', headers: { who: value } }] });
  await producer.disconnect();
  return async () => {
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  };
}

async function inTemporal({ temporal: address, namespace }: Addresses, value: string): Promise<() => Promise<void>> {
  const connection = await Connection.connect({ address });
  const client = new TemporalClient({ connection, namespace });
  const run = await client.workflow.start('canary', { taskQueue: `canary-${randomUUID()}`, workflowId: `canary-${randomUUID()}`, args: [{ value }], memo: { who: value } });
  return async () => {
    await run.terminate();
    await connection.close();
  };
}

async function inObjects({ s3: { endpoint, accessKey, secretKey } }: Addresses, value: string): Promise<() => Promise<void>> {
  const { hostname, port } = new URL(endpoint);
  const client = new S3Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey, region: 'us-east-1' });
  const bucket = `canary-${randomUUID()}`;
  await client.makeBucket(bucket);
  const keys = [`key-${value}`, 'metadata', 'tags', 'body', 'picture'];
  const bodies: Readonly<Record<string, Buffer>> = { body: Buffer.from(`who: ${value}`), picture: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) };
  for (const key of keys) await client.putObject(bucket, key, bodies[key] ?? Buffer.from('nothing'), undefined, key === 'metadata' ? { 'x-amz-meta-who': value } : {});
  await client.setObjectTagging(bucket, 'tags', { who: value });
  return async () => {
    for (const key of keys) await client.removeObject(bucket, key);
    await client.removeBucket(bucket);
  };
}

async function inDatabase({ adminUrl, database }: Addresses, value: string): Promise<() => Promise<void>> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('drop schema if exists canary cascade; create schema canary; create table canary.plain (held text); create table canary.bytes (held bytea); create table canary.document (held jsonb)');
  await client.query('insert into canary.plain values ($1)', [value]);
  await client.query('insert into canary.bytes values ($1)', [Buffer.from(value, 'utf16le')]);
  await client.query('insert into canary.document values ($1)', [JSON.stringify({ who: [value] })]);
  return async () => {
    await client.query('drop schema canary cascade');
    await client.end();
  };
}
