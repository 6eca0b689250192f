import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeView } from '@beian/contracts/filing/api';
import type { DryRun, RulesInForce, RuleVersionList } from '@beian/contracts/filing/rule-versions';
import type { Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { NAME_RULES, type NameRule } from '@beian/rules/naming/name-rules';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubmission, SAMPLE_COPIES, type Issuers } from '../case.fixture.ts';
import { NoticesController } from '../notices/notices.controller.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubmissionService } from '../submission/submission.service.ts';
import { DryRunService } from './dry-run.service.ts';
import { RuleVersionsController } from './rule-versions.controller.ts';
import { RuleVersionsService } from './rule-versions.service.ts';
import { RulesController } from './rules.controller.ts';
import { RulesInForceService } from './rules-in-force.ts';

const sealer = testSealer();
const issuers: Issuers = { subject: testKeys('subject'), storage: testKeys('storage'), sealer };
/** The whole province is in scope. */
const admin = anOfficer({ bureau: 1, scope: [1, 2, 3, 4, 5], roles: ['administrator'] });
const ADMIN = '/administration/rules';
const GARDEN: NameRule = { rule: '本省', code: 'name.garden', match: 'contains', words: ['园圃'], appliesTo: 'all', liftedBy: { approval: 'culture' }, individuals: 'refuse', units: 'refuse', reason: '试验规则' };

let db: TestDatabase;
let app: HttpApp;
let submissions: SubmissionService;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  const parts = { controllers: [RulesController, RuleVersionsController, NoticesController], providers: [RulesInForceService, RuleVersionsService, DryRunService] };
  app = await httpApp(parts, { service: 'filing', kit: { api: db.source('api'), worker: db.source('worker'), sealer }, logLevel: 'silent' });
  submissions = new SubmissionService(db.source('api'), testKeys('filing'), sealer);
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const present = async (): Promise<RulesInForce> => (await app.send<RulesInForce>('GET', '/rules/name_rules', { as: anApplicant() })).body;
const list = async (as: Principal = admin) => (await app.send<RuleVersionList>('GET', `${ADMIN}/name_rules`, { as })).body;
const newest = async () => (await list()).items[0]!.version;
const draft = async (content: unknown, more: { as?: Principal; basedOn?: number; topic?: string } = {}) =>
  app.send<{ version: number } & Problem>('POST', `${ADMIN}/${more.topic ?? 'name_rules'}`, { as: more.as ?? admin, body: { content, note: '增加关键字', basedOn: more.basedOn ?? (await newest()) } });
const enact = async (version: number, as: Principal = admin) => app.send<Problem>('POST', `${ADMIN}/name_rules/${version}/enactment`, { as, body: { expectedInForce: (await list()).inForce } });
const dryRun = async (version: number) => (await app.send<DryRun>('POST', `${ADMIN}/name_rules/${version}/dry-run`, { as: admin })).body;

beforeEach(async () => {
  if ((await list()).inForce !== 0) await enact(0);
});

describe('rules as data', () => {
  it('NAM-09 are what the platform ships until a version is enacted, at once and for everybody', async () => {
    expect(await present()).toEqual({ topic: 'name_rules', version: 0, content: NAME_RULES });
    const { body } = await draft([...NAME_RULES, GARDEN]);
    expect(await present()).toMatchObject({ version: 0 });
    expect((await enact(body.version)).status).toBe(204);
    expect(await present()).toMatchObject({ version: body.version, content: [...NAME_RULES, GARDEN] });
  });

  it('go back to an older version by enacting it again, and every step is kept and recorded', async () => {
    const { body } = await draft([GARDEN]);
    await enact(body.version);
    await enact(0);
    expect((await present()).version).toBe(0);
    const seen = await db.admin<{ version: number }>(`select version from rule_enactment where topic = 'name_rules' order by at desc limit 2`);
    expect(seen.map(({ version }) => version)).toEqual([0, body.version]);
    expect((await recordedActions(db, 'rules.enact')).slice(-2).map(({ before, after }) => [before['version'], after['version']])).toEqual([[0, body.version], [body.version, 0]]);
    await expect(db.admin('update rule_version set note = $1', ['x'])).rejects.toThrow('append-only');
  });

  it('refuse an editor who has not seen the newest version, and an enactment over another’s', async () => {
    const basedOn = await newest();
    expect((await draft([GARDEN], { basedOn })).status).toBe(201);
    expect((await draft([GARDEN], { basedOn })).body).toMatchObject({ status: 409, code: 'rules.changed' });
    const stale = await app.send<Problem>('POST', `${ADMIN}/name_rules/${basedOn + 1}/enactment`, { as: admin, body: { expectedInForce: 99 } });
    expect(stale.body).toMatchObject({ status: 409, code: 'rules.changed' });
    expect((await app.send('POST', `${ADMIN}/name_rules/9999/enactment`, { as: admin, body: { expectedInForce: 0 } })).status).toBe(404);
  });

  it.each([
    ['no rule at all', [], 'content'],
    ['a rule without a word', [{ ...GARDEN, words: [] }], 'content.0.words'],
    ['two of one code', [GARDEN, GARDEN], 'content'],
    ['an approval that there is none of', [{ ...GARDEN, liftedBy: { approval: 'magic' } }], 'content.0.liftedBy'],
    ['a field of somebody’s own', [{ ...GARDEN, regex: '(a+)+$' }], 'content.0.regex'],
  ])('refuse %s, and name the place', async (_what, content, field) => {
    const { status, body } = await draft(content);
    expect([status, body.fields?.map((each) => each.field)]).toEqual([422, expect.arrayContaining([expect.stringMatching(new RegExp(`^${field.replaceAll('.', '\\.')}`))])]);
  });

  it('abuse 2: are the province’s administrators’ alone, by HTTP and by row security', async () => {
    const county = anOfficer({ bureau: 3, scope: [3], roles: ['administrator'] });
    expect((await draft([GARDEN], { as: county })).body.code).toBe('rules.province_only');
    expect((await draft([GARDEN], { as: anOfficer({ bureau: 1, scope: [1] }) })).status).toBe(403);
    expect((await app.send('GET', `${ADMIN}/name_rules`, { as: anApplicant() })).status).toBe(403);
    await expect(inScope(db.source('api'), anOfficer(), (tx) => tx.query(`insert into rule_enactment (id, topic, version, author) values ($1, 'name_rules', 0, $1)`, [newId()]))).rejects.toThrow('row-level security');
  });

  it('OPN-63 have the materials of every kind, OPN-26 and the notice, each a topic with versions of its own', async () => {
    const materials = (await app.send<RulesInForce>('GET', '/rules/materials', { as: anApplicant() })).body.content as Record<string, string[]>;
    expect(Object.keys(materials).sort()).toEqual(['app', 'app_market', 'mini_program', 'provider', 'website']);
    expect((await app.send<RulesInForce>('GET', '/rules/notice', { as: anApplicant() })).body).toMatchObject({ version: 0, content: { title: '提示说明' } });
    expect((await draft({ ...materials, website: ['营业执照'] }, { topic: 'materials', basedOn: 0 })).status).toBe(201);
    expect((await app.send('GET', '/rules/secrets', { as: anApplicant() })).status).toBe(422);
  });
});

