import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { defineEvent, type EventDefinition } from '@beian/contracts/define-event';
import { ANONYMOUS } from '@beian/contracts/principal';
import type { Envelope } from '@beian/contracts/envelope';
import type { TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, signedValue } from '@beian/testing/outbox';
import { plumbingDatabase } from '@beian/testing/plumbing';
import { anOfficer } from '@beian/testing/principals';
import { z } from 'zod';
import { inScope, type Tx } from '../db/scope.ts';
import { unavailable } from '../errors/domain-error.ts';
import { newId } from '../http/uuid.ts';
import { createLogger } from '../logging/logger.ts';
import { publish } from '../outbox/publish.ts';
import type { InboxContext } from './apply.ts';
import { takeMessage } from './inbox.ts';
import type { IncomingMessage, Route } from './message.ts';
import { decideParked, findDue, listParked } from './parked.ts';
import { replayLane } from './replay.ts';

const Counted = defineEvent('test.inbox.counted.v1', z.object({ n: z.int() }));
const Echoed = defineEvent('test.inbox.echoed.v1', z.object({ n: z.int() }));
const signal = new AbortController().signal;
const operator = () => anOfficer({ roles: ['operator'] });
jest.setTimeout(60_000);

describe('the inbox', () => {
  let db: TestDatabase;
  let context: InboxContext;
  let aggregate: string;
  let offset = 0;
  /** What the handler does beyond its effect. */
  let misbehave: (event: Envelope<{ n: number }>) => void;
  beforeAll(async () => {
    db = await plumbingDatabase('notification');
  });
  afterAll(() => db.close());
  beforeEach(() => {
    aggregate = newId();
    misbehave = () => undefined;
    const handler = async (event: Envelope, tx: Tx): Promise<void> => {
      await tx.query('insert into effect (event, aggregate, note) values ($1, $2, $3)', [event.id, event.subject, String(event.version)]);
      publish(tx, Echoed, event.subject, event.data as { n: number });
      misbehave(event as Envelope<{ n: number }>);
    };
    const route: Route = { definition: Counted as EventDefinition, handlers: [handler] };
    context = { source: db.source('worker'), consumer: 'test', keys: testKeys('notification'), routes: new Map([[Counted.type, route]]), logger: createLogger('testing', 'silent') };
  });

  const event = (version: number, more: object = {}) => ({ ...anEnvelope(Counted, { n: version }, { subject: aggregate, version }), ...more });
  const message = (value: unknown, key = aggregate): IncomingMessage => {
    offset += 1;
    return { topic: 'filing.events', partition: 0, offset: String(offset), key: Buffer.from(key), value: Buffer.from(typeof value === 'string' ? value : signedValue(value as Envelope)) };
  };
  const take = (value: unknown) => takeMessage(context, message(value), signal);
  const lane = () => ({ consumer: 'test', topic: 'filing.events', aggregate });
  const release = () => replayLane(context, lane(), 'all', signal);
  const effects = async () => (await db.admin<{ note: string }>('select note from effect where aggregate = $1 order by seq', [aggregate])).map(({ note }) => Number(note));
  const waiting = async () => (await db.admin<{ reason: string }>('select reason from inbox_parked where aggregate = $1 and settled_at is null order by rank, id', [aggregate])).map(({ reason }) => reason);

  it('I6 applies an event once, however often and at however many consumers it arrives', async () => {
    const same = event(1);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => take(same)));
    expect(outcomes.sort()).toEqual(['applied', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await take(same)).toBe('duplicate');
    expect(await effects()).toEqual([1]);
  });

  it('publishes with the effect, naming the event as cause and its correlation', async () => {
    const cause = event(1, { correlationid: 'c-77' });
    await take(cause);
    const [echo] = (await publishedEvents(db, Echoed)).filter(({ subject }) => subject === aggregate);
    expect(echo).toMatchObject({ causationid: cause.id, correlationid: 'c-77', actor: { kind: 'platform' } });
  });

  it('passes an event that has no handler, and counts it', async () => {
    expect(await take(event(1, { type: 'test.inbox.strange.v1' }))).toBe('passed');
    expect(await take(event(2))).toBe('applied');
    expect(await db.admin('select handled from inbox where event in (select event from effect where aggregate = $1)', [aggregate])).toEqual([{ handled: true }]);
  });

  it('finds a gap, holds what comes after it, and goes on in order once it is filled', async () => {
    expect(await take(event(1))).toBe('applied');
    expect(await take(event(4))).toBe('parked');
    expect(await take(event(3))).toBe('parked');
    expect(await waiting()).toEqual(['queued', 'gap']);
    expect(await take(event(2))).toBe('applied');
    expect(await effects()).toEqual([1, 2, 3, 4]);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['a handler with a programming error', (n: number) => event(n), 'handler'],
    ['broken JSON', () => '{"half":', 'malformed'],
    ['data outside the schema', (n: number) => event(n, { data: { n: 'x' } }), 'schema'],
  ])('parks the aggregate of %s, lets others flow, and queues its later events', async (_what, poison, reason) => {
    misbehave = ({ subject, data }) => {
      if (subject === aggregate && data.n === 2) (undefined as unknown as { call(): void }).call();
    };
    await take(event(1));
    expect(await take(poison(2))).toBe('parked');
    expect(await take(event(3))).toBe('parked');
    expect(await waiting()).toEqual([reason, 'queued']);
    expect(await effects()).toEqual([1]);
    const another = newId();
    expect(await takeMessage(context, message({ ...event(1), subject: another }, another), signal)).toBe('applied');
  });

  it('releases in order once the fault is mended, and not before', async () => {
    let broken = true;
    misbehave = ({ data }) => {
      if (broken && data.n === 1) throw new TypeError('not yet mended');
    };
    await take(event(1));
    for (const version of [2, 3, 4]) await take(event(version));
    expect(await release()).toBe(0);
    const [head] = await db.admin('select reason, detail, attempts from inbox_parked where aggregate = $1 order by rank', [aggregate]);
    expect(head).toEqual({ reason: 'handler', detail: 'TypeError', attempts: 6 });
    broken = false;
    expect(await release()).toBe(4);
    expect(await effects()).toEqual([1, 2, 3, 4]);
    expect(await take(event(5))).toBe('applied');
  });

  it('parks a message once, also when it is delivered again before and after its release', async () => {
    misbehave = () => {
      throw new RangeError('broken');
    };
    const poison = message(event(1));
    expect(await takeMessage(context, poison, signal)).toBe('parked');
    expect(await takeMessage(context, poison, signal)).toBe('duplicate');
    misbehave = () => undefined;
    await release();
    expect(await takeMessage(context, poison, signal)).toBe('duplicate');
    expect(await effects()).toEqual([1]);
  });

  it('lets an operator see, release and give up parked messages, and nobody else', async () => {
    await take('{"broken"');
    await take(event(2));
    const list = (principal = operator()) => inScope(db.source('api'), principal, (tx) => listParked(tx));
    const seen = (await list()).filter((each) => each.aggregate === aggregate);
    expect(seen.map(({ reason }) => reason)).toEqual(['malformed', 'queued']);
    expect(await list(anOfficer())).toEqual([]);
    expect(await list(ANONYMOUS)).toEqual([]);
    await expect(db.source('api').query('select value from inbox_parked')).rejects.toThrow('permission denied');

    const decide = (id: string, verdict: 'release' | 'discard') => inScope(db.source('api'), operator(), (tx) => decideParked(tx, id, verdict));
    expect(await decide(seen[0]!.id, 'discard')).toBe(true);
    await replayDue();
    expect(await waiting()).toEqual(['queued']);
    expect(await decide(seen[1]!.id, 'release')).toBe(true);
    await replayDue();
    expect(await effects()).toEqual([2]);
    expect(await decide(seen[1]!.id, 'release')).toBe(false);
  });

  it('retries by itself what was only unavailable', async () => {
    let down = true;
    misbehave = () => {
      if (down) throw unavailable();
    };
    expect(await take(event(1))).toBe('parked');
    expect(await waiting()).toEqual(['unavailable']);
    expect(await findDue(db.source('worker'), 'test')).toEqual([]);
    down = false;
    await db.admin(`update inbox_parked set retry_at = now() where aggregate = $1`, [aggregate]);
    await replayDue();
    expect(await effects()).toEqual([1]);
  });

  it('starts afresh from a snapshot, whatever was missed before it', async () => {
    expect(await take(event(8))).toBe('parked');
    expect(await take(event(9, { snapshot: true }))).toBe('parked');
    expect(await effects()).toEqual([8, 9]);
    aggregate = newId();
    expect(await take(event(40, { snapshot: true }))).toBe('applied');
    expect(await take(event(41))).toBe('applied');
    expect(await waiting()).toEqual([]);
  });

  it('parks an unknown event of a version that was given up', async () => {
    await take(event(1));
    await take(event(3));
    await release();
    expect(await take(event(2))).toBe('parked');
    expect(await waiting()).toEqual(['late']);
    expect(await effects()).toEqual([1, 3]);
  });

  async function replayDue(): Promise<void> {
    for (const { acceptance, ...due } of await findDue(db.source('worker'), 'test')) await replayLane(context, due, acceptance, signal);
  }
});
