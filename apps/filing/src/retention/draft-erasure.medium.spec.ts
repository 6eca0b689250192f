import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DraftDiscarded } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { vaultSealer } from '@beian/testing/sealer';
import { DraftService } from '../draft/draft.service.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { AccountErasedConsumer } from './account-erased.consumer.ts';
import { DraftErasure } from './draft-erasure.sweeper.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let drafts: DraftService;
let erasure: DraftErasure;
beforeAll(async () => {
  db = await testDatabase({ service: 'filing', vault: true, entities: ENTITIES, migrations: MIGRATIONS });
  drafts = new DraftService(db.source('api'), vaultSealer(db));
  erasure = new DraftErasure(db.source('worker'), testKeys('filing'), vaultSealer(db));
});
afterAll(() => db.close());

async function aDraft(owner: Principal): Promise<{ id: string; content: string }> {
  const id = newId();
  await drafts.save(owner, id, { object: 'website', subject: null, step: 1, content: { name: '东湖游记', manager: { name: '李四' } }, expectedVersion: 0 });
  const [row] = await db.admin<{ content: string }>('select content from draft where id = $1', [id]);
  return { id, content: row!.content };
}

describe('the drafts of an erased account', () => {
  it('go upon its event, once, with their key; another account’s stay, and no platform sees them', async () => {
    const [gone, staying] = [anApplicant(), anApplicant()];
    const [draft, other] = [await aDraft(gone), await aDraft(staying)];
    const event = anEnvelope(AccountErased, { account: gone.account!, retention: '2026-1' }, { subject: gone.account! });
    for (let times = 0; times < 2; times += 1) await inScope(db.source('worker'), platformIn(), (tx) => new AccountErasedConsumer(erasure).erased(event, tx));
    expect(await drafts.list(gone)).toEqual([]);
    await expect(vaultSealer(db).open(draft.content, `draft:${draft.id}:content`)).rejects.toThrow('destroyed');
    expect((await drafts.read(staying, other.id)).content).toMatchObject({ name: '东湖游记' });
    expect((await publishedEvents(db, DraftDiscarded)).map(({ data }) => data.draft)).toEqual([draft.id]);
    expect((await recordedActions(db, 'draft.erase'))[0]).toMatchObject({ target: { type: 'account', id: gone.account! }, ground: 'person.request', after: { drafts: 1 } });
    expect(await inScope(db.source('worker'), platformIn(), (tx) => tx.query('select id from draft'))).toEqual([]);
  });

  it('go with the next sweep when they came after the event', async () => {
    const owner = anApplicant();
    await inScope(db.source('worker'), platformIn(), (tx) => erasure.begin(tx, owner.account!));
    const late = await aDraft(owner);
    expect([await erasure.sweep(), await erasure.sweep()]).toEqual([1, 0]);
    await expect(vaultSealer(db).open(late.content, `draft:${late.id}:content`)).rejects.toThrow('destroyed');
  });
});
