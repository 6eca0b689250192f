import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import { ApplicationApproved, ApplicationSubmitted, ApplicationTaken } from '@beian/contracts/filing/events';
import { AccountRegistered } from '@beian/contracts/identity/events';
import { SmsSettled } from '@beian/contracts/notification/events';
import { platformIn } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { aBureau } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { FakeProvider, notificationParts } from '../notification.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { Sms } from './sms.entity.ts';

const sealer = testSealer();
const keys = testKeys('notification');
let db: TestDatabase;
let parts: ReturnType<typeof notificationParts>;
let provider: FakeProvider;

beforeAll(async () => {
  useLogger(createLogger('notification', 'silent'));
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  parts = notificationParts(db.source('worker'), keys, sealer);
}, 30_000);
afterAll(() => db.close());
beforeEach(() => {
  provider = new FakeProvider();
});

const work = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => inScope(db.source('worker'), platformIn(), fn);
const rowOf = async (account: string) => (await db.admin<{ id: string; state: string; code: string | null; attempts: number }>('select id, state, code, attempts from sms where account = $1', [account]))[0];
const dueNow = (account: string) => db.admin(`update sms set due_at = now() where account = $1`, [account]);

/** An approval that has been taken in: its SMS waits. */
async function anSms(registered = true): Promise<{ account: string; officer: string; id: string; mobile: string }> {
  const account = newId();
  const officer = newId();
  const mobile = `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const base = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: account, bureau: aBureau() };
  const submitted: DataOf<typeof ApplicationSubmitted> = { ...base, round: 1, dueOn: '2026-12-22', applicationNumber: 'W1', siteName: '珞珈山', region: '420106', subject: newId(), subjectRevision: 1, uploads: [] };
  const { round, dueOn } = submitted;
  if (registered) await register(account, mobile);
  await work((tx) => parts.cases.submitted(anEnvelope(ApplicationSubmitted, submitted, { subject: base.filing }), tx));
  await work((tx) => parts.cases.taken(anEnvelope(ApplicationTaken, { ...base, round, dueOn, holder: officer }, { subject: base.filing }), tx));
  await work((tx) => parts.cases.approved(anEnvelope(ApplicationApproved, { ...base, siteName: '珞珈山', number: '鄂公网安备 42010602000001号', brigadePhone: '027-1' }, { subject: base.filing }), tx));
  return { account, officer, mobile, id: (await rowOf(account))!.id };
}

async function register(account: string, mobile: string): Promise<void> {
  const [sealedMobile, email] = await Promise.all([sealer.seal(mobile, `account:${account}:mobile`), sealer.seal('a@b.cn', `account:${account}:email`)]);
  await work((tx) => parts.copies.registered(anEnvelope(AccountRegistered, { account, mobile: sealedMobile, email }, { subject: account }), tx));
}

const settled = async (sms: string) => (await publishedEvents(db, SmsSettled)).filter(({ data }) => data.sms === sms).map(({ data: { state, code } }) => ({ state, code }));
const toldTo = (account: string) => db.admin<{ template: string }>('select template from message where account = $1', [account]);

describe('sending an SMS', () => {
  it('NTF-11 sends to the mobile of the account, in clear to the provider only, and says that it was sent', async () => {
    const { account, id, mobile } = await anSms();
    await parts.sender(provider).round(provider);
    expect(provider.sent).toEqual([{ id, to: mobile, text: expect.stringMatching(/^【.+】“珞珈山”.*W1.*鄂公网安备 42010602000001号.*027-1/) }]);
    expect(await rowOf(account)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(await settled(id)).toEqual([{ state: 'sent', code: null }]);
    expect((await recordedActions(db, 'sms.send')).at(-1)).toMatchObject({ target: { id }, outcome: 'done', after: { state: 'sent', account } });
    const stored = JSON.stringify(await db.admin('select row_to_json(s) as sms, (select json_agg(h) from sms_history h where h.id = s.id) as history from sms s where id = $1', [id]));
    expect(stored).not.toContain('珞珈山');
    expect(stored).not.toContain(mobile);
  });

  it('S9 I9 two senders at once send each SMS once', async () => {
    const made = [await anSms(), await anSms(), await anSms()];
    await Promise.all([parts.sender(provider).round(provider), parts.sender(provider).round(provider), parts.sender(provider).round(provider)]);
    expect(provider.sent.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('S9 a provider that does not answer is asked by our id; what it cannot tell stays unknown and is never re-sent', async () => {
    const { account, id, officer } = await anSms();
    provider.onSend = () => new Promise(() => undefined);
    const sender = parts.sender(provider, 100);
    await sender.round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'unknown', code: 'sms.unknown' });
    expect(provider.found).toEqual([id]);
    await dueNow(account);
    await sender.round(provider);
    expect(provider.sent).toHaveLength(1);
    expect(await settled(id)).toEqual([{ state: 'unknown', code: 'sms.unknown' }]);
    expect(await toldTo(officer)).toEqual([{ template: 'sms.unknown' }]);
  });

  it('S9 fault 17: accepted, then timed out, is sent once it is found under our id', async () => {
    const { account } = await anSms();
    provider.onSend = async () => Promise.reject(new Error('socket hang up'));
    provider.onFind = async () => 'accepted';
    await parts.sender(provider).round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('S9 what the provider certainly did not take is sent again, also when only asking has told', async () => {
    const { account } = await anSms();
    provider.onSend = async () => Promise.reject(new Error('connection reset'));
    provider.onFind = async () => 'refused';
    await parts.sender(provider).round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'waiting', code: 'sms.refused' });
    provider.onSend = async () => 'accepted';
    await dueNow(account);
    await parts.sender(provider).round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('a provider that cannot be reached is asked again and again, and then given up as unknown', async () => {
    const { account, id } = await anSms();
    const unreachable = async (): Promise<never> => Promise.reject(new Error('no route'));
    provider.onSend = unreachable;
    provider.onFind = unreachable;
    const sender = parts.sender(provider);
    await sender.round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'sending' });
    for (let ask = 0; ask < 8; ask += 1) {
      await dueNow(account);
      await sender.round(provider);
    }
    expect(await rowOf(account)).toMatchObject({ state: 'unknown', code: 'sms.no_answer' });
    expect([provider.sent.length, provider.found.length, await settled(id)]).toEqual([1, 7, [{ state: 'unknown', code: 'sms.no_answer' }]]);
  });

  it('a sender that died in between is not repeated: the next one asks', async () => {
    const { account, id } = await anSms();
    expect((await parts.sms.takeDue(60_000)).map((taken) => taken.id)).toEqual([id]);
    await parts.sender(provider).round(provider);
    expect(provider.found).toEqual([]);
    await dueNow(account);
    await parts.sender(provider).round(provider);
    expect(provider.sent).toEqual([]);
    expect(provider.found).toEqual([id]);
    expect(await rowOf(account)).toMatchObject({ state: 'unknown' });
  });

  it('S9 OPN-58 a definite refusal is retried later, three times at most, and then told to the officer', async () => {
    const { account, id, officer } = await anSms();
    provider.onSend = async () => 'refused';
    const sender = parts.sender(provider);
    await sender.round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'waiting', code: 'sms.refused', attempts: 1 });
    expect(await sender.round(provider)).toBe(0);
    for (let retry = 0; retry < 5; retry += 1) {
      await dueNow(account);
      await sender.round(provider);
    }
    expect(provider.sent).toHaveLength(4);
    expect(await rowOf(account)).toMatchObject({ state: 'failed', code: 'sms.refused', attempts: 4 });
    expect(await settled(id)).toEqual([{ state: 'failed', code: 'sms.refused' }]);
    expect(await toldTo(officer)).toEqual([{ template: 'sms.failed' }]);
  });

  it('a refusal that turns into an acceptance ends as sent, and the history folds to the row', async () => {
    const { account, id } = await anSms();
    provider.onSend = async () => 'refused';
    await parts.sender(provider).round(provider);
    provider.onSend = async () => 'accepted';
    await dueNow(account);
    await parts.sender(provider).round(provider);
    expect(await rowOf(account)).toMatchObject({ state: 'sent', attempts: 2 });
    const { folded, row } = await work(async (tx) => ({ folded: await foldHistory(tx, Sms, id), row: await tx.manager.findOneByOrFail(Sms, { id }) }));
    // The spec itself has moved the date on which the retry was due.
    expect({ ...folded, dueAt: null }).toEqual({ ...row, dueAt: null });
  });

  it('an SMS waits for the event that tells the mobile, and fails after a day without one', async () => {
    const late = await anSms(false);
    expect(await parts.sender(provider).round(provider)).toBe(0);
    await register(late.account, late.mobile);
    await parts.sender(provider).round(provider);
    expect(provider.sent.map(({ to }) => to)).toEqual([late.mobile]);
    const never = await anSms(false);
    await db.admin(`update sms set created_at = now() - interval '25 hours' where id = $1`, [never.id]);
    await parts.sender(provider).round(provider);
    expect(await rowOf(never.account)).toMatchObject({ state: 'failed', code: 'sms.no_mobile' });
    expect(provider.sent).toHaveLength(1);
  });

  it('a running sender is woken by the commit, and ends when told to', async () => {
    const sender = parts.sender(provider);
    sender.onApplicationBootstrap();
    const { id } = await anSms();
    await eventually('it is sent', () => provider.sent.some((one) => one.id === id));
    await sender.onApplicationShutdown();
    await anSms();
    expect(provider.sent).toHaveLength(1);
  });
});
