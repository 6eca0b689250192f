import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { CodeIssued, ContactChanged, PasswordChanged } from '@beian/contracts/identity/events';
import { CodeSettled, SmsSettled } from '@beian/contracts/notification/events';
import { platformIn } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import type { Letter, MailProvider } from '../mail/mail-provider.ts';
import { FakeProvider, notificationParts } from '../notification.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

const sealer = testSealer();
let db: TestDatabase;
let parts: ReturnType<typeof notificationParts>;
let provider: FakeProvider;

/** A mail server that takes everything, and remembers it. */
class FakeMail implements MailProvider {
  readonly sent: ({ id: string } & Letter)[] = [];
  async send(id: string, letter: Letter): Promise<'accepted'> {
    this.sent.push({ id, ...letter });
    return 'accepted';
  }
  async find(): Promise<'unknown'> {
    return 'unknown';
  }
}

beforeAll(async () => {
  useLogger(createLogger('notification', 'silent'));
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  parts = notificationParts(db.source('worker'), testKeys('notification'), sealer);
}, 60_000);
afterAll(() => db.close());
beforeEach(() => {
  provider = new FakeProvider();
});

const work = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => inScope(db.source('worker'), platformIn(), fn);

async function envelopeOf(more: Partial<DataOf<typeof CodeIssued>> = {}, to = '13912345678', code = '654321'): Promise<Envelope<DataOf<typeof CodeIssued>>> {
  const challenge = newId();
  const [sealedTo, sealedCode] = await Promise.all([sealer.seal(to, `code:${challenge}:to`), sealer.seal(code, `code:${challenge}:code`)]);
  const data: DataOf<typeof CodeIssued> = { challenge, channel: 'sms', template: 'register', to: sealedTo, code: sealedCode, expiresAt: new Date(Date.now() + 300_000).toISOString(), ...more };
  return anEnvelope(CodeIssued, data, { subject: challenge });
}

async function issued(...what: Parameters<typeof envelopeOf>): Promise<string> {
  const envelope = await envelopeOf(...what);
  await work((tx) => parts.codes.issued(envelope, tx));
  return envelope.subject;
}

/** The same fact as identity gives it to whoever asked. */
async function ordered(): Promise<{ challenge: string; order: string; envelope: Awaited<ReturnType<typeof envelopeOf>> }> {
  const envelope = await envelopeOf();
  const order = await sealer.seal(JSON.stringify({ event: envelope.id, data: envelope.data }), `code:${envelope.subject}:order`);
  return { challenge: envelope.subject, order, envelope };
}

const settled = async (challenge: string) => (await publishedEvents(db, CodeSettled)).filter(({ data }) => data.challenge === challenge).map(({ data: { channel, state, code } }) => [channel, state, code]);

