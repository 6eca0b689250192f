import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { defineEvent } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { platformIn } from '@beian/contracts/principal';
import type { TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { testLink, testTopic, type ReadMessage, type TestTopic } from '@beian/testing/kafka';
import { testKeys } from '@beian/testing/keys';
import { plumbingDatabase } from '@beian/testing/plumbing';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { inScope } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { createLogger } from '../logging/logger.ts';
import { publish } from './publish.ts';
import { KafkaRelay, type KafkaRelayOptions } from './relay.ts';

const Counted = defineEvent('test.relay.counted.v1', z.object({ n: z.int() }));
const logger = createLogger('testing', 'silent');
jest.setTimeout(60_000);

describe('the relay to Kafka', () => {
  let db: TestDatabase;
  let topic: TestTopic;
  const relays: KafkaRelay[] = [];
  beforeAll(async () => {
    db = await plumbingDatabase('filing');
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    topic = await testTopic();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await topic.remove();
  });

  const startRelay = (more: Partial<KafkaRelayOptions> = {}): KafkaRelay => {
    const topics = { events: topic.name, records: topic.name };
    const relay = new KafkaRelay({ source: db.source('relay'), service: 'filing', keys: testKeys('filing'), brokers: topic.brokers, logger, leaseMs: 900, topics, ...more });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const say = (aggregate: string, n: number) => inScope(db.source('worker'), platformIn(), async (tx) => publish(tx, Counted, aggregate, { n }));
  const unpublished = async () => (await db.admin<{ n: number }>('select count(*)::int as n from outbox where published_at is null'))[0]!.n;
  const drained = (timeout?: number) => eventually('an empty outbox', async () => (await unpublished()) === 0, timeout);

  it('sends CloudEvents in structured mode under the aggregate as key', async () => {
    const aggregate = newId();
    await say(aggregate, 1);
    startRelay();
    await drained();
    const [message] = await topic.read();
    expect(message).toMatchObject({ key: aggregate, headers: { 'content-type': 'application/cloudevents+json' } });
    expect(message?.json).toMatchObject({ specversion: '1.0', type: Counted.type, source: '/beian/filing', subject: aggregate, version: 1, data: { n: 1 } });
  });

  it('I5 keeps the order of each aggregate while two relays work and one dies between acknowledgement and mark', async () => {
    const dying = dyingSource(db.source('relay'), 4);
    const dead = startRelay({ source: dying.source });
    startRelay();
    const aggregates = Array.from({ length: 24 }, newId);
    await Promise.all(
      aggregates.map(async (aggregate) => {
        for (let n = 1; n <= 15; n += 1) await say(aggregate, n);
      }),
    );
    await eventually('the death of a relay', () => dying.died());
    await drained();
    const messages = await topic.read();
    for (const aggregate of aggregates) expect(firstCopies(messages, aggregate)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(messages.length).toBeGreaterThan(24 * 15);
    expect(dead.healthy()).toBe(true);
  });

  it('shares the buckets fairly, each with one leader, and takes over those of a relay that leaves', async () => {
    const first = startRelay();
    startRelay();
    const leaders = () => db.admin<{ n: number }>(`select count(*)::int as n from outbox_lease where relay = 'kafka' and until > now() group by holder order by 1`);
    await eventually('two equal shares', async () => JSON.stringify(await leaders()) === '[{"n":8},{"n":8}]');
    await first.stop();
    await eventually('one leader of all', async () => JSON.stringify(await leaders()) === '[{"n":16}]');
  });

  it('I5 loses nothing while the brokers are down, and goes on by itself', async () => {
    const link = testLink();
    const relay = startRelay({ kafka: link.kafka });
    const aggregate = newId();
    await say(aggregate, 1);
    await drained();
    link.cut();
    for (let n = 2; n <= 30; n += 1) await say(aggregate, n);
    relay.nudge();
    expect(await unpublished()).toBe(29);
    link.mend();
    await drained(30_000);
    expect(firstCopies(await topic.read(), aggregate)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('passes on a transaction that commits after later ones (fault 5)', async () => {
    startRelay();
    const [late, early] = [newId(), newId()];
    await inScope(db.source('worker'), platformIn(), async (tx) => {
      publish(tx, Counted, late, { n: 1 });
      // Registered after the flush: the row has its number, its transaction is still open.
      tx.beforeCommit(async () => {
        await say(early, 1);
        await eventually('the later row in Kafka', async () => (await topic.read()).some(({ key }) => key === early));
      });
    });
    await drained();
    expect((await topic.read()).map(({ key }) => key)).toContain(late);
  });

  it('cuts a large backlog into requests below the limit of the broker', async () => {
    const Large = defineEvent('test.relay.large.v1', z.object({ text: z.string() }));
    const aggregate = newId();
    for (let n = 0; n < 6; n += 1) {
      await inScope(db.source('worker'), platformIn(), async (tx) => publish(tx, Large, aggregate, { text: 'x'.repeat(400_000) }));
    }
    startRelay();
    await drained();
    expect(firstCopies(await topic.read(), aggregate)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

/** Versions of the aggregate in the order in which each first arrived. */
function firstCopies(messages: readonly ReadMessage[], aggregate: string): number[] {
  const events = messages.filter(({ key }) => key === aggregate).map(({ json }) => json as Envelope);
  return [...new Map(events.map((event) => [event.id, event.version])).values()];
}

/** The database as a process sees it that is killed instead of writing its n-th mark. */
function dyingSource(source: DataSource, marks: number): { source: DataSource; died(): boolean } {
  let left = marks;
  const query = async (sql: string, params?: unknown[]): Promise<unknown> => {
    if (sql.includes('set published_at')) left -= 1;
    if (left <= 0) throw new Error('killed');
    return source.query(sql, params as never);
  };
  return { source: { query } as unknown as DataSource, died: () => left <= 0 };
}
