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
import { solve, specEnvironment } from '../spec-environment.ts';
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

let count = 0;
let form: Record<string, string>;
beforeEach(() => {
  count += 1;
  form = { loginName: `zhang_${count}`, password: 'Abc12345!', realName: '张三丰', idNumber: '999999198102080019', mobile: `138${String(count).padStart(8, '0')}`, email: `zhang${count}@example.cn` };
});

async function captcha(): Promise<string> {
  return solve((await app.send<Parameters<typeof solve>[0]>('GET', '/captcha')).body);
}

async function register(more: Record<string, unknown> = {}) {
  return app.send<{ account: string } & Problem>('POST', '/accounts', { body: { ...form, captcha: await captcha(), ...more } });
}

describe('registration', () => {
  it('ACC-09 keeps the account with its history, tells others, and records it', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    const [event] = (await publishedEvents(db, AccountRegistered)).filter(({ subject }) => subject === body.account);
    expect(event).toMatchObject({ version: 1, actor: { kind: 'applicant', account: body.account }, data: { account: body.account } });
    expect(await sealer.open(event!.data.mobile!, `account:${body.account}:mobile`)).toBe(form['mobile']);
    expect((await recordedActions(db, 'account.register')).find(({ target }) => target.id === body.account)).toMatchObject({ outcome: 'done', actor: { account: body.account } });
    const [row, fold] = await inScope(db.source('worker'), platformIn(), async (tx) => [await tx.manager.findOneBy(Account, { id: body.account }), await foldHistory(tx, Account, body.account)]);
    expect(row).toEqual(fold);
  });

  it('keeps no personal value in clear, in no table', async () => {
    await register();
    const tables = ['account', 'account_history', 'credential', 'outbox'];
    for (const table of tables) {
      const [found] = await db.admin<{ found: number }>(`select count(*)::int as found from ${table} t where t::text like any($1)`, [[form['mobile'], form['email'], form['realName'], form['idNumber'], form['password']].map((value) => `%${value}%`)]);
      expect([table, found?.found]).toEqual([table, 0]);
    }
  });

  it.each(['loginName', 'mobile', 'email'])('OPN-05, abuse 4: a %s in use gets the one answer, whichever it is, and changes nothing', async (field) => {
    const first = form;
    await register();
    form = { ...form, loginName: 'other_name', mobile: '13900000000', email: 'other@example.cn', [field]: field === 'loginName' ? first[field]!.toUpperCase() : first[field]! };
    const before = await db.admin('select 1 from account');
    const { status, body } = await register();
    expect([status, body.code, body.fields]).toEqual([409, 'account.taken', undefined]);
    expect(await db.admin('select 1 from account')).toHaveLength(before.length);
    expect((await recordedActions(db, 'account.register')).at(-1)).toMatchObject({ outcome: 'refused', code: 'account.taken', actor: { kind: 'anonymous' } });
  });

  it('lets one of ten equal registrations at once through', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => register()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('S4 lets one person have a second account: the index of the certificate number marks own cases', async () => {
    const one = await register();
    form = { ...form, loginName: 'second_name', mobile: '13700000001', email: 'second@example.cn' };
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
  it('abuse 11: a solution sent ten times at once counts once', async () => {
    const solution = await captcha();
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.send<Problem>('POST', '/sessions', { body: { loginName: 'nobody', password: 'x', captcha: solution } })));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([...Array<string>(9).fill('captcha.invalid'), 'session.refused']);
  });

  it('OPN-03 is spent by a refused registration too', async () => {
    await register();
    const solution = await captcha();
    expect((await register({ captcha: solution })).status).toBe(409);
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
    expect(own.body).toEqual({ account: body.account, loginName: form['loginName'], mobile: `138****${form['mobile']!.slice(-4)}`, email: 'z***@example.cn' });
  });

  it('abuse 1: is nobody else’s', async () => {
    await register();
    expect((await app.send('GET', '/account', { as: anApplicant() })).status).toBe(404);
    expect((await app.send('GET', '/account')).status).toBe(401);
  });
});
