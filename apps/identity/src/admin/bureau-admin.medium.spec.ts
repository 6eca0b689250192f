import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AdministeredBureau } from '@beian/contracts/identity/administration';
import { BureauChanged, BureauMerged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { adminBench, type AdminBench } from './admin.fixture.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
let bench: AdminBench;
let province: Principal;
let city: Principal;
beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const sealer = testSealer();
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment() } });
  bench = await adminBench({ db, app, keys: testKeys, sealer });
  province = (await bench.signIn('province_admin')).principal;
  city = (await bench.signIn('city_admin')).principal;
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const aBureau = (part: Record<string, unknown> = {}) => ({ name: '江夏区网安大队', level: 'county', parent: 2, issuingCode: '420115', prefix: '鄂公网安备', brigadePhone: '027-01420115', regions: [], ...part });
const create = (part: Record<string, unknown> = {}, as = city) => bench.send<{ bureau: number }>('POST', '/administration/bureaus', as, aBureau(part));
const tree = async (as: Principal) => (await bench.send<AdministeredBureau[]>('GET', '/administration/bureaus', as)).body;
const one = async (id: number, as = province) => (await tree(as)).find((each) => each.id === id)!;
const change = async (id: number, part: Record<string, unknown>, as = city) => {
  const { id: _id, active: _active, successor: _successor, version, officers: _officers, own: _own, ...form } = await one(id);
  return bench.send('PUT', `/administration/bureaus/${id}`, as, { ...form, expectedVersion: version, ...part });
};
const merge = async (id: number, successor: number, as = city) => bench.send('POST', `/administration/bureaus/${id}/merger`, as, { successor, expectedVersion: (await one(id))?.version ?? 1 });
const faultsOf = (fields: { field: string; code: string }[] | undefined) => (fields ?? []).map(({ field, code }) => `${field} ${code}`);

