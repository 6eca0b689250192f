import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApplicationApproved, ApplicationSubmitted, ApplicationWithdrawn, FilingEnded } from '@beian/contracts/filing/events';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, type AccountView } from '@beian/contracts/identity/api';
import type { ErasureView } from '@beian/contracts/identity/erasure';
import { AccountErased, SignOnUnlinked } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { SubjectChangeApproved, SubjectSubmitted } from '@beian/contracts/subject/events';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { vaultSealer } from '@beian/testing/sealer';
import { Account } from '../account/account.entity.ts';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { hashSessionToken } from '../session/session-token.ts';
import { aPerson, Visitor, type SpecPerson } from '../spec-account.ts';
import { specEnvironment } from '../spec-environment.ts';
import { HoldingsConsumer } from './holdings.consumer.ts';

jest.setTimeout(120_000);

let db: TestDatabase;
let app: HttpApp;
let visitor: Visitor;
let person: SpecPerson;
let account: string;
let sealer: ReturnType<typeof vaultSealer>;
const told = new HoldingsConsumer();

beforeAll(async () => {
  useLogger(createLogger('identity', 'silent'));
  db = await testDatabase({ service: 'identity', vault: true, entities, migrations });
  sealer = vaultSealer(db);
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment({ CODES_PER_ADDRESS: '1000' }) } });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
let address = 0;
beforeEach(async () => {
  visitor = new Visitor(app, db, sealer, `198.51.100.${(address += 1)}`);
  person = aPerson();
  account = (await visitor.register(person)).body.account;
});

async function login(): Promise<{ readonly as: Principal; readonly cookie: string; readonly status: number }> {
  const { headers, status } = await app.send('POST', '/sessions', { body: { loginName: person.loginName, password: person.password, captcha: await visitor.captcha() }, headers: { 'x-forwarded-for': visitor.address! } });
  const cookie = /^beian_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
  const [row] = await db.admin<{ id: string }>('select id from session where token_hash = $1', [hashSessionToken(cookie)]);
  return { cookie, status, as: anApplicant({ account, ...(row && { session: row.id }) }) };
}

async function exchange(cookie: string): Promise<number> {
  const proof = await testKeys('gateway').sign(EXCHANGE_TOKEN, { session: hashSessionToken(cookie) }, 15);
  return (await app.send('POST', '/tokens', { body: { session: cookie }, headers: { [EXCHANGE_HEADER]: proof } })).status;
}

const inbox = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
const view = async (as: Principal) => (await app.send<ErasureView & Problem>('GET', '/account/erasure', { as })).body;
const erase = (as: Principal, how: Record<string, unknown> = { by: 'password', password: person.password }) => visitor.post<Record<string, never>>('/account/erasure', how, as);

/** A website of the account, as the filing service tells of it. */
async function aWebsite(siteName: string, unitName: string | null = null) {
  const filing = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: account, bureau: 3 };
  const subject = newId();
  const about = { subject: filing.filing };
  await inbox((tx) => told.subject(anEnvelope(SubjectSubmitted, { subject, revision: 1, owner: account, nature: unitName === null ? 'individual' : 'unit', type: 'individual', region: '420106', unitName, name: 'v2.aes.k.n.b', persons: [], uploads: [] }, { subject }), tx));
  await inbox((tx) => told.submitted(anEnvelope(ApplicationSubmitted, { ...filing, round: 1, dueOn: null, applicationNumber: 'A1', siteName, region: '420106', subject, subjectRevision: 1, uploads: [] }, about), tx));
  return {
    ...filing, subject,
    approve: () => inbox((tx) => told.approved(anEnvelope(ApplicationApproved, { ...filing, siteName, number: '鄂公网安备 42010602000001号', brigadePhone: '027-1' }, about), tx)),
    withdraw: () => inbox((tx) => told.withdrawn(anEnvelope(ApplicationWithdrawn, { ...filing, siteName }, about), tx)),
    end: () => inbox((tx) => told.ended(anEnvelope(FilingEnded, { filing: filing.filing, subject, owner: account, bureau: 3, state: 'cancelled', endedAt: new Date().toISOString() }, about), tx)),
  };
}

