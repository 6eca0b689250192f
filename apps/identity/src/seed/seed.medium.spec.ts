import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BureauChanged, OfficerAppointed, RegionChanged } from '@beian/contracts/identity/events';
import type { BureauView, RegionView } from '@beian/contracts/identity/api';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { aProvince } from '../spec-province.ts';
import { SeedService } from './seed.service.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
let seed: SeedService;

beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const kit = { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer: testSealer(), environment: specEnvironment() };
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit });
  seed = new SeedService(db.source('worker'), testKeys('identity'), testSealer());
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const said = async () => ({ bureaus: (await publishedEvents(db, BureauChanged)).length, regions: (await publishedEvents(db, RegionChanged)).length, officers: (await publishedEvents(db, OfficerAppointed)).length });

describe('loading a province', () => {
  it('S5 tells everybody every bureau, region and officer, and records each', async () => {
    expect(await seed.seed(aProvince())).toEqual({ regions: 9, bureaus: 6, officers: 5 });
    expect(await said()).toEqual({ bureaus: 6, regions: 9, officers: 5 });
    expect((await publishedEvents(db, BureauChanged)).find(({ subject }) => subject === '3')?.data).toEqual({ bureau: 3, parent: 2, name: '机关3', level: 'county', issuingCode: '420106', prefix: '鄂公网安备', brigadePhone: '027-01420000', regions: ['420106'], active: true });
    expect((await publishedEvents(db, RegionChanged)).find(({ subject }) => subject === '420521')?.data).toMatchObject({ abolishedOn: '2001-07-28', successors: ['420506'] });
    expect(new Set((await recordedActions(db)).map(({ action }) => action))).toEqual(new Set(['region.change', 'bureau.change', 'officer.appoint']));
  });

  it('changes and says nothing when it is repeated', async () => {
    const before = await said();
    expect(await seed.seed(aProvince())).toEqual({ regions: 0, bureaus: 0, officers: 0 });
    expect(await said()).toEqual(before);
  });

  it('says only what is different', async () => {
    const changed = aProvince();
    changed.bureaus[2]!.brigadePhone = null;
    changed.officers[0]!.roles = ['reviewer', 'inspector'];
    expect(await seed.seed(changed)).toEqual({ regions: 0, bureaus: 1, officers: 1 });
    expect((await publishedEvents(db, BureauChanged)).at(-1)).toMatchObject({ subject: '3', version: 2, data: { brigadePhone: null } });
    expect((await recordedActions(db, 'officer.appoint')).at(-1)).toMatchObject({ before: { roles: ['reviewer'] }, after: { roles: ['reviewer', 'inspector'] } });
  });

  it('leaves a password alone that the officer has changed', async () => {
    await db.admin(`update credential set hash = 'changed'`);
    await seed.seed(aProvince());
    expect(await db.admin(`select distinct hash from credential`)).toEqual([{ hash: 'changed' }]);
  });

  it('shows bureaus and regions to everybody, without what is not for them', async () => {
    const bureaus = (await app.send<BureauView[]>('GET', '/bureaus')).body;
    expect(bureaus.find(({ id }) => id === 2)).toEqual({ id: 2, parent: 1, name: '机关2', level: 'city', issuingCode: '420100', brigadePhone: '027-01420000' });
    const regions = (await app.send<RegionView[]>('GET', '/regions')).body;
    expect(regions.find(({ code }) => code === '420521')).toEqual({ code: '420521', name: '宜昌县', parent: '420000', abolished: true });
  });
});
