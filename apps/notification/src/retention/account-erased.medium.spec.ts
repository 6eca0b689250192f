import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationApproved, ApplicationSubmitted } from '@beian/contracts/filing/events';
import { AccountErased, AccountRegistered, PasswordChanged } from '@beian/contracts/identity/events';
import { platformIn } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { MessageQueries } from '../message/message.queries.ts';
import { FakeProvider, notificationParts } from '../notification.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { AccountErasedConsumer } from './account-erased.consumer.ts';

jest.setTimeout(60_000);

const keys = testKeys('notification');
let db: TestDatabase;
beforeAll(async () => {
  useLogger(createLogger('notification', 'silent'));
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
});
afterAll(() => db.close());

const work = (fn: (tx: Tx) => Promise<void>): Promise<void> => inScope(db.source('worker'), platformIn(), fn);

describe('what was told to an erased account', () => {
  it('reads 已删除, the record stays, and what still waits is sent to nobody', async () => {
    const owner = anApplicant();
    const account = owner.account!;
    const identity = testSealer('identity');
    const parts = notificationParts(db.source('worker'), keys, testSealer('notification'));
    const mobile = await identity.seal('13912345678', `account:${account}:mobile`);
    await work((tx) => parts.copies.registered(anEnvelope(AccountRegistered, { account, mobile, email: null }, { subject: account }), tx));
    await work((tx) => parts.accounts.password(anEnvelope(PasswordChanged, { account, how: 'reset' }, { subject: account }), tx));
    const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: account, bureau: 3 };
    const about = { subject: facts.filing };
    await work((tx) => parts.cases.submitted(anEnvelope(ApplicationSubmitted, { ...facts, round: 1, dueOn: null, applicationNumber: 'W1', siteName: '站', region: '420106', subject: newId(), subjectRevision: 1, uploads: [] }, about), tx));
    await work((tx) => parts.cases.approved(anEnvelope(ApplicationApproved, { ...facts, siteName: '站', number: '鄂公网安备 42010602000001号', brigadePhone: '027-1' }, about), tx));

    await identity.erase(`account:${account}`, 'person.request');
    await work((tx) => new AccountErasedConsumer(keys, testSealer('notification')).erased(anEnvelope(AccountErased, { account, retention: '2026-1' }, { subject: account }), tx));
    const { items } = await new MessageQueries(db.source('api'), testSealer('notification')).page(owner, undefined, 20);
    expect([...new Set(items.map(({ body }) => body))]).toEqual(['已删除']);
    const provider = new FakeProvider();
    await notificationParts(db.source('worker'), keys, testSealer('notification')).sender(provider).round(provider);
    expect(provider.sent).toEqual([]);
    expect(await db.admin('select state, code from sms where account = $1', [account])).toEqual([{ state: 'failed', code: 'sms.erased' }]);
    expect((await recordedActions(db, 'message.erase')).map(({ target, ground }) => [target.id, ground])).toEqual([[account, 'person.request']]);
  });
});