describe('a submission', () => {
  it('OPN-15 is judged by the version in force, and keeps which one that was', async () => {
    const rules = new RulesInForceService(db.source('worker'));
    const strict = new SubmissionService(db.source('api'), testKeys('filing'), sealer, { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false', OUTSIDE_PROVINCE: 'referral' }, rules);
    const owner = anApplicant();
    const { body } = await draft([GARDEN]);
    await enact(body.version);
    const refused = await aSubmission(issuers, owner.account!);
    await expect(strict.submit(owner, refused)).rejects.toMatchObject({ code: 'input.invalid', fields: [{ field: 'data.name', code: 'name.garden' }] });
    // A word that the shipped rules refuse, and this version does not know.
    const accepted = await aSubmission(issuers, owner.account!, { data: { name: '江城新闻网' } });
    await strict.submit(owner, accepted);
    expect(await db.admin('select rules_version from application where id = $1', [accepted.application])).toEqual([{ rules_version: body.version }]);
    expect((await recordedActions(db, 'application.submit')).at(-1)?.after).toMatchObject({ rules: body.version });
  });

  it('OPN-26 may name every notice that was in force, and no other', async () => {
    const rules = new RulesInForceService(db.source('worker'));
    const shipped = (await app.send<RulesInForce>('GET', '/rules/notice', { as: admin })).body.content;
    const { body } = await draft(shipped, { topic: 'notice', basedOn: 0 });
    expect([await rules.acceptsNotice('2026-01'), await rules.acceptsNotice(`r${body.version}`), await rules.acceptsNotice('r99'), await rules.acceptsNotice('r1 or 1=1')]).toEqual([true, false, false, false]);
    for (const [version, expectedInForce] of [[body.version, 0], [0, body.version]]) {
      expect((await app.send('POST', `${ADMIN}/notice/${version}/enactment`, { as: admin, body: { expectedInForce } })).status).toBe(204);
    }
    expect(await rules.acceptsNotice(`r${body.version}`)).toBe(true);
    // What was accepted is read again word for word, for ever; a draft, or what there never was, by nobody.
    const read = (version: string) => app.send<NoticeView>('GET', `/notices/${version}`, { as: anApplicant() });
    expect((await read(`r${body.version}`)).body).toEqual({ version: `r${body.version}`, ...(shipped as object) });
    expect((await Promise.all(['2026-02', '2026-01'].map(read))).map(({ body: { version, texts } }) => [version, texts[0]?.body.split('\n').length])).toEqual([['2026-02', 4], ['2026-01', 4]]);
    const { body: never } = await draft(shipped, { topic: 'notice', basedOn: body.version });
    expect((await Promise.all([`r${never.version}`, 'r99', 'r0', '2025-01'].map(read))).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});

describe('a dry run', () => {
  it('shows which filed names a version would now hit, opens approvals only where they count, and changes nothing', async () => {
    const owner = anApplicant();
    const plain = await aSubmission(issuers, owner.account!);
    const approved = await aSubmission(issuers, owner.account!);
    await submissions.submit(owner, plain);
    // Its approval stands in the sealed form alone.
    const cultured = await aSubmission(issuers, owner.account!, { data: { approvals: [{ kind: 'culture', image: newId() }] } });
    await submissions.submit(owner, cultured);
    await submissions.submit(owner, { ...approved, data: { ...approved.data, name: '江城花店' } });
    const { body } = await draft([...NAME_RULES, GARDEN]);
    const found = await dryRun(body.version);
    expect(found).toMatchObject({ against: 0, examined: 4, differing: 1, refused: 1, complete: true });
    expect(found.items).toEqual([{ application: plain.application, number: expect.any(String), name: '江城花艺园圃', bureauName: '武昌区网安大队', added: [expect.stringContaining('园圃')], removed: [], refused: true }]);
    expect((await present()).version).toBe(0);
    expect((await recordedActions(db, 'rules.dry_run')).at(-1)).toMatchObject({ outcome: 'done', after: { examined: 4, differing: 1, refused: 1 } });
  });
});
