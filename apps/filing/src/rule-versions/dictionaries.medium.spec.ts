import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DryRun, RulesInForce, RuleVersionList } from '@beian/contracts/filing/rule-versions';
import type { Problem } from '@beian/contracts/problem';
import { SHIPPED_ROWS, type DictionaryRows, type OptionRow } from '@beian/rules/forms/dictionaries/editable';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubmission, SAMPLE_COPIES, type Issuers } from '../case.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubmissionService } from '../submission/submission.service.ts';
import { DryRunService } from './dry-run.service.ts';
import { RuleVersionsController } from './rule-versions.controller.ts';
import { RuleVersionsService } from './rule-versions.service.ts';
import { RulesController } from './rules.controller.ts';
import { RulesInForceService } from './rules-in-force.ts';

const sealer = testSealer();
const issuers: Issuers = { subject: testKeys('subject'), storage: testKeys('storage'), sealer };
const admin = anOfficer({ bureau: 1, scope: [1, 2, 3, 4, 5], roles: ['administrator'] });
const ADMIN = '/administration/rules/dictionaries';
const podcast: OptionRow = { key: 'podcast', label: '播客', interactive: true, openTo: 'all', retired: false };
const typesWith = (change: (rows: readonly OptionRow[]) => readonly OptionRow[]): DictionaryRows => ({ ...SHIPPED_ROWS, service_types: change(SHIPPED_ROWS.service_types) });
const withPodcast = typesWith((rows) => [...rows, podcast]);
const withoutNews = typesWith((rows) => rows.map((row) => (row.key === 'news' ? { ...row, retired: true } : row)));

