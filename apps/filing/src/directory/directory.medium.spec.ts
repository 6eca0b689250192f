import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FoundProviders, ImportedProviders, KeptProviders } from '@beian/contracts/filing/directory';
import { ANONYMOUS, type Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { DirectoryAdminController } from './directory-admin.controller.ts';
import { DirectoryController } from './directory.controller.ts';
import { DirectoryQueries } from './directory.queries.ts';
import { DirectoryService } from './directory.service.ts';
import { ProviderEntry } from './provider-entry.entity.ts';

let db: TestDatabase;
let app: HttpApp;
const admin = anOfficer({ roles: ['administrator'] });
const HEAD = '类别,名称,地区代码,地址,电话\n';
const TABLE = `${HEAD}网络接入服务商,武汉云,420100,光谷大道1号,027-01000001\n网络接入服务商,宜昌云,420500,,\n网络接入服务商,北京云,110000,,\n域名注册服务商,武汉云,420100,,\n`;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  const parts = { controllers: [DirectoryController, DirectoryAdminController], providers: [DirectoryQueries, DirectoryService] };
  app = await httpApp(parts, { service: 'filing', kit: { api: db.source('api'), worker: db.source('worker'), sealer: testSealer() }, logLevel: 'silent' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});
// History keeps every line, so none is removed.
beforeEach(() => db.admin(`update provider_entry set active = false, name = 'gone ' || id`));

const load = (csv: string, as: Principal = admin) => app.send<ImportedProviders & Problem>('POST', '/administration/providers/import', { as, body: { csv } });
const find = async (query: string, as: Principal = anApplicant()) => (await app.send<FoundProviders & Problem>('GET', `/providers?${query}`, { as })).body;
const names = async (query: string) => (await find(query)).items.map(({ name }) => name);
const list = async (as: Principal = admin) => (await app.send<KeptProviders>('GET', '/administration/providers', { as })).body.items.filter(({ name }) => !name.startsWith('gone '));

describe('the look-up of providers', () => {
  beforeEach(() => load(TABLE));

  it('TV-34 asks for the region though a name is given', async () => {
    const refused = await find(`kind=access&name=${encodeURIComponent('武汉')}`);
    expect(refused).toMatchObject({ status: 422, fields: [{ field: 'region', message: '请选择服务商所属地区' }] });
  });

  it('TV-35 answers for a region without a name', async () => {
    expect(await names('kind=access&region=110000')).toEqual(['北京云']);
  });

  it('LKP-02 finds by region and part of the name', async () => {
    expect(await names(`kind=access&region=420000&name=${encodeURIComponent('宜昌')}`)).toEqual(['宜昌云']);
  });

  it('OPN-44 a province finds its cities, a county nothing above it', async () => {
    expect(await names('kind=access&region=420000')).toEqual(['宜昌云', '武汉云']);
    expect(await names('kind=access&region=420106')).toEqual([]);
  });

  it('LKP-05 the registrars are a list of their own', async () => {
    expect((await find('kind=registrar&region=420000')).items).toMatchObject([{ kind: 'registrar', name: '武汉云', region: '420100' }]);
  });

  it('LKP-03 answers all that fills the form', async () => {
    const [found] = (await find('kind=access&region=420100')).items;
    expect(found).toEqual({ directory: expect.any(String), kind: 'access', name: '武汉云', region: '420100', address: '光谷大道1号', phone: '027-01000001' });
  });

  it('goes on by pages of 20, each line once, and takes every character as itself', async () => {
    await load(HEAD + Array.from({ length: 45 }, (_, index) => `网络接入服务商,云${String(index).padStart(2, '0')},310000,,`).join('\n'));
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: FoundProviders = await find(`kind=access&region=310000${after === '' ? '' : `&after=${after}`}`);
      seen.push(...page.items.map(({ name }) => name));
      after = page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([45, 45]);
    expect(await names(`kind=access&region=310000&name=${encodeURIComponent('%')}`)).toEqual([]);
    expect(await find('kind=access&region=310000&after=e30')).toMatchObject({ status: 422, fields: [{ field: 'after' }] });
  });

  it('is for people who have signed in', async () => {
    expect(await find('kind=access&region=420000', ANONYMOUS)).toMatchObject({ status: 401 });
  });
});

describe('keeping the directory', () => {
  it('imports all lines or none, and says line by line what is wrong', async () => {
    expect((await load(TABLE)).body).toEqual({ added: 4, changed: 0, same: 0 });
    const again = TABLE.replace('光谷大道1号', '光谷大道2号');
    expect((await load(again)).body).toEqual({ added: 0, changed: 1, same: 3 });
    const faulty = await load(`${HEAD}网络接入服务商,襄阳云,420600,,\n网络接入服务商,某云,北京,,\n`);
    expect([faulty.status, faulty.body.fields]).toEqual([422, [{ field: 'csv.3', code: 'import.line', message: '第3行：地区代码应为6位数字' }]]);
    expect((await load(`${HEAD}"网络接入服务商,未闭合,420600`)).body.fields).toMatchObject([{ code: 'import.form' }]);
    expect((await list()).map(({ name }) => name)).not.toContain('襄阳云');
    expect((await recordedActions(db, 'provider.import')).map(({ outcome }) => outcome).slice(-4)).toEqual(['done', 'done', 'refused', 'refused']);
  });

  it.each(['429005100', '429005100001'])('LKP-02 refuse a place below the county, which has no providers of its own: %s', async (region) => {
    const form = { kind: 'access', name: '潜江云', region, address: '', phone: '' };
    const { status, body } = await app.send<Problem>('POST', '/administration/providers', { as: admin, body: form });
    expect([status, body.fields?.map(({ field }) => field)]).toEqual([422, ['region']]);
  });

  it('adds, changes and withdraws a line, each with its record and history', async () => {
    const form = { kind: 'access', name: '潜江云', region: '429005', address: '', phone: '' };
    const added = await app.send<{ directory: string } & Problem>('POST', '/administration/providers', { as: admin, body: form });
    const { directory } = added.body;
    expect(added.status).toBe(201);
    expect((await app.send<Problem>('POST', '/administration/providers', { as: admin, body: { ...form, name: ' 潜江云 ' } })).body).toMatchObject({ status: 409, code: 'provider.repeated' });
    expect((await app.send('PUT', `/administration/providers/${directory}`, { as: admin, body: { ...form, phone: '0728-1', expectedVersion: 1 } })).status).toBe(204);
    expect((await app.send<Problem>('PUT', `/administration/providers/${directory}`, { as: admin, body: { ...form, expectedVersion: 1 } })).body.code).toBe('record.changed');
    expect((await app.send('POST', `/administration/providers/${directory}/withdrawal`, { as: admin, body: { expectedVersion: 2 } })).status).toBe(204);
    expect(await names('kind=access&region=429005')).toEqual([]);
    const [row] = await db.admin<Record<string, unknown>>('select * from provider_entry where id = $1', [directory]);
    expect(await inScope(db.source('api'), admin, (tx) => foldHistory(tx, ProviderEntry, directory))).toMatchObject({ version: 3, active: row?.['active'], phone: '0728-1' });
    expect((await recordedActions(db)).filter(({ target }) => target.id === directory).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(['provider.add done', 'provider.change done', 'provider.change refused', 'provider.withdraw done']);
  });

  it('abuse 2: is the administrators’ alone, by HTTP and by row security', async () => {
    const reviewer = anOfficer();
    expect((await load(TABLE, reviewer)).status).toBe(403);
    expect((await load(TABLE, anApplicant())).status).toBe(403);
    const insert = `insert into provider_entry (id, version, kind, name, region, source, active) values ($1, 1, 'access', 'x', '420000', 'import', true)`;
    for (const somebody of [reviewer, anApplicant()]) {
      await expect(inScope(db.source('api'), somebody, (tx) => tx.query(insert, [newId()]))).rejects.toThrow('row-level security');
    }
    expect(await inScope(db.source('api'), admin, (tx) => tx.query(`with added as (${insert} returning id) select id from added`, [newId()]))).toHaveLength(1);
  });
});