describe('founding and changing bureaus', () => {
  it('S5 a new brigade stands below its parent, is in the founder’s tree at once, and is told to everybody', async () => {
    const { status, body } = await create({ issuingCode: '420116', name: '黄陂区网安大队' });
    expect(status).toBe(201);
    expect(await one(body.bureau, city)).toMatchObject({ parent: 2, name: '黄陂区网安大队', issuingCode: '420116', active: true, version: 1 });
    expect((await publishedEvents(db, BureauChanged)).at(-1)).toMatchObject({ subject: String(body.bureau), data: { bureau: body.bureau, parent: 2, issuingCode: '420116' } });
    expect((await recordedActions(db, 'bureau.change')).at(-1)).toMatchObject({ outcome: 'done', bureau: body.bureau, actor: { account: city.account } });
    expect((await bench.appoint(city, { bureau: body.bureau, roles: ['reviewer'], loginName: 'huangpi_reviewer' })).status).toBe(201);
  });

  it('REV-14 gives a bureau its telephone, whose form is checked; an old page overwrites nothing', async () => {
    expect((await change(3, { brigadePhone: '027-01420999' })).status).toBe(204);
    expect((await one(3)).brigadePhone).toBe('027-01420999');
    expect(faultsOf((await change(3, { brigadePhone: '12345' })).body.fields)).toEqual(['brigadePhone phone.office-format']);
    expect(await change(3, { expectedVersion: 1 })).toMatchObject({ status: 409, body: { code: 'record.changed' } });
  });

  it.each([
    ['a code of another level', { issuingCode: '420100' }, 'issuingCode bureau.issuing-code'],
    ['a region that another bureau receives', { issuingCode: '420117', regions: ['420111'] }, 'regions.0 bureau.region-taken'],
    ['a region twice', { issuingCode: '420117', regions: ['420521', '420521'] }, 'regions.1 bureau.region-twice'],
    ['a region of another province', { issuingCode: '420117', regions: ['441900'] }, 'regions.0 bureau.region-taken'],
    ['a region that there is not', { issuingCode: '420117', regions: ['999999'] }, 'regions.0 bureau.region-outside'],
  ])('S5 refuses %s', async (_case, part, fault) => {
    expect(faultsOf((await create(part)).body.fields)).toContain(fault);
  });

  it('S5 a region of the province is the province’s to give, not the city’s', async () => {
    expect(faultsOf((await create({ issuingCode: '420118', regions: ['420506'] })).body.fields)).toEqual(['regions.0 bureau.region-outside']);
    const { body } = await create({ issuingCode: '420506', name: '夷陵区网安大队', parent: 1, regions: ['420506'] }, province);
    expect((await one(body.bureau)).regions).toEqual(['420506']);
  });

  it('abuse 4: an issuing code is one bureau’s, and whose is not said', async () => {
    expect(await create({ issuingCode: '429004' })).toMatchObject({ status: 409, body: { code: 'bureau.issuing-code-taken' } });
    expect(await change(4, { issuingCode: '429004' })).toMatchObject({ status: 409, body: { code: 'bureau.issuing-code-taken' } });
  });

  it('abuse 2: bureaus outside the own tree cannot be seen, changed, taken as parent or merged', async () => {
    for (const id of [1, 5, 6, 99]) {
      expect((await bench.send('PUT', `/administration/bureaus/${id}`, city, { ...aBureau(), expectedVersion: 1 })).status).toBe(404);
      expect((await bench.send('POST', `/administration/bureaus/${id}/merger`, city, { successor: 2, expectedVersion: 1 })).status).toBe(404);
      expect((await create({ parent: id, issuingCode: '420119' })).status).toBe(404);
      expect((await merge(4, id)).status).toBe(404);
    }
    expect((await tree(city)).map(({ id }) => id)).not.toEqual(expect.arrayContaining([1]));
    expect((await change(4, { parent: 5 })).status).toBe(404);
  });

  it('the own bureau’s place is the superior’s matter, its telephone the own', async () => {
    expect((await change(2, { parent: 3 })).body.code).toBe('bureau.own-bureau');
    expect((await change(2, { level: 'county', issuingCode: '420199' })).body.code).toBe('bureau.own-bureau');
    expect((await merge(2, 4)).body.code).toBe('bureau.own-bureau');
    expect((await change(2, { brigadePhone: '027-01420101' })).status).toBe(204);
  });

  it('S5 the tree stays one: no bureau below itself', async () => {
    expect(faultsOf((await change(2, { parent: 3 }, province)).body.fields)).toEqual(['parent bureau.below-itself']);
    expect(faultsOf((await merge(2, 3, province)).body.fields)).toEqual(['parent bureau.below-itself']);
  });

  it('abuse 3: row security alone refuses a bureau to everybody but the administrators above it', async () => {
    const raw = (as: Principal) => inScope(db.source('api'), as, (tx) => tx.query(`update bureau set name = 'x' where number = 6 returning number`));
    expect(await raw(city)).toEqual([]);
    expect(await raw(anOfficer({ bureau: 6, roles: ['reviewer', 'supervisor'] }))).toEqual([]);
    await expect(inScope(db.source('api'), city, (tx) => tx.query(`insert into bureau (id, version, number, parent, name, level, issuing_code, prefix, regions, active) values (gen_random_uuid(), 1, 900, 6, 'x', 'county', '441901', 'x', '{}', true)`))).rejects.toThrow(/row-level security/);
  });
});

describe('a merger', () => {
  it('S5 the successor gets regions, officers and lower bureaus, stands above what ended, and everybody is told', async () => {
    const { body: { bureau: middle } } = await create({ name: '开发区网安支队', issuingCode: '420171' });
    const { body: { bureau: lower } } = await create({ name: '开发区东湖大队', issuingCode: '420172', parent: middle });
    const { body: { account } } = await bench.appoint(city, { bureau: middle, roles: ['reviewer'], loginName: 'kaifaqu_reviewer' });
    await change(middle, { regions: ['420521'] }, province);
    expect((await merge(middle, 4)).status).toBe(204);
    expect(await one(middle)).toMatchObject({ active: false, successor: 4, parent: 4, regions: [], officers: 0 });
    expect((await one(4)).regions).toEqual(['420111', '420521']);
    expect((await one(lower)).parent).toBe(4);
    expect((await publishedEvents(db, BureauMerged)).at(-1)?.data).toEqual({ bureau: middle, successor: 4 });
    expect((await publishedEvents(db, OfficerAppointed)).filter(({ subject }) => subject === account).at(-1)?.data).toMatchObject({ bureau: 4, active: true });
    expect((await recordedActions(db, 'bureau.merge')).at(-1)).toMatchObject({ outcome: 'done', target: { id: String(middle) }, after: { successor: 4, officers: 1 } });
    expect((await bench.signIn('other_reviewer')).principal.scope).toEqual([4, middle, lower]);
    expect((await merge(middle, 4)).body.code).toBe('bureau.ended');
    expect((await bench.appoint(city, { bureau: middle, roles: ['reviewer'], loginName: 'too_late' })).status).toBe(404);
    expect((await create({ name: '重新设立的支队', issuingCode: '420171' })).status).toBe(201);
  });
});
