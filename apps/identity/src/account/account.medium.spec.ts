import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountRegistered } from '@beian/contracts/identity/events';
import type { Problem } from '@beian/contracts/problem';
import { foldHistory } from '@beian/kit/db/versioned';
import { inScope } from '@beian/kit/db/scope';
import { platformIn } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { aPerson, Visitor, type SpecPerson } from '../spec-account.ts';
import { specEnvironment } from '../spec-environment.ts';
import { Account } from './account.entity.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
const sealer = testSealer();

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment() };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

let form: SpecPerson;
let visitor: Visitor;
beforeEach(() => {
  visitor = new Visitor(app, db, sealer);
  form = aPerson({ realName: '张三丰' });
});

const captcha = () => visitor.captcha();
const register = (more: Record<string, unknown> = {}) => visitor.register(form, more);

describe('registration', () => {
  it('ACC-09 keeps the account with its history, tells others, and records it', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    const [event] = (await publishedEvents(db, AccountRegistered)).filter(({ subject }) => subject === body.account);
    expect(event).toMatchObject({ version: 1, actor: { kind: 'applicant', account: body.account }, data: { account: body.account } });
    expect(await sealer.open(event!.data.mobile!, `account:${body.account}:mobile`)).toBe(form.mobile);
    expect((await recordedActions(db, 'account.register')).find(({ target }) => target.id === body.account)).toMatchObject({ outcome: 'done', actor: { account: body.account } });
    const [row, fold] = await inScope(db.source('worker'), platformIn(), async (tx) => [await tx.manager.findOneBy(Account, { id: body.account }), await foldHistory(tx, Account, body.account)]);
    expect(row).toEqual(fold);
  });

  it('keeps no personal value in clear, in no table', async () => {
    await register();
    const tables = ['account', 'account_history', 'credential', 'outbox'];
    for (const table of tables) {
      const [found] = await db.admin<{ found: number }>(`select count(*)::int as found from ${table} t where t::text like any($1)`, [[form.mobile, form.email, form.realName, form.idNumber, form.password].map((value) => `%${value}%`)]);
      expect([table, found?.found]).toEqual([table, 0]);
    }
  });

  it('OPN-05, abuse 4: a user name in use is told at its field, and changes nothing; the code still serves with another name', async () => {
    const { loginName } = form;
    await register();
    form = aPerson();
    const { challenge, code } = await visitor.code({ purpose: 'register', mobile: form.mobile });
    const before = await db.admin('select 1 from account');
    const taken = await visitor.post<{ account: string }>('/accounts', { ...form, loginName: loginName.toUpperCase(), challenge, code, captcha: await captcha() });
    expect([taken.status, taken.body.code, taken.body.fields?.map(({ field }) => field)]).toEqual([409, 'account.taken', ['loginName']]);
    expect(await db.admin('select 1 from account')).toHaveLength(before.length);
    expect((await recordedActions(db, 'account.register')).at(-1)).toMatchObject({ outcome: 'refused', code: 'account.taken', actor: { kind: 'anonymous' } });
    expect((await visitor.post('/accounts', { ...form, challenge, code, captcha: await captcha() })).status).toBe(201);
  });

  it('OPN-05 makes no account without the code that came to this very mobile', async () => {
    const { challenge, code } = await visitor.code({ purpose: 'register', mobile: form.mobile });
    const other = code === '000000' ? '000001' : '000000';
    const tries = [{ challenge, code: other }, { challenge, code, mobile: '13912340000' }, { challenge: crypto.randomUUID(), code }];
    for (const more of tries) expect(await register(more)).toMatchObject({ status: 422, body: { code: 'code.wrong', fields: [{ field: 'code' }] } });
    expect((await register({ code: undefined })).body.fields).toMatchObject([{ field: 'code' }]);
    expect(await db.admin('select 1 from account where mobile_index = $1', [sealer.index('mobile', form.mobile)])).toEqual([]);
  });

  it('OPN-05, abuse 14: a mobile in use answers like a free one, and only its holder reads so', async () => {
    await register();
    const free = await visitor.askForCode({ purpose: 'register', mobile: aPerson().mobile });
    await db.admin('delete from code_quota');
    const taken = await visitor.askForCode({ purpose: 'register', mobile: form.mobile });
    expect([taken.status, Object.keys(taken.body), taken.body.expiresIn]).toEqual([free.status, Object.keys(free.body), free.body.expiresIn]);
    const { template, code } = await visitor.sent(taken.body.challenge);
    expect(template).toBe('registered_already');
    const { body } = await visitor.post('/accounts', { ...form, loginName: aPerson().loginName, challenge: taken.body.challenge, code, captcha: await captcha() });
    expect(body.code).toBe('code.wrong');
  });

  it('OPN-05 an e-mail that nobody has proven keeps nobody from registering with it', async () => {
    const { email } = form;
    await register();
    form = aPerson({ email });
    expect((await register()).status).toBe(201);
  });

  it('OPN-05 refuses a password that everybody guesses, and one that holds the user name', async () => {
    expect((await register({ password: 'Password1!' })).body.fields).toMatchObject([{ field: 'password', code: 'password.common' }]);
    expect((await register({ password: `${form.loginName}-2026` })).body.fields).toMatchObject([{ field: 'password', code: 'password.login_name' }]);
  });

  it('abuse 13: fifty registrations at once with the same right code make one account', async () => {
    const { challenge, code } = await visitor.code({ purpose: 'register', mobile: form.mobile });
    const answers = await Promise.all(Array.from({ length: 50 }, async () => visitor.post('/accounts', { ...form, loginName: aPerson().loginName, challenge, code, captcha: await captcha() })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect([...new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))]).toEqual(['code.wrong']);
  });

  it('S4 lets one person have a second account: the index of the certificate number marks own cases', async () => {
    const one = await register();
    form = aPerson();
    const two = await register();
    const rows = await db.admin<{ person: string }>('select person from account where id = any($1)', [[one.body.account, two.body.account]]);
    expect(rows).toEqual([{ person: sealer.index('certificate', '999999198102080019') }, { person: sealer.index('certificate', '999999198102080019') }]);
  });

  it('names every field that the person rules refuse', async () => {
    const { status, body } = await register({ realName: '张先生', idNumber: '999999198102080018' });
    expect([status, body.fields?.map(({ field }) => field).sort()]).toEqual([422, ['idNumber', 'realName']]);
  });

  it('ACC-10, abuse 19: refuses missing and further fields, and lists for texts', async () => {
    const { body } = await register({ email: undefined, roles: ['auditor'], mobile: ['13800000000'] });
    expect(body.fields?.map(({ field }) => field).sort()).toEqual(['email', 'mobile', 'roles']);
  });
});

