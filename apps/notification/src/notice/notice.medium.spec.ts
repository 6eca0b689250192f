import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import {
  ApplicationApproved, ApplicationOverdue, ApplicationReturned, ApplicationSubmitted, ApplicationTransferred, CommandSettled, InteractiveSet, RevealQuotaReached,
} from '@beian/contracts/filing/events';
import { AccountRegistered, BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { MessagePage, MessageView, SandboxSms } from '@beian/contracts/notification/api';
import type { Principal, Role } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { InboxServer } from '@beian/kit/kafka/inbox-server';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testTopic, type TestTopic } from '@beian/testing/kafka';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { aBureau, anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { MessageController } from '../message/message.controller.ts';
import { MessageQueries } from '../message/message.queries.ts';
import { MessageService } from '../message/message.service.ts';
import { notificationParts } from '../notification.fixture.ts';
import { SandboxController } from '../sandbox/sandbox.controller.ts';
import { SandboxProvider } from '../sandbox/sandbox-provider.ts';
import { SandboxQueries } from '../sandbox/sandbox.queries.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

const sealer = testSealer();
const keys = testKeys('notification');
const logger = createLogger('notification', 'silent');
const environment = { SMS_PROVIDER: 'sandbox' as 'sandbox' | 'none', MAIL_PROVIDER: 'sandbox' };
jest.setTimeout(60_000);

let db: TestDatabase;
let topic: TestTopic;
let server: InboxServer;
let app: HttpApp;
let parts: ReturnType<typeof notificationParts>;
let sandbox: SandboxProvider;

beforeAll(async () => {
  useLogger(logger);
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  topic = await testTopic();
  parts = notificationParts(db.source('worker'), keys, sealer);
  sandbox = new SandboxProvider(db.source('worker'), sealer);
  const { copies, cases, commands } = parts;
  server = new InboxServer({ source: db.source('worker'), service: 'notification', keys, groupId: topic.group(), brokers: topic.brokers, topics: [topic.name], logger });
  server.handle(AccountRegistered, (event, tx) => copies.registered(event, tx));
  server.handle(OfficerAppointed, (event, tx) => copies.appointed(event, tx));
  server.handle(BureauChanged, (event, tx) => copies.bureau(event, tx));
  server.handle(ApplicationSubmitted, (event, tx) => cases.submitted(event, tx));
  server.handle(ApplicationReturned, (event, tx) => cases.returned(event, tx));
  server.handle(InteractiveSet, (event, tx) => cases.interactiveSet(event, tx));
  server.handle(ApplicationApproved, (event, tx) => cases.approved(event, tx));
  server.handle(ApplicationTransferred, (event, tx) => cases.transferred(event, tx));
  server.handle(ApplicationOverdue, (event, tx) => cases.overdue(event, tx));
  server.handle(RevealQuotaReached, (event, tx) => commands.quotaReached(event, tx));
  server.handle(CommandSettled, (event, tx) => commands.settled(event, tx));
  await new Promise<void>((resolve) => server.listen(() => resolve()));
  app = await httpApp(
    { controllers: [MessageController, SandboxController], providers: [MessageQueries, MessageService, SandboxQueries] },
    { service: 'notification', kit: { keys, sealer, api: db.source('api'), environment: environment as never }, logLevel: 'silent' },
  );
}, 60_000);
afterAll(async () => {
  await app.close();
  await server.close();
  await topic.remove();
  await db.close();
});

type Sent = ReturnType<typeof anEnvelope>;
const send = (...events: Sent[]) => topic.send(...events.map((value) => ({ key: value.subject, value })));
const taken = (...events: Sent[]) => eventually('the events are taken', async () => (await db.admin('select 1 from inbox where event = any($1)', [events.map(({ id }) => id)])).length === events.length);
const messagesOf = async (as: Principal): Promise<MessageView[]> => (await app.send<MessagePage>('GET', '/messages', { as })).body.items;
const sandboxOf = async (to: string) => (await app.send<SandboxSms[]>('GET', '/sandbox/sms')).body.filter((sms) => sms.to === to);

async function anAccount(): Promise<{ owner: Principal; mobile: string }> {
  const owner = anApplicant();
  const mobile = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const [sealed, email] = await Promise.all([sealer.seal(mobile, `account:${owner.account}:mobile`), sealer.seal('a@b.cn', `account:${owner.account}:email`)]);
  const event = anEnvelope(AccountRegistered, { account: owner.account!, mobile: sealed, email }, { subject: owner.account! });
  await send(event);
  await taken(event);
  return { owner, mobile };
}

async function aBrigade(): Promise<{ bureau: number; officers: Record<'reviewer' | 'supervisor', Principal> }> {
  const bureau = aBureau();
  const officers = { reviewer: anOfficer({ bureau }), supervisor: anOfficer({ bureau, roles: ['supervisor'] }) };
  const appointed = Object.entries(officers).map(([role, { account }]) => anEnvelope(OfficerAppointed, { account: account!, bureau, roles: [role as Role], person: null, active: true }, { subject: account! }));
  const changed = anEnvelope(BureauChanged, { bureau, parent: null, name: '武昌网安大队', level: 'county', issuingCode: '420106', prefix: '鄂公网安备', brigadePhone: '027-01420106', regions: [], active: true }, { subject: String(bureau) });
  await send(...appointed, changed);
  await taken(...appointed, changed);
  return { bureau, officers };
}

async function aCase(owner: Principal, bureau: number) {
  const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, bureau };
  const data: DataOf<typeof ApplicationSubmitted> = { ...facts, round: 1, dueOn: '2026-12-22', applicationNumber: 'W0007', siteName: '珞珈山', region: '420106', subject: newId(), subjectRevision: 1, uploads: [] };
  const event = anEnvelope(ApplicationSubmitted, data, { subject: facts.filing });
  await send(event);
  await taken(event);
  return { ...facts, round: 1, dueOn: '2026-12-22' };
}