let db: TestDatabase;
let app: HttpApp;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  const parts = { controllers: [RulesController, RuleVersionsController], providers: [RulesInForceService, RuleVersionsService, DryRunService] };
  app = await httpApp(parts, { service: 'filing', kit: { api: db.source('api'), worker: db.source('worker'), sealer }, logLevel: 'silent' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const list = async () => (await app.send<RuleVersionList>('GET', ADMIN, { as: admin })).body;
const draft = async (content: unknown) => app.send<{ version: number } & Problem>('POST', ADMIN, { as: admin, body: { content, note: '调整选项', basedOn: (await list()).items[0]!.version } });
const enact = async (version: number) => app.send<Problem>('POST', `${ADMIN}/${version}/enactment`, { as: admin, body: { expectedInForce: (await list()).inForce } });
const enacted = async (content: DictionaryRows): Promise<number> => {
  const { version } = (await draft(content)).body;
  await enact(version);
  return version;
};
const stored = async (version: number): Promise<DictionaryRows> => (await app.send<RulesInForce>('GET', `${ADMIN}/${version}`, { as: admin })).body.content as DictionaryRows;
/** Knows nothing yet, so that it asks for what is in force. */
const submissions = () => new SubmissionService(db.source('api'), testKeys('filing'), sealer, { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false', OUTSIDE_PROVINCE: 'referral' }, new RulesInForceService(db.source('worker')));
const websiteOf = (owner: string, ...serviceTypes: string[]) => aSubmission(issuers, owner, { data: { serviceTypes, interactive: false } });
const rowOf = async (application: string) => (await db.admin<Record<string, unknown>>('select dictionaries_version, interactive from application where id = $1', [application]))[0];

beforeEach(async () => {
  if ((await list()).inForce !== 0) await enact(0);
});

describe('dictionaries as versions', () => {
  it('OPN-57 offer what the platform ships until a version is enacted', async () => {
    const present = async () => (await app.send<RulesInForce>('GET', '/rules/dictionaries', { as: anApplicant() })).body;
    expect(await present()).toEqual({ topic: 'dictionaries', version: 0, content: SHIPPED_ROWS });
    const version = await enacted(withPodcast);
    expect(await present()).toMatchObject({ version, content: { service_types: expect.arrayContaining([podcast]) } });
  });

  it('OPN-18 judge a submission by the version in force, which it keeps', async () => {
    const owner = anApplicant();
    const early = await websiteOf(owner.account!, 'podcast');
    await expect(submissions().submit(owner, early)).rejects.toMatchObject({ code: 'input.invalid', fields: [{ field: 'data.serviceTypes.0', code: 'website.service-type' }] });
    const version = await enacted(withPodcast);
    await submissions().submit(owner, early);
    expect(await rowOf(early.application)).toEqual({ dictionaries_version: version, interactive: true });
    expect((await recordedActions(db, 'application.submit')).at(-1)?.after).toMatchObject({ dictionaries: version });
  });

  it('OPN-57 refuse an option that went out of use, and go on showing it on what was filed before', async () => {
    const owner = anApplicant();
    const before = await websiteOf(owner.account!, 'news');
    await submissions().submit(owner, before);
    await enacted(withoutNews);
    const after = await websiteOf(owner.account!, 'news');
    await expect(submissions().submit(owner, after)).rejects.toMatchObject({ fields: [{ field: 'data.serviceTypes.0', code: 'website.service-type-retired', message: '“新闻资讯”已停用，请重新选择网站服务类型' }] });
    expect(await rowOf(before.application)).toMatchObject({ dictionaries_version: 0 });
    expect((await app.send<RulesInForce>('GET', '/rules/dictionaries/0', { as: owner })).body.content).toEqual(SHIPPED_ROWS);
  });

  it('keep every option that there ever was, though an editor leaves it out', async () => {
    await enacted(withPodcast);
    const { version } = (await draft(SHIPPED_ROWS)).body;
    expect((await stored(version)).service_types.at(-1)).toEqual({ ...podcast, retired: true });
  });

  it('show applicants the versions that were in force, and no draft', async () => {
    const { version } = (await draft(withoutNews)).body;
    const seen = () => app.send('GET', `/rules/dictionaries/${version}`, { as: anApplicant() });
    expect((await seen()).status).toBe(404);
    await enact(version);
    await enact(0);
    expect((await seen()).status).toBe(200);
    expect((await app.send('GET', '/rules/dictionaries/999999', { as: anApplicant() })).status).toBe(404);
  });

  it.each<[string, (rows: readonly OptionRow[]) => readonly unknown[], string]>([
    ['a dictionary of which nothing is in use', (rows) => rows.map((row) => ({ ...row, retired: true })), 'content.service_types'],
    ['two options of one key', (rows) => [...rows, { ...podcast, key: 'news' }], 'content.service_types'],
    ['two options in use with the same words', (rows) => [...rows, { ...podcast, label: '论坛' }], 'content.service_types'],
    ['a key of other characters', (rows) => [...rows, { ...podcast, key: 'Pod Cast' }], 'content.service_types.12.key'],
    ['words that hide something', (rows) => [...rows, { ...podcast, label: '播\u200b客' }], 'content.service_types.12.label'],
    ['an option without words', (rows) => [...rows, { ...podcast, label: ' ' }], 'content.service_types.12.label'],
    ['a field of somebody’s own', (rows) => [...rows, { ...podcast, appId: '(a+)+$' }], 'content.service_types.12.appId'],
  ])('refuse %s, and name the place', async (_what, change, field) => {
    const { status, body } = await draft({ ...SHIPPED_ROWS, service_types: change(SHIPPED_ROWS.service_types) });
    expect([status, body.fields?.map((each) => each.field)]).toEqual([422, [field]]);
  });

  it('are tried over past filings, whose forms are opened for it, before they take effect', async () => {
    const owner = anApplicant();
    const news = await websiteOf(owner.account!, 'news');
    await submissions().submit(owner, news);
    await submissions().submit(owner, await websiteOf(owner.account!, 'search'));
    const { version } = (await draft(typesWith((rows) => rows.map((row) => (row.key === 'news' ? { ...row, retired: true } : row.key === 'search' ? { ...row, interactive: true } : row))))).body;
    const { body } = await app.send<DryRun>('POST', `${ADMIN}/${version}/dry-run`, { as: admin });
    const said = body.items.map(({ added, removed, refused }) => [added, removed, refused]);
    expect(said).toContainEqual([['拒绝：“新闻资讯”已停用，请重新选择网站服务类型'], [], true]);
    expect(said).toContainEqual([[expect.stringMatching(/^提示：.*将按交互式网站办理$/)], [], false]);
    expect(body).toMatchObject({ version, against: 0, refused: 2, complete: true });
    expect(await rowOf(news.application)).toMatchObject({ dictionaries_version: 0, interactive: false });
    expect((await app.send('POST', `/administration/rules/notice/0/dry-run`, { as: admin })).status).toBe(422);
    expect((await recordedActions(db, 'rules.dry_run')).at(-1)).toMatchObject({ target: { type: 'rules', id: 'dictionaries' } });
  });

  it('abuse 2: are not an applicant’s to edit or to try', async () => {
    for (const [method, path, body] of [['POST', ADMIN, { content: SHIPPED_ROWS, note: 'x', basedOn: 0 }], ['POST', `${ADMIN}/0/dry-run`, {}], ['GET', `${ADMIN}/0`, undefined]] as const) {
      expect((await app.send(method, path, { as: anApplicant(), ...(body && { body }) })).status).toBe(403);
    }
  });
});