describe('注销账号 (个人信息保护法第四十七条)', () => {
  it('is refused while a website is under review or filed, naming each, its subject and what to do; and recorded', async () => {
    const { as, cookie } = await login();
    const [open, filed] = [await aWebsite('东湖游记'), await aWebsite('武大论坛', '武汉珞珈文化有限公司')];
    await filed.approve();
    const { obstacles } = await view(as);
    expect(obstacles.map(({ kind, id }) => [kind, id]).sort()).toEqual([['application', open.application], ['filing', filed.filing], ['subject', filed.subject], ['subject', open.subject]].sort());
    const refused = await erase(as);
    expect([refused.status, refused.body.code, refused.body.fields]).toEqual([409, 'account.holds', obstacles.map(({ kind, message }, index) => ({ field: `obstacles.${index}`, code: `account.holds_${kind}`, message }))]);
    for (const said of ['“东湖游记”正在办理：请先撤回', '“武大论坛”已备案：请先办理注销备案', '主体“武汉珞珈文化有限公司”', '个人主体']) expect(obstacles.map(({ message }) => message).join()).toContain(said);
    expect((await recordedActions(db, 'account.erase')).at(-1)).toMatchObject({ outcome: 'refused', code: 'account.holds', actor: { account } });
    expect(await exchange(cookie)).toBe(200);
    await open.withdraw();
    await filed.end();
    expect((await view(as)).obstacles).toEqual([]);
    expect((await erase(as)).status).toBe(204);
  });

  it('OPN-07 names a subject by the name that is in force', async () => {
    const { as } = await login();
    const { subject } = await aWebsite('武大论坛', '武汉珞珈文化有限公司');
    const change = { subject, review: newId(), revision: 2, replaces: 1, owner: account, fields: ['subject.name'], bureau: 3, nature: 'unit' as const, type: 'enterprise', region: '420106', unitName: '武汉珞珈传媒有限公司', name: 'v2.aes.k.n.b', persons: [], decidedAt: new Date().toISOString() };
    await inbox((tx) => told.subjectChanged(anEnvelope(SubjectChangeApproved, change, { subject }), tx));
    expect((await view(as)).obstacles.map(({ message }) => message).join()).toContain('主体“武汉珞珈传媒有限公司”');
  });

  it('another account’s website stands against nothing', async () => {
    const { as } = await login();
    const own = account;
    account = newId();
    await aWebsite('别人的网站');
    account = own;
    expect((await view(as)).obstacles).toEqual([]);
  });

  it('ends sessions and logins at once, destroys the keys, frees name, mobile and e-mail; record, event and history remain', async () => {
    const [here, there] = [await login(), await login()];
    const signOn = newId();
    await db.admin(`insert into sign_on (id, version, account, provider, subject, linked_at) values ($1, 1, $2, 'citizens', $3, now())`, [signOn, account, newId()]);
    const [before] = await db.admin<{ real_name: string; mobile: string }>('select real_name, mobile from account where id = $1', [account]);
    expect((await erase(here.as)).status).toBe(204);

    expect([await exchange(here.cookie), await exchange(there.cookie), (await login()).status]).toEqual([401, 401, 401]);
    for (const [field, sealed] of [['name', before!.real_name], ['mobile', before!.mobile]] as const) await expect(vaultSealer(db).open(sealed, `account:${account}:${field}`)).rejects.toThrow('destroyed');
    expect((await publishedEvents(db, AccountErased)).filter(({ data }) => data.account === account)).toHaveLength(1);
    expect((await publishedEvents(db, SignOnUnlinked)).map(({ data }) => data.signOn)).toContain(signOn);
    expect((await recordedActions(db, 'account.erase')).at(-1)).toMatchObject({ outcome: 'done', ground: 'person.request', actor: { account }, target: { id: account }, after: { sessions: 2, signOns: 1 } });
    expect((await app.send<AccountView>('GET', '/account', { as: here.as })).body).toMatchObject({ loginName: '已删除', mobile: '', email: '' });
    const [row, fold] = await inScope(db.source('worker'), platformIn(), async (tx) => [await tx.manager.findOneBy(Account, { id: account }), await foldHistory(tx, Account, account)]);
    expect([row, row!.loginKey, row!.person]).toEqual([fold, `erased:${account}`, null]);
    expect(await db.admin('select 1 from credential where account = $1', [account])).toEqual([]);

    const again = await visitor.register(person);
    expect([again.status, again.body.account === account]).toEqual([201, false]);
  });

  it('needs the password or a code sent to the own mobile; neither a wrong one nor another purpose’s will do', async () => {
    const { as } = await login();
    expect((await view(as)).proofs).toEqual(['password', 'code']);
    expect(await erase(as, { by: 'password', password: 'Wrong-12345' })).toMatchObject({ status: 422, body: { code: 'password.wrong', fields: [{ field: 'password' }] } });
    const other = await visitor.code({ purpose: 'mobile', mobile: aPerson().mobile }, as);
    expect((await erase(as, { by: 'code', challenge: other.challenge, code: other.code })).body).toMatchObject({ code: 'code.wrong', fields: [{ field: 'code' }] });
    expect(await erase(as, { by: 'sign_on' })).toMatchObject({ status: 422, body: { code: 'account.proof_missing' } });
    const { challenge, code, template } = await visitor.code({ purpose: 'erase' }, as);
    expect([template, (await visitor.sent(challenge)).to]).toEqual(['erase', person.mobile]);
    expect((await erase(as, { by: 'code', challenge, code })).status).toBe(204);
    expect((await erase(as, { by: 'code', challenge, code })).status).toBe(404);
  });

  it('an account of single sign-on alone is proven by having signed on a moment ago', async () => {
    const { as } = await login();
    await db.admin('delete from credential where account = $1', [account]);
    await db.admin('update account set mobile = null, mobile_index = null where id = $1', [account]);
    expect((await view(as)).proofs).toEqual([]);
    expect(await erase(as, { by: 'sign_on' })).toMatchObject({ status: 409, body: { code: 'account.sign_on_again', fields: [{ field: 'by' }] } });
    await db.admin(`update session set factor = 'sso' where id = $1`, [as.session]);
    expect((await view(as)).proofs).toEqual(['sign_on']);
    expect((await erase(as, { by: 'sign_on' })).status).toBe(204);
  });

  it('of two at once one comes through', async () => {
    const { as } = await login();
    const answers = await Promise.all([erase(as), erase(as)]);
    expect(answers.map(({ status }) => status === 204).sort()).toEqual([false, true]);
    expect((await publishedEvents(db, AccountErased)).filter(({ data }) => data.account === account)).toHaveLength(1);
  });

  it('is no officer’s and no visitor’s', async () => {
    expect(await erase(anOfficer())).toMatchObject({ status: 403, body: { code: 'account.of_office' } });
    expect((await recordedActions(db, 'account.erase')).at(-1)).toMatchObject({ outcome: 'refused', code: 'account.of_office' });
    expect((await visitor.post('/account/erasure', { by: 'sign_on' })).status).toBe(401);
  });
});