const approvalOf = ({ round: _round, dueOn: _dueOn, ...facts }: Awaited<ReturnType<typeof aCase>>, version: number) =>
  anEnvelope(ApplicationApproved, { ...facts, siteName: '珞珈山', number: '鄂公网安备 42010602000009号', brigadePhone: '027-01420106' }, { subject: facts.filing, version });

describe('what an event tells', () => {
  it('I9 an approval delivered twice gives one message and one SMS, to the account of the owner alone', async () => {
    const [{ owner, mobile }, other, { bureau }] = [await anAccount(), await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau);
    const approved = approvalOf(facts, 2);
    await send(approved, approved);
    const last = approvalOf(await aCase(other.owner, bureau), 2);
    await send(approved, last);
    await taken(approved, last);
    const sender = parts.sender(sandbox);
    while ((await sender.round(sandbox)) > 0);
    expect(await sandboxOf(mobile)).toEqual([{ id: expect.any(String), to: mobile, at: expect.any(String), text: expect.stringMatching(/^【武昌网安大队】“珞珈山”的新办网站申请（申请编号：W0007）已审核通过，备案编号：鄂公网安备 42010602000009号。.*联系电话：027-01420106。$/) }]);
    expect((await messagesOf(owner)).map(({ title, link }) => [title, link])).toEqual([['审核通过', `/filings/${facts.filing}`], ['申请已提交', `/applications/${facts.application}`]]);
    expect((await messagesOf(other.owner)).map(({ title }) => title)).toEqual(['审核通过', '申请已提交']);
  });

  it('OPN-19 what an officer has set is told with its sealed reason, without an SMS', async () => {
    const [{ owner, mobile }, { bureau }] = [await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau);
    const command = newId();
    const reason = await sealer.seal('设有用户留言板', `command:${command}:reason`);
    const event = anEnvelope(InteractiveSet, { ...facts, siteName: '珞珈山', command, interactive: true, reason }, { subject: facts.filing, version: 2 });
    await send(event);
    await taken(event);
    await parts.sender(sandbox).round(sandbox);
    expect((await messagesOf(owner))[0]).toMatchObject({ title: '已认定为交互式', body: expect.stringContaining('理由：设有用户留言板。') });
    expect(await sandboxOf(mobile)).toEqual([]);
  });

  it('abuse 36: the supervisors of a bureau learn that one of its officers has used up the day’s reveals, and nobody else does', async () => {
    const { bureau, officers } = await aBrigade();
    const other = await aBrigade();
    const event = anEnvelope(RevealQuotaReached, { account: officers.reviewer.account!, bureau, day: '2026-11-27', reveals: 300 }, { subject: officers.reviewer.account!, version: 2 });
    await send(event);
    await taken(event);
    expect((await messagesOf(officers.supervisor)).map(({ title, body }) => [title, body.includes('300次')])).toEqual([['查看个人信息已达当日上限', true]]);
    for (const somebody of [officers.reviewer, other.officers.supervisor]) expect(await messagesOf(somebody)).toEqual([]);
  });

  it('NTF-24 a return tells the sealed reasons with their fields; nothing of them lies in a table in clear', async () => {
    const [{ owner, mobile }, { bureau }] = [await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau);
    const command = newId();
    const reasons = await sealer.seal(JSON.stringify([{ field: 'website.name', text: '与实际不符' }]), `command:${command}:reasons`);
    const event = anEnvelope(ApplicationReturned, { ...facts, siteName: '珞珈山', command, fields: ['website.name'], reasons, lapsesOn: '2027-01-22', subjectReturned: false }, { subject: facts.filing, version: 2 });
    await send(event);
    await taken(event);
    await parts.sender(sandbox).round(sandbox);
    expect((await messagesOf(owner))[0]).toMatchObject({ title: '申请被退回', body: expect.stringContaining('1. 网站名称：与实际不符') });
    expect((await sandboxOf(mobile))[0]?.text).toContain('网站名称：与实际不符');
    const tables = await db.admin(`select (select json_agg(m) from message m)::text || (select json_agg(s) from sms s)::text || (select json_agg(x) from sandbox_sms x)::text || (select json_agg(o.data) from outbox o)::text as all`);
    expect(JSON.stringify(tables)).not.toMatch(new RegExp(`与实际不符|${mobile}`));
  });

  it('a transfer is told in the system only, and an overdue case to its holder and the supervisors (OPN-54)', async () => {
    const [{ owner, mobile }, { bureau, officers }] = [await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau - 1);
    const moved = anEnvelope(ApplicationTransferred, { ...facts, bureau, from: bureau - 1, subject: newId(), uploads: [] }, { subject: facts.filing, version: 2 });
    const overdue = anEnvelope(ApplicationOverdue, { ...facts, bureau, holder: null }, { subject: facts.filing, version: 3 });
    await send(moved, overdue);
    await taken(overdue);
    await parts.sender(sandbox).round(sandbox);
    expect((await messagesOf(owner))[0]).toMatchObject({ title: '申请已移交', body: expect.stringContaining('武昌网安大队') });
    expect(await sandboxOf(mobile)).toEqual([]);
    for (const officer of Object.values(officers)) expect((await messagesOf(officer)).map(({ title, link }) => [title, link])).toEqual([['审核已逾期', `/desk/${facts.application}`]]);
  });

  it('S10 a refused signal reaches its sender; an applied one, and an Update, tell nobody twice', async () => {
    const [{ owner }, { bureau, officers }] = [await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau);
    const sender = officers.reviewer.account!;
    const settled = { command: newId(), filing: facts.filing, application: facts.application, action: 'passInitial', via: 'signal' as const, sender, status: 'refused' as const, code: 'case.stage-not-allowed', siteName: '珞珈山', bureau };
    const events = [settled, { ...settled, via: 'update' as const }, { ...settled, status: 'applied' as const, code: null }].map((data, index) => anEnvelope(CommandSettled, data, { subject: facts.filing, version: index + 2 }));
    await send(...events);
    await taken(...events);
    expect((await messagesOf(officers.reviewer)).map(({ body }) => body)).toEqual([expect.stringContaining('申请当前所处环节不能进行该操作')]);
  });

  it('a snapshot, which says what was said before, tells nobody', async () => {
    const [{ owner }, { bureau }] = [await anAccount(), await aBrigade()];
    const facts = await aCase(owner, bureau);
    const snapshot = { ...approvalOf(facts, 2), snapshot: true as const };
    await send(snapshot);
    await taken(snapshot);
    expect((await messagesOf(owner)).map(({ title }) => title)).toEqual(['申请已提交']);
  });
});

