import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { defineEvent } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import type { TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { testLink, testTopic, type TestTopic } from '@beian/testing/kafka';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { plumbingDatabase } from '@beian/testing/plumbing';
import { Controller, Inject, Injectable, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import type { Tx } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { createLogger } from '../logging/logger.ts';
import { InboxServer, type InboxServerOptions } from './inbox-server.ts';
import { OnEvent } from './on-event.ts';

const Counted = defineEvent('test.server.counted.v1', z.object({ n: z.int() }));
const logger = createLogger('testing', 'silent');
jest.setTimeout(60_000);

@Injectable()
class Effects {
  poison: string | undefined;

  async write(tx: Tx, event: Envelope, note: string): Promise<void> {
    await tx.query('insert into effect (event, aggregate, note) values ($1, $2, $3)', [event.id, event.subject, `${note} ${event.version}`]);
    if (event.id === this.poison) throw new TypeError('Cannot read properties of undefined');
  }
}

@Controller()
class First {
  constructor(@Inject(Effects) private readonly effects: Effects) {}

  @OnEvent(Counted)
  async count(event: Envelope<{ n: number }>, tx: Tx): Promise<void> {
    await this.effects.write(tx, event, 'first');
  }
}

@Controller()
class Second {
  constructor(@Inject(Effects) private readonly effects: Effects) {}

  @OnEvent(Counted)
  async count(event: Envelope<{ n: number }>, tx: Tx): Promise<void> {
    await this.effects.write(tx, event, 'second');
  }
}

@Module({ controllers: [First, Second], providers: [Effects] })
class ConsumerModule {}

describe('the transport from Kafka through the inbox', () => {
  let db: TestDatabase;
  let topic: TestTopic;
  let group: string;
  const apps: INestMicroservice[] = [];
  beforeAll(async () => {
    db = await plumbingDatabase('notification');
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    topic = await testTopic();
    group = topic.group();
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await topic.remove();
  });

  const start = async (more: Partial<InboxServerOptions> = {}) => {
    const server = new InboxServer({ source: db.source('worker'), service: 'notification', keys: testKeys('notification'), brokers: topic.brokers, topics: [topic.name], groupId: group, logger, ...more });
    const app = await NestFactory.createMicroservice(ConsumerModule, { strategy: server, logger: false });
    apps.push(app);
    await app.listen();
    return { app, server, effects: app.get(Effects) };
  };
  const event = (subject: string, version: number) => anEnvelope(Counted, { n: version }, { subject, version });
  const send = (...events: Envelope[]) => topic.send(...events.map((value) => ({ key: value.subject, value })));
  const notes = async (aggregate: string) => (await db.admin<{ note: string }>('select note from effect where aggregate = $1 order by seq', [aggregate])).map(({ note }) => note);
  const counted = (aggregate: string, n: number) => eventually(`${n} effects`, async () => (await notes(aggregate)).length >= n);
  const settled = (n: number) => eventually(`${n} offsets committed`, async () => (await topic.committed(group)) === n);

  it('runs every handler of an event once, one after the other, in one transaction', async () => {
    const aggregate = newId();
    await send(event(aggregate, 1), event(aggregate, 2));
    const { server } = await start();
    await counted(aggregate, 4);
    expect(await notes(aggregate)).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
    await settled(2);
    expect(server.healthy()).toBe(true);
  });

  it('I6 has one effect per event when the same message comes twice', async () => {
    const aggregate = newId();
    const twice = event(aggregate, 1);
    await send(twice, twice, event(aggregate, 2), twice);
    await start();
    await settled(4);
    expect(await notes(aggregate)).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  it('I6 has one effect per event, in order, through rebalances', async () => {
    const aggregates = Array.from({ length: 12 }, newId);
    await start();
    const sending = (async () => {
      for (let version = 1; version <= 20; version += 1) await send(...aggregates.map((aggregate) => event(aggregate, version)));
    })();
    for (let round = 0; round < 2; round += 1) {
      const { app } = await start();
      await app.close();
    }
    await sending;
    const late = await start();
    await settled(240);
    const expected = Array.from({ length: 20 }, (_, index) => [`first ${index + 1}`, `second ${index + 1}`]).flat();
    for (const aggregate of aggregates) expect(await notes(aggregate)).toEqual(expected);
    expect(late.server.healthy()).toBe(true);
  });

  it('goes on past poison of every kind, and replays its aggregate on release', async () => {
    const [sick, well] = [newId(), newId()];
    const { server, effects } = await start();
    const poison = event(sick, 1);
    effects.poison = poison.id;
    await topic.send(
      { key: sick, value: poison, partition: 0 },
      { key: sick, value: event(sick, 2), partition: 0 },
      { key: 'broken', value: '{"specversion":"1.0"', partition: 0 },
      { key: null, value: 'no key', partition: 0 },
      { key: 'empty', value: null, partition: 0 },
      { key: 'large', value: 'x'.repeat(900_000), partition: 0 },
      { key: well, value: event(well, 1), partition: 0 },
    );
    await settled(7);
    expect(await notes(well)).toEqual(['first 1', 'second 1']);
    expect(await notes(sick)).toEqual([]);
    const parked = await db.admin<{ reason: string }>('select reason from inbox_parked where consumer = $1 order by id', [group]);
    expect(parked.map(({ reason }) => reason)).toEqual(['handler', 'queued', 'malformed', 'malformed', 'malformed', 'malformed']);

    effects.poison = undefined;
    expect(await server.release(sick)).toBe(2);
    expect(await notes(sick)).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  it('goes on after the brokers were away', async () => {
    const aggregate = newId();
    const link = testLink();
    await start({ kafka: link.kafka });
    await send(event(aggregate, 1));
    await counted(aggregate, 2);
    link.cut();
    await send(event(aggregate, 2));
    link.mend();
    await counted(aggregate, 4);
    await settled(2);
    expect(await notes(aggregate)).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  it('starts while the brokers are away', async () => {
    const aggregate = newId();
    const link = testLink();
    link.cut();
    await start({ kafka: link.kafka });
    await send(event(aggregate, 1));
    expect(await notes(aggregate)).toEqual([]);
    link.mend();
    await counted(aggregate, 2);
  });

  it('waits for its database instead of parking what it cannot write', async () => {
    const aggregate = newId();
    let refusals = 3;
    const source = new Proxy(db.source('worker'), {
      get(target, property, receiver) {
        if (refusals > 0 && (property === 'createQueryRunner' || property === 'query')) {
          return () => {
            refusals -= 1;
            throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
          };
        }
        return Reflect.get(target, property, receiver) as unknown;
      },
    });
    await start({ source });
    await send(event(aggregate, 1));
    await counted(aggregate, 2);
    expect(await db.admin('select id from inbox_parked where aggregate = $1', [aggregate])).toEqual([]);
    expect(refusals).toBe(0);
  });
});
