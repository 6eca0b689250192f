import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import { AccountRegistered, BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import { platformIn, type Principal, type Role } from '@beian/contracts/principal';
import { ReviewDueSoon, ReviewOpened, ReviewOverdue, SubjectApproved, SubjectChangeApproved, SubjectChangeReturned, SubjectContested, SubjectReturned } from '@beian/contracts/subject/events';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { aBureau, anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { MessageQueries } from '../message/message.queries.ts';
import { FakeProvider, notificationParts } from '../notification.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

jest.setTimeout(120_000);
const sealer = testSealer();
let db: TestDatabase;
let parts: ReturnType<typeof notificationParts>;
let provider: FakeProvider;

beforeAll(async () => {
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  parts = notificationParts(db.source('worker'), testKeys('notification'), sealer);
  provider = new FakeProvider();
});
afterAll(() => db.close());

const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
const messagesOf = async (who: Principal) => (await new MessageQueries(db.source('api'), sealer).page(who, undefined, 20)).items;
/** What this account was sent by SMS. */
async function smsOf(mobile: string): Promise<string[]> {
  while ((await parts.sender(provider).round(provider)) > 0);
  return provider.sent.filter(({ to }) => to === mobile).map(({ text }) => text);
}

async function aWorld() {
  const [owner, bureau] = [anApplicant(), aBureau()];
  const mobile = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const [sealed, email] = await Promise.all([sealer.seal(mobile, `account:${owner.account}:mobile`), sealer.seal('a@b.cn', `account:${owner.account}:email`)]);
  await told((tx) => parts.copies.registered(anEnvelope(AccountRegistered, { account: owner.account!, mobile: sealed, email }, { subject: owner.account! }), tx));
  await told((tx) => parts.copies.bureau(anEnvelope(BureauChanged, { bureau, parent: null, name: '襄城网安大队', level: 'county', issuingCode: '420602', prefix: '鄂公网安备', brigadePhone: '0710-0142062', regions: [], active: true }, { subject: String(bureau) }), tx));
  const decided = { subject: newId(), revision: 1, owner: owner.account!, bureau };
  return { owner, bureau, mobile, decided };
}

describe('a subject that was reviewed on its own', () => {
  it('NTF-10 SUB-35 is told to be approved by SMS of its bureau and by system message, once', async () => {
    const { owner, mobile, decided } = await aWorld();
    const event = anEnvelope(SubjectApproved, { ...decided, filing: null, review: newId() }, { subject: decided.subject });
    await told((tx) => parts.subjects.approved(event, tx));
    expect((await messagesOf(owner)).map(({ title, link }) => [title, link])).toEqual([['开办主体审核通过', `/subjects/${decided.subject}`]]);
    expect(await smsOf(mobile)).toEqual(['【襄城网安大队】您提交的开办主体已审核通过，可以办理备案业务。']);
  });

  it('NTF-24 is told to be returned likewise, with every sealed reason at its field', async () => {
    const { owner, mobile, decided } = await aWorld();
    const review = newId();
    const reasons = await sealer.seal(JSON.stringify({ salt: 's', reasons: [{ field: 'subject.responsible.mobile', text: '无法联系' }] }), `review:${review}:reasons`);
    await told((tx) => parts.subjects.returned(anEnvelope(SubjectReturned, { ...decided, filing: null, review, reasons }, { subject: decided.subject }), tx));
    expect((await messagesOf(owner))[0]).toMatchObject({ title: '开办主体被退回', body: expect.stringContaining('1. 主体负责人：无法联系') });
    expect(await smsOf(mobile)).toEqual([expect.stringMatching(/^【襄城网安大队】您提交的开办主体被退回，理由：1\. 主体负责人：无法联系。.*联系电话：0710-0142062。$/)]);
  });

  it('S6 that was decided with its filing is told in the system alone', async () => {
    const { owner, mobile, decided } = await aWorld();
    await told((tx) => parts.subjects.approved(anEnvelope(SubjectApproved, { ...decided, filing: newId() }, { subject: decided.subject }), tx));
    expect((await messagesOf(owner)).map(({ title }) => title)).toEqual(['开办主体审核通过']);
    expect(await smsOf(mobile)).toEqual([]);
  });

  it('OPN-54 whose time runs out is told to the reviewers, when overdue to the supervisors too, and to nobody on it', async () => {
    const { bureau, decided } = await aWorld();
    const officers = { reviewer: anOfficer({ bureau }), own: anOfficer({ bureau }), supervisor: anOfficer({ bureau, roles: ['supervisor'] }) };
    for (const [name, { account, person }] of Object.entries(officers)) {
      const roles: Role[] = [name === 'supervisor' ? 'supervisor' : 'reviewer'];
      await told((tx) => parts.copies.appointed(anEnvelope(OfficerAppointed, { account: account!, bureau, roles, person, active: true }, { subject: account! }), tx));
    }
    const clock: DataOf<typeof ReviewDueSoon> = { subject: decided.subject, review: newId(), owner: decided.owner, bureau, holder: null, dueOn: '2026-12-22', persons: [officers.own.person!] };
    await told((tx) => parts.subjects.dueSoon(anEnvelope(ReviewDueSoon, clock, { subject: decided.subject }), tx));
    await told((tx) => parts.subjects.overdue(anEnvelope(ReviewOverdue, clock, { subject: decided.subject }), tx));
    expect(await Promise.all(Object.values(officers).map(async (who) => (await messagesOf(who)).map(({ title }) => title)))).toEqual([['主体审核已逾期', '主体审核即将到期'], [], ['主体审核已逾期']]);
  });
});

describe('OPN-65 a subject that somebody else wanted to register', () => {
  it('is told to reviewers and supervisors of its bureau, a unit by its name, a natural person by none', async () => {
    const { bureau, decided } = await aWorld();
    const officers = [anOfficer({ bureau }), anOfficer({ bureau, roles: ['supervisor'] }), anOfficer({ bureau, roles: ['inspector'] })];
    for (const { account, person, roles } of officers) await told((tx) => parts.copies.appointed(anEnvelope(OfficerAppointed, { account: account!, bureau, roles: [...roles] as Role[], person, active: true }, { subject: account! }), tx));
    for (const unitName of ['武汉某某有限公司', null]) await told((tx) => parts.subjects.contested(anEnvelope(SubjectContested, { subject: decided.subject, bureau, unitName }, { subject: decided.subject }), tx));
    const bodies = await Promise.all(officers.map(async (who) => (await messagesOf(who)).map(({ body }) => body.slice(0, body.indexOf('，')))));
    const both = ['有其他账号申请登记本单位审核通过的一名个人主体', '有其他账号申请登记本单位审核通过的主体“武汉某某有限公司”'];
    expect(bodies).toEqual([both, both, []]);
  });
});

describe('OPN-07 a change of a subject', () => {
  const changeOf = ({ subject, owner, bureau }: Awaited<ReturnType<typeof aWorld>>['decided'], fields: string[]) => ({ subject, review: newId(), revision: 2, replaces: 1, owner, fields, bureau });
  const approvedOf = (change: ReturnType<typeof changeOf>): DataOf<typeof SubjectChangeApproved> => ({ ...change, nature: 'unit', type: 'enterprise', region: '420602', unitName: '襄阳某某有限公司', name: 'v2.aes.k.n.b', persons: [], decidedAt: '2026-12-01T08:00:00.000Z' });

  it('that is submitted is told with its day, and that the former stays in force', async () => {
    const { owner, mobile, decided } = await aWorld();
    const opened = { subject: decided.subject, review: newId(), n: 2, revision: 2, owner: decided.owner, bureau: decided.bureau, dueOn: '2026-12-22', change: true as const };
    await told((tx) => parts.subjects.opened(anEnvelope(ReviewOpened, opened, { subject: decided.subject }), tx));
    expect(await messagesOf(owner)).toMatchObject([{ title: '主体变更等待审核', body: expect.stringMatching(/2026年12月22日.*原主体信息继续有效/) }]);
    expect(await smsOf(mobile)).toEqual([]);
  });

  it('that is approved is told by SMS and in the system, and leads to the filings when they repeat what has changed', async () => {
    const { owner, mobile, decided } = await aWorld();
    await told((tx) => parts.subjects.changeApproved(anEnvelope(SubjectChangeApproved, approvedOf(changeOf(decided, ['subject.name', 'subject.address', 'subject.responsible.mobile'])), { subject: decided.subject }), tx));
    const text = '您提交的主体变更已审核通过，新的主体信息已生效。单位名称、主体负责人有变动，请登录系统核对该主体名下的备案，备案内容随之变化的，应当办理备案变更。';
    expect(await messagesOf(owner)).toMatchObject([{ title: '主体变更审核通过', body: text, link: `/subjects/${decided.subject}` }]);
    expect(await smsOf(mobile)).toEqual([`【襄城网安大队】${text}`]);
    await told((tx) => parts.subjects.changeApproved(anEnvelope(SubjectChangeApproved, approvedOf(changeOf(decided, ['subject.address'])), { subject: decided.subject }), tx));
    expect((await messagesOf(owner))[0]!.body).toBe('您提交的主体变更已审核通过，新的主体信息已生效。');
  });

  it('that is returned is told with every sealed reason at its field', async () => {
    const { owner, mobile, decided } = await aWorld();
    const change = changeOf(decided, ['subject.name']);
    const reasons = await sealer.seal(JSON.stringify({ salt: 's', reasons: [{ field: 'subject.name', text: '与营业执照不一致' }] }), `review:${change.review}:reasons`);
    await told((tx) => parts.subjects.changeReturned(anEnvelope(SubjectChangeReturned, { ...change, reasons }, { subject: decided.subject }), tx));
    expect((await messagesOf(owner))[0]).toMatchObject({ title: '主体变更被退回', body: expect.stringContaining('1. 单位名称：与营业执照不一致') });
    expect(await smsOf(mobile)).toEqual([expect.stringMatching(/^【襄城网安大队】您提交的主体变更被退回，理由：1\. 单位名称：与营业执照不一致。原主体信息继续有效，请更正后重新提交变更。联系电话：0710-0142062。$/)]);
  });
});
