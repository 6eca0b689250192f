import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MessagesErased } from '@beian/contracts/notification/events';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { vaultSealer } from '@beian/testing/sealer';
import { newId } from '@beian/kit/http/uuid';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { MessageRetentionSweeper } from './message-retention.sweeper.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ service: 'notification', vault: true, entities: ENTITIES, migrations: MIGRATIONS });
});
afterAll(() => db.close());

describe('the retention of messages', () => {
  it('erases texts a year after their quarter, records it once, and leaves later ones', async () => {
    const account = `account:${newId()}`;
    const at = (day: string) => vaultSealer(db, { now: () => Date.parse(day) });
    const old = await at('2025-03-31').seal('旧', 'message:1:body', account);
    const young = await at('2025-04-01').seal('新', 'message:2:body', account);
    const sweeper = new MessageRetentionSweeper(db.source('worker'), testKeys('notification'), vaultSealer(db));
    expect(await sweeper.sweep(new Date('2026-03-31'))).toBe(0);
    expect(await sweeper.sweep(new Date('2026-04-02'))).toBe(1);
    expect(await sweeper.sweep(new Date('2026-04-02'))).toBe(0);
    await expect(vaultSealer(db).open(old, 'message:1:body')).rejects.toThrow('destroyed');
    expect(await vaultSealer(db).open(young, 'message:2:body')).toBe('新');
    expect((await publishedEvents(db, MessagesErased)).map(({ data }) => data.keys)).toEqual([1]);
    expect((await recordedActions(db, 'message.erase')).map(({ ground }) => ground)).toEqual(['retention.ended']);
  });
});
