import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompetentBureau, UsualReturns } from '@beian/contracts/filing/advice';
import type { Problem } from '@beian/contracts/problem';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubmission, SAMPLE_COPIES } from '../case.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubmissionService } from '../submission/submission.service.ts';
import { AdviceController } from './advice.controller.ts';
import { AdviceQueries } from './advice.queries.ts';

const sealer = testSealer();
let db: TestDatabase;
let app: HttpApp;
const environment = { OUTSIDE_PROVINCE: 'referral' };

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  app = await httpApp({ controllers: [AdviceController], providers: [AdviceQueries] }, { service: 'filing', kit: { api: db.source('api'), worker: db.source('worker'), sealer, environment: environment as never }, logLevel: 'silent' });
  const submissions = new SubmissionService(db.source('api'), testKeys('filing'), sealer);
  // Five of 武昌区 returned, for what officers named; one of 洪山区; one that was never returned.
  const named = [['website.name', 'website.manager.mobile'], ['website.name', 'website.domains.0'], ['website.name', 'website.domains.1'], ['website.manager.email'], ['website.manager.residence']];
  for (const [index, fields] of [...named, ['website.name'], []].entries()) {
    const owner = anApplicant();
    const body = await aSubmission({ subject: testKeys('subject'), storage: testKeys('storage'), sealer }, owner.account!, index === 5 ? { receipt: { region: '420111' } } : {});
    await submissions.submit(owner, body);
    await db.admin('update application set returned_fields = $2 where id = $1', [body.application, fields]);
  }
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const ask = async (query: string, as = anApplicant()) => app.send<UsualReturns & Problem>('GET', `/advice/usual-returns?${query}`, { as });

describe('who would review a subject', () => {
  const competent = async (query: string) => (await app.send<CompetentBureau>('GET', `/advice/competent-bureau?${query}`, { as: anApplicant() })).body;

  it('S5 is told by name before anything is submitted', async () => {
    expect(await competent('region=420106')).toEqual({ bureauName: '武昌区网安大队', message: null, asksOperation: false });
  });

  it('S5 outside the province is referred elsewhere, or asked where it operates', async () => {
    expect(await competent('region=110101')).toEqual({ bureauName: null, message: expect.stringContaining('beian.mps.gov.cn'), asksOperation: false });
    environment.OUTSIDE_PROVINCE = 'place_of_operation';
    try {
      expect(await competent('region=110101')).toEqual({ bureauName: null, message: '所属地区不在本省，请在开办主体中填写运营所在地', asksOperation: true });
      expect(await competent('region=110101&operationRegion=420106')).toEqual({ bureauName: '武昌区网安大队', message: null, asksOperation: true });
      expect(await competent('region=110101&operationRegion=110101')).toMatchObject({ bureauName: null, asksOperation: true });
    } finally {
      environment.OUTSIDE_PROVINCE = 'referral';
    }
  });
});

describe('what a bureau usually returns', () => {
  it('is told by whole fields that were named three times at least, most often first', async () => {
    expect((await ask('object=website&region=420106')).body).toEqual({ bureauName: '武昌区网安大队', returned: 5, items: [{ field: 'website.manager', times: 3 }, { field: 'website.name', times: 3 }] });
  });

  it('is of that bureau, that kind and a year: of fewer than three nothing is said', async () => {
    expect((await ask('object=website&region=420111')).body).toMatchObject({ bureauName: '洪山区网安大队', items: [] });
    expect((await ask('object=app&region=420106')).body.items).toEqual([]);
    await db.admin(`update application set submitted_at = submitted_at - interval '2 years'`);
    expect((await ask('object=website&region=420106')).body.items).toEqual([]);
    await db.admin(`update application set submitted_at = submitted_at + interval '2 years'`);
  });

  it('S5 follows the routing of the region, and says why there is no bureau', async () => {
    expect((await ask('object=website&region=420113')).body.bureauName).toBe('武汉市公安局网安支队');
    expect((await ask('object=website&region=110101')).body).toMatchObject({ status: 422, code: 'region.no-bureau' });
  });

  it('is for applicants, and shows no more by raw SQL: the function alone sees the cases', async () => {
    expect((await ask('object=website&region=420106', anOfficer())).status).toBe(403);
    const rows: unknown[] = await db.source('api').query('select * from application');
    expect(rows).toEqual([]);
  });
});