describe('a one-time code', () => {
  it('OPN-05 goes by SMS to the number of the event, and stands in clear in no table, event or record', async () => {
    const challenge = await issued();
    await parts.sender(provider).round(provider);
    expect(provider.sent).toEqual([{ id: expect.any(String), to: '13912345678', text: expect.stringMatching(/^【.+】验证码：654321，用于注册账号，5分钟内有效/) }]);
    expect(await settled(challenge)).toEqual([['sms', 'sent', null]]);
    expect(await publishedEvents(db, SmsSettled)).toEqual([]);
    const stored = await db.admin<{ text: string }>('select s::text as text from sms s union all select h::text from sms_history h union all select o::text from outbox o');
    expect(stored.filter(({ text }) => text.includes('13912345678') || text.includes('654321'))).toEqual([]);
    expect((await recordedActions(db, 'sms.send')).at(-1)).toMatchObject({ outcome: 'done', after: { template: 'register', account: null } });
  });

  it('OPN-05 goes by e-mail with a subject that does not show it', async () => {
    const challenge = await issued({ channel: 'email', template: 'email' }, 'li@example.cn');
    const mail = new FakeMail();
    await parts.mailSender(mail).round(mail);
    expect(mail.sent).toEqual([{ id: expect.any(String), to: 'li@example.cn', subject: expect.not.stringContaining('654321'), text: expect.stringContaining('验证码：654321，用于验证邮箱') }]);
    expect(await settled(challenge)).toEqual([['email', 'sent', null]]);
  });

  it.each(['registered_already', 'not_registered', 'mobile_taken'] as const)('abuse 14: %s tells the holder why, without a code', async (template) => {
    await issued({ template });
    await parts.sender(provider).round(provider);
    expect(provider.sent).toHaveLength(1);
    expect(provider.sent[0]!.text).not.toContain('654321');
  });

  it('is not sent once it has ended, and not again after a refusal that outlasts it', async () => {
    const late = await issued({ expiresAt: new Date(Date.now() - 1_000).toISOString() });
    await parts.sender(provider).round(provider);
    expect([provider.sent, await settled(late)]).toEqual([[], [['sms', 'failed', 'sms.expired']]]);
    const refused = await issued();
    provider.onSend = async () => 'refused';
    await parts.sender(provider).round(provider);
    await db.admin(`update sms set due_at = now(), expires_at = now() where challenge = $1`, [refused]);
    await parts.sender(provider).round(provider);
    expect([provider.sent.length, await settled(refused)]).toEqual([1, [['sms', 'failed', 'sms.expired']]]);
  });

  it('OPN-05 goes out with the order that its bearer hands on, though no event comes; the event that follows sends nothing more', async () => {
    const { challenge, order, envelope } = await ordered();
    await Promise.all([parts.orders.handOn({ challenge, order }), parts.orders.handOn({ challenge, order }), work((tx) => parts.codes.issued(envelope, tx))]);
    await parts.orders.handOn({ challenge, order });
    await work((tx) => parts.codes.issued(envelope, tx));
    await parts.sender(provider).round(provider);
    expect(provider.sent.map(({ to }) => to)).toEqual(['13912345678']);
    expect(await db.admin('select cause from sms where challenge = $1', [challenge])).toEqual([{ cause: envelope.id }]);
  });

  it('abuse 14: no order but identity’s own for this challenge sends anything', async () => {
    const { challenge, order } = await ordered();
    const [head, body] = [order.slice(0, order.lastIndexOf('.') + 1), order.slice(order.lastIndexOf('.') + 1)];
    const forged = [order.replace(/\.[^.]{8}/, '.00000000'), head + body.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), await sealer.seal('{}', `code:${challenge}:order`), await sealer.seal('13912345678', 'account:x:mobile')];
    const refused = { code: 'input.invalid', fields: [expect.objectContaining({ field: 'order' })] };
    for (const text of forged) await expect(parts.orders.handOn({ challenge, order: text })).rejects.toMatchObject(refused);
    await expect(parts.orders.handOn({ challenge: newId(), order })).rejects.toMatchObject(refused);
    await parts.sender(provider).round(provider);
    expect(provider.sent).toEqual([]);
  });

  it('S9 two senders at once send it once', async () => {
    await issued();
    await Promise.all([1, 2, 3].map(() => parts.sender(provider).round(provider)));
    expect(provider.sent).toHaveLength(1);
  });
});

describe('what happened to an account', () => {
  it('is told to it, and SMS follow the new mobile', async () => {
    const account = newId();
    const mobile = await sealer.seal('13900001111', `account:${account}:mobile`);
    await work((tx) => parts.accounts.password(anEnvelope(PasswordChanged, { account, how: 'reset' }, { subject: account }), tx));
    await work((tx) => parts.accounts.contact(anEnvelope(ContactChanged, { account, mobile, email: null, emailVerified: false, changed: 'mobile' }, { subject: account }), tx));
    expect(await db.admin('select template from message where account = $1 order by id', [account])).toEqual([{ template: 'account.password' }, { template: 'account.mobile' }]);
    expect(await db.admin('select mobile from contact where account = $1', [account])).toEqual([{ mobile }]);
  });
});
