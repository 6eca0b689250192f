import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditedFiling, Timeline, TimelineQuery } from '@beian/contracts/audit/api';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred, NumberIssued } from '@beian/contracts/filing/events';
import { BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { aBureau, anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { z } from 'zod';
import { DirectoryConsumer } from '../directory/directory.consumer.ts';
import { IntakeService } from '../intake/intake.service.ts';
import { aRecord, aSignedEvent } from '../intake/record.sample.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { TimelineController } from './timeline.controller.ts';
import { TimelineQueries } from './timeline.queries.ts';
import { TimelineService } from './timeline.service.ts';

const keys = testKeys('audit');
const signer = testKeys('filing');
const directory = new DirectoryConsumer();
let db: TestDatabase;
let app: HttpApp;

beforeAll(async () => {
  useLogger(createLogger('audit', 'silent'));
  db = await testDatabase({ service: 'audit', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ controllers: [TimelineController], providers: [TimelineQueries, TimelineService] }, { service: 'audit', kit: { keys, api: db.source('api') }, logLevel: 'silent' });
}, 30_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const work = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => inScope(db.source('worker'), platformIn(), fn);
const application = (filing: string, bureau: number) => ({ filing, application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: newId(), bureau, round: 1, dueOn: null });

/** A filing in the directory with records of the given bureaus, in that order of time. */
async function aFiling(bureau: number, siteName: string, ...bureaus: number[]): Promise<string> {
  const filing = newId();
  await work(async (tx) => {
    await directory.submitted(anEnvelope(ApplicationSubmitted, { ...application(filing, bureau), applicationNumber: 'W1', siteName, region: '420106', subject: newId(), subjectRevision: 1, uploads: [] }, { subject: filing }), tx);
    for (const [index, of] of bureaus.entries()) {
      const record = aRecord({ filing, bureau: of, at: new Date(Date.UTC(2026, 10, 23, 8, index)).toISOString(), action: `application.step${index}` });
      await new IntakeService(keys).take(tx, aSignedEvent(signer, record));
    }
  });
  return filing;
}

const timeline = async (as: Principal, filing: string) => {
  const { status, body } = await app.send('GET', `/filings/${filing}/timeline`, { as });
  return { status, actions: status === 200 ? Timeline.parse(body).entries.map(({ action }) => action) : [] };
};
const search = async (as: Principal, q: string) => z.array(AuditedFiling).parse((await app.send('GET', `/filings?q=${encodeURIComponent(q)}`, { as })).body);

describe('the timeline of a filing', () => {
  it('shows the records in the order of what happened, each with what verification said, and claims no seal', async () => {
    const bureau = aBureau();
    const auditor = anAuditor({ bureau });
    const officer = newId();
    const filing = await aFiling(bureau, '珞珈山', bureau);
    await work(async (tx) => {
      await directory.bureau(anEnvelope(BureauChanged, { bureau, parent: null, name: '武昌网安大队', level: 'county', issuingCode: '420106', prefix: '鄂公网安备', brigadePhone: null, regions: [], active: true }, { subject: String(bureau) }), tx);
      await directory.appointed(anEnvelope(OfficerAppointed, { account: officer, bureau, roles: ['reviewer'], person: null, active: true }, { subject: officer }), tx);
      const record = aRecord({ filing, bureau, at: '2026-11-23T07:00:00.000Z', action: 'application.take', actor: { kind: 'officer', account: officer, bureau } });
      await new IntakeService(keys).take(tx, aSignedEvent(signer, record, { signature: 'A'.repeat(86) }));
    });
    const { body } = await app.send('GET', `/filings/${filing}/timeline`, { as: auditor });
    expect(Timeline.parse(body).entries).toMatchObject([
      { action: 'application.take', signature: 'invalid', sealed: false, actor: { account: officer, label: '武昌网安大队 初审员' }, before: { stage: 'submitted' }, after: { stage: 'in_review' } },
      { action: 'application.step0', signature: 'valid', sealed: false },
    ]);
  });

  it('S4 abuse 16: an auditor neither finds nor reads the own filing, by account or by any person that has ever stood on it', async () => {
    const bureau = aBureau();
    const filing = await aFiling(bureau, '回避示例站', bureau);
    const [manager, owner] = [anAuditor({ bureau }), anAuditor({ bureau })];
    const event = { ...application(filing, bureau), owner: owner.account!, siteName: '回避示例站', subject: newId(), subjectRevision: 1, uploads: [] };
    for (const persons of [[manager.person!], []]) await work((tx) => directory.resubmitted(anEnvelope(ApplicationResubmitted, { ...event, persons }, { subject: filing }), tx));
    for (const own of [manager, owner]) {
      expect((await timeline(own, filing)).status).toBe(403);
      for (const q of [filing, '回避示例']) expect(await search(own, q)).toEqual([]);
    }
    const another = anAuditor({ bureau });
    expect((await timeline(another, filing)).status).toBe(200);
    for (const q of [filing, '回避示例']) expect(await search(another, q)).toMatchObject([{ filing }]);
  });

  it('an auditor of another bureau sees nothing, and cannot tell it from a filing that does not exist', async () => {
    const [bureau, other] = [aBureau(), aBureau()];
    const filing = await aFiling(bureau, '东湖之畔', bureau, bureau);
    const stranger = anAuditor({ bureau: other });
    expect(await timeline(stranger, filing)).toEqual({ status: 404, actions: [] });
    expect(await timeline(stranger, newId())).toEqual({ status: 404, actions: [] });
    expect(await search(stranger, filing)).toEqual([]);
    expect(await search(stranger, '东湖之畔')).toEqual([]);
    expect(await timeline(anAuditor({ bureau: other, scope: [other, bureau] }), filing)).toMatchObject({ status: 200 });
  });

  it('a transferred case moves with its history; who held it before keeps the own part', async () => {
    const [from, to] = [aBureau(), aBureau()];
    const filing = await aFiling(from, '移交', from, to);
    await work((tx) => directory.transferred(anEnvelope(ApplicationTransferred, { ...application(filing, to), from, subject: newId(), uploads: [] }, { subject: filing, version: 2 }), tx));
    expect((await timeline(anAuditor({ bureau: to }), filing)).actions).toEqual(['application.step0', 'application.step1']);
    expect((await timeline(anAuditor({ bureau: from }), filing)).actions).toEqual(['application.step0']);
  });

  it('only auditors may look, officers of the bureau may not', async () => {
    const bureau = aBureau();
    const filing = await aFiling(bureau, '甲', bureau);
    for (const as of [anOfficer({ bureau }), anApplicant(), anOfficer({ bureau, roles: ['supervisor', 'administrator'] })]) expect((await timeline(as, filing)).status).toBe(403);
    expect((await app.send('GET', `/filings/${filing}/timeline`)).status).toBe(401);
  });

  it('each look is recorded, a refused one too, and without the record there is no look', async () => {
    const bureau = aBureau();
    const auditor = anAuditor({ bureau });
    const filing = await aFiling(bureau, '乙', bureau);
    const missing = newId();
    await timeline(auditor, filing);
    await timeline(auditor, missing);
    await search(auditor, '乙');
    const looks = (await recordedActions(db)).filter(({ actor }) => actor.account === auditor.account).map(({ action, outcome, code, filing: about }) => [action, outcome, code, about]);
    expect(looks).toEqual([['timeline.read', 'done', null, filing], ['timeline.read', 'refused', 'record.not_found', missing], ['filing.search', 'done', null, null]]);
    const broken = { ...keys, signBytes: () => { throw new Error('no key'); } };
    await expect(new TimelineService(db.source('api'), broken, new TimelineQueries()).timeline(auditor, filing, TimelineQuery.parse({}))).rejects.toThrow('no key');
  });
});

describe('finding a filing', () => {
  it('by number, by its digits, by a part of the name, by id; a wildcard is a character like others', async () => {
    const bureau = aBureau();
    const auditor = anAuditor({ bureau });
    const filing = await aFiling(bureau, '百分之100%的网站', bureau);
    await aFiling(bureau, '另一个', bureau);
    await work((tx) => directory.numbered(anEnvelope(NumberIssued, { filing, application: newId(), object: 'website', owner: newId(), bureau, number: '鄂公网安备 42010602000007号', code: '42010602000007', siteName: '百分之100%的网站', issuedAt: '2026-11-23T08:00:00.000Z' }, { subject: filing, version: 2 }), tx));
    for (const q of ['鄂公网安备 42010602000007号', '42010602000007', '100%的', filing, filing.toUpperCase()]) {
      expect(await search(auditor, q)).toEqual([{ filing, siteName: '百分之100%的网站', number: '鄂公网安备 42010602000007号', bureau, firstAt: '2026-11-23T08:00:00.000Z', lastAt: '2026-11-23T08:00:00.000Z' }]);
    }
    expect(await search(auditor, '100_的')).toEqual([]);
    expect(await search(auditor, '')).toHaveLength(2);
  });

  it('raw SQL without a scope shows nothing', async () => {
    const bureau = aBureau();
    await aFiling(bureau, '丙', bureau);
    for (const table of ['record', 'filing_directory', 'bureau_directory', 'officer_directory']) {
      for (const role of ['api', 'worker'] as const) expect(await db.source(role).query(`select 1 from ${table}`)).toEqual([]);
    }
  });
});
