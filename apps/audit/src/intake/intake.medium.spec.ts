import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Envelope } from '@beian/contracts/envelope';
import type { SignedRecord } from '@beian/contracts/record';
import { newId } from '@beian/kit/http/uuid';
import { InboxServer } from '@beian/kit/kafka/inbox-server';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { verifyRecord } from '@beian/kit/records/verify';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { testTopic, type TestTopic } from '@beian/testing/kafka';
import { testKeys } from '@beian/testing/keys';
import { recordedActions } from '@beian/testing/outbox';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { IntakeService } from './intake.service.ts';
import { RecordConsumer, RecordSigned } from './record.consumer.ts';
import { aRecord, aSignedEvent } from './record.sample.ts';

const filing = testKeys('filing');
const keys = testKeys('audit');
const logger = createLogger('audit', 'silent');
jest.setTimeout(60_000);

let db: TestDatabase;
let topic: TestTopic;
let server: InboxServer;

beforeAll(async () => {
  useLogger(logger);
  db = await testDatabase({ service: 'audit', entities: ENTITIES, migrations: MIGRATIONS });
  topic = await testTopic();
  server = new InboxServer({ source: db.source('worker'), service: 'audit', keys, groupId: topic.group(), brokers: topic.brokers, topics: [topic.name], logger });
  const consumer = new RecordConsumer(new IntakeService(keys));
  server.handle(RecordSigned, (event, tx) => consumer.signed(event, tx));
  await new Promise<void>((resolve) => server.listen(() => resolve()));
}, 60_000);
afterAll(async () => {
  await server.close();
  await topic.remove();
  await db.close();
});

const send = (...events: Envelope<SignedRecord>[]) => topic.send(...events.map((value) => ({ key: value.subject, value })));
interface Stored { record: string; canonical: string; digest: string; key: string; signature: string; fault: string | null; action: string }
const stored = (event: string) => eventually('the record is stored', async () => (await db.admin<Stored>('select record, canonical, digest, key, signature, fault, action from record where event = $1', [event]))[0]);
const alarms = async (event: string) => (await recordedActions(db, 'record.verify')).filter(({ target }) => target.id === event).map(({ code }) => code);

describe('the intake of records', () => {
  it('keeps the exact signed bytes, so that anybody can verify them again', async () => {
    const record = aRecord();
    const event = aSignedEvent(filing, record);
    await send(event);
    const row = await stored(event.id);
    expect(row).toMatchObject({ ...event.data, record: record.id, fault: null, action: 'application.take' });
    expect(verifyRecord(keys, row)).toEqual({ record });
  });

  it('a tampered record is stored as it came, marked invalid and alarmed', async () => {
    const record = aRecord({ action: 'application.approve' });
    const honest = aSignedEvent(filing, record);
    const event = { ...honest, data: { ...honest.data, canonical: honest.data.canonical.replace('"stage":"in_review"', '"stage":"approved"') } };
    await send(event);
    expect(await stored(event.id)).toMatchObject({ canonical: event.data.canonical, fault: 'digest', action: 'application.approve' });
    expect(await alarms(event.id)).toEqual(['record.digest']);
  });

  it('a record signed by another service, sent by another service, or no record at all is marked with its fault', async () => {
    const forged = aSignedEvent({ ...testKeys('storage'), service: 'storage' }, aRecord(), { source: '/beian/filing' });
    const borrowed = aSignedEvent(filing, aRecord(), { source: '/beian/storage' });
    const subject = newId();
    const garbage = { ...aSignedEvent(filing, aRecord({ filing: subject }), { canonical: 'not a record' }) };
    await send(forged, borrowed, garbage);
    expect([await stored(forged.id), await stored(borrowed.id), await stored(garbage.id)].map(({ fault }) => fault)).toEqual(['signature', 'source', 'malformed']);
    expect(await db.admin('select filing, record from record where event = $1', [garbage.id])).toEqual([{ filing: subject, record: null }]);
  });

  it('a record counts once, under whatever event it comes again', async () => {
    const record = aRecord();
    const first = aSignedEvent(filing, record);
    const again = aSignedEvent(filing, record, { id: newId(), version: 2 });
    const last = aSignedEvent(filing, aRecord({ filing: record.filing }), { version: 3 });
    await send(first, first, again, last);
    await stored(last.id);
    expect(await db.admin('select event from record where record = $1', [record.id])).toEqual([{ event: record.id }]);
    expect(await alarms(again.id)).toEqual([]);
  });

  it('a forged record under a genuine id neither keeps the genuine one out nor replaces it', async () => {
    const record = aRecord();
    const forged = aSignedEvent(filing, record, { id: newId(), signature: 'A'.repeat(86) });
    const genuine = aSignedEvent(filing, record, { version: 2 });
    const reused = aSignedEvent(filing, { ...record, action: 'application.release' }, { id: newId(), version: 3 });
    await send(forged, genuine, reused);
    expect((await stored(reused.id)).fault).toBe('id_reused');
    expect((await stored(forged.id)).fault).toBe('signature');
    expect((await stored(genuine.id)).fault).toBeNull();
  });

  it('a fault of its own records is not recorded again without end', async () => {
    const event = aSignedEvent(keys, aRecord({ service: 'audit' }), { digest: 'f'.repeat(64) });
    await send(event);
    expect((await stored(event.id)).fault).toBe('digest');
    expect(await alarms(event.id)).toEqual([]);
  });

  it('I16 nobody changes or deletes what was taken in, the owner of the table included', async () => {
    const event = aSignedEvent(filing, aRecord());
    await send(event);
    await stored(event.id);
    for (const sql of [`update record set fault = null where event = $1`, 'delete from record where event = $1']) {
      await expect(db.admin(sql, [event.id])).rejects.toThrow(/append-only/);
      await expect(db.source('worker').query(sql, [event.id])).rejects.toThrow(/permission denied/);
    }
  });
});