describe('reading messages', () => {
  it('pages by keyset, counts the unread, and marks only own messages', async () => {
    const [{ owner }, { owner: stranger }, { bureau }] = [await anAccount(), await anAccount(), await aBrigade()];
    for (let each = 0; each < 3; each += 1) await aCase(owner, bureau);
    const first = (await app.send<MessagePage>('GET', '/messages?limit=2', { as: owner })).body;
    const second = (await app.send<MessagePage>('GET', `/messages?limit=2&after=${first.next}`, { as: owner })).body;
    expect([first.items.length, second.items.length, second.next, first.unread]).toEqual([2, 1, null, 3]);
    const [newest] = first.items;
    expect((await app.send('POST', `/messages/${newest!.message}/read`, { as: stranger })).status).toBe(404);
    for (let twice = 0; twice < 2; twice += 1) expect((await app.send('POST', `/messages/${newest!.message}/read`, { as: owner })).status).toBe(204);
    expect((await app.send('GET', '/messages/unread', { as: owner })).body).toEqual({ unread: 2 });
    expect((await messagesOf(owner))[0]).toMatchObject({ message: newest!.message, readAt: expect.any(String) });
    expect((await app.send('GET', '/messages')).status).toBe(401);
  });

  it('what the sandbox "sent" does not exist while another provider is configured', async () => {
    environment.SMS_PROVIDER = 'none';
    expect((await app.send('GET', '/sandbox/sms')).status).toBe(404);
    environment.SMS_PROVIDER = 'sandbox';
    expect((await app.send('GET', '/sandbox/sms')).status).toBe(200);
  });

  it('raw SQL without a scope shows nothing', async () => {
    for (const table of ['message', 'message_read', 'sandbox_sms', 'sandbox_mail']) expect(await db.source('api').query(`select 1 from ${table}`)).toEqual([]);
    for (const table of ['sms', 'sms_history', 'mail', 'mail_history', 'sandbox_sms', 'sandbox_mail', 'contact', 'officer_copy', 'bureau_copy', 'case_copy']) expect(await db.source('worker').query(`select 1 from ${table}`)).toEqual([]);
  });
});