describe('the captcha', () => {
  it.each([['empty', ''], ['no solution', 'e30=']])('abuse 11: %s is none', async (_case, solution) => {
    const { status, body } = await visitor.post('/sessions', { loginName: 'nobody', password: 'x', captcha: solution });
    expect([status, body.fields?.map(({ field }) => field)]).toEqual([422, ['captcha']]);
  });

  it('abuse 11: serves one of two sessions only', async () => {
    const solution = await captcha();
    const [first, second] = [anApplicant(), anApplicant()];
    const ask = (as: typeof first) => visitor.post('/codes', { purpose: 'register', mobile: aPerson().mobile, captcha: solution }, as);
    expect([(await ask(first)).status, (await ask(second)).body.code]).toEqual([202, 'captcha.invalid']);
  });

  it('abuse 11: a solution sent ten times at once counts once', async () => {
    const solution = await captcha();
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.send<Problem>('POST', '/sessions', { body: { loginName: 'nobody', password: 'x', captcha: solution } })));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([...Array<string>(9).fill('captcha.invalid'), 'session.refused']);
  });

  it('OPN-03 is spent by a refused registration too', async () => {
    const solution = await captcha();
    expect((await register({ captcha: solution, challenge: crypto.randomUUID() })).body.code).toBe('code.wrong');
    expect((await register({ captcha: solution })).body.code).toBe('captcha.invalid');
  });

  it.each([
    ['another number', { number: 100_000 }],
    ['a later end of validity', { salt: 'abc?expires=4102444800&' }],
    ['a signature of one’s own', { signature: 'a'.repeat(64) }],
  ])('is refused with %s', async (_case, change) => {
    const solved = JSON.parse(Buffer.from(await captcha(), 'base64').toString()) as object;
    const { status, body } = await register({ captcha: Buffer.from(JSON.stringify({ ...solved, ...change })).toString('base64') });
    expect([status, body.fields?.[0]?.field]).toEqual([422, 'captcha']);
  });
});

describe('the own account', () => {
  it('is shown masked', async () => {
    const { body } = await register();
    const own = await app.send('GET', '/account', { as: anApplicant({ account: body.account }) });
    expect(own.body).toEqual({ account: body.account, loginName: form.loginName, mobile: `139****${form.mobile.slice(-4)}`, email: 'l***@example.cn', emailVerified: false });
  });

  it('abuse 1: is nobody else’s', async () => {
    await register();
    expect((await app.send('GET', '/account', { as: anApplicant() })).status).toBe(404);
    expect((await app.send('GET', '/account')).status).toBe(401);
  });
});
