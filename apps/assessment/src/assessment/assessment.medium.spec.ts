import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred, NumberIssued } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { aBureau, anApplicant, anOfficer } from '@beian/testing/principals';
import { FilingCopyConsumer } from '../copies/filing-copy.consumer.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { AssessmentController } from './assessment.controller.ts';
import { AssessmentQueries } from './assessment.queries.ts';

const copies = new FilingCopyConsumer();
let db: TestDatabase;
let app: HttpApp;

beforeAll(async () => {
  useLogger(createLogger('assessment', 'silent'));
  db = await testDatabase({ service: 'assessment', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ controllers: [AssessmentController], providers: [AssessmentQueries] }, { service: 'assessment', kit: { keys: testKeys('assessment'), api: db.source('api') }, logLevel: 'silent' });
}, 30_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const work = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => inScope(db.source('worker'), platformIn(), fn);
const seenBy = (principal: Principal, filing: string) => inScope(db.source('api'), principal, (tx) => tx.query<{ bureau: number; site_name: string; number: string | null }>('select bureau, site_name, number from filing_copy where filing = $1', [filing]));

describe('historical assessments', () => {
  it('are the own ones: none yet for a newcomer, and never those of another account', async () => {
    const [owner, other] = [anApplicant(), anApplicant()];
    const assessment = newId();
    await db.admin(`insert into assessment (id, version, filing, owner, bureau, object, state) values ($1, 1, $2, $3, 1, 'website', 'draft')`, [assessment, newId(), owner.account]);
    expect((await app.send('GET', '/assessments', { as: other })).body).toEqual([]);
    expect((await app.send('GET', '/assessments', { as: owner })).body).toMatchObject([{ assessment, object: 'website', state: 'draft', submittedAt: null }]);
    expect((await app.send('GET', '/assessments', { as: anOfficer() })).status).toBe(403);
    expect((await app.send('GET', '/assessments')).status).toBe(401);
  });

  it('S4 网信 sees what was submitted in its area, read-only and recorded; neighbours, drafts and other roles are left out', async () => {
    const [here, there] = [aBureau(), aBureau()];
    const [seen, draft, neighbour] = [newId(), newId(), newId()];
    for (const [id, bureau, at] of [[seen, here, '2026-11-01'], [draft, here, null], [neighbour, there, '2026-11-01']] as const) {
      await db.admin(`insert into assessment (id, version, filing, owner, bureau, object, state, submitted_at) values ($1, 1, $2, $3, $4, 'website', 'submitted', $5)`, [id, newId(), newId(), bureau, at]);
    }
    const cyberspace = anOfficer({ bureau: here, roles: ['cyberspace'] });
    expect((await app.send('GET', '/assessments/area', { as: cyberspace })).body).toMatchObject([{ assessment: seen }]);
    expect((await app.send('GET', '/assessments', { as: cyberspace })).status).toBe(403);
    for (const as of [anApplicant(), anOfficer({ bureau: here }), anOfficer({ bureau: here, roles: ['auditor'] }), anOfficer({ bureau: here, roles: ['administrator'] })]) expect((await app.send('GET', '/assessments/area', { as })).status).toBe(403);
    expect((await recordedActions(db, 'assessment.list')).map(({ actor, after }) => [actor.account, after['found']])).toEqual([[cyberspace.account, 1]]);
    await expect(inScope(db.source('api'), cyberspace, (tx) => tx.query('update assessment set state = state'))).rejects.toThrow(/permission denied/);
  });

  it('no role of the service writes one yet', async () => {
    for (const role of ['api', 'worker'] as const) await expect(db.source(role).query('insert into assessment (id) values ($1)', [newId()])).rejects.toThrow(/permission denied/);
  });
});

describe('the copy of filings', () => {
  it('follows name, bureau and number, and is seen by the owner and the present bureau only', async () => {
    const [owner, from, to] = [anApplicant(), aBureau(), aBureau()];
    const filing = newId();
    const facts = { filing, application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, bureau: from, round: 1, dueOn: null };
    const revision = { siteName: '珞珈山', subject: newId(), subjectRevision: 1, uploads: [] };
    const place = { subject: filing };
    await work((tx) => copies.submitted(anEnvelope(ApplicationSubmitted, { ...facts, ...revision, applicationNumber: 'W1', region: '420106' }, place), tx));
    expect(await seenBy(anOfficer({ bureau: from }), filing)).toEqual([{ bureau: from, site_name: '珞珈山', number: null }]);
    await work((tx) => copies.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from, subject: revision.subject, uploads: [] }, place), tx));
    await work((tx) => copies.resubmitted(anEnvelope(ApplicationResubmitted, { ...facts, ...revision, bureau: to, siteName: '珞珈山庄' }, place), tx));
    await work((tx) => copies.numbered(anEnvelope(NumberIssued, { filing, application: facts.application, object: 'website', owner: owner.account!, bureau: to, number: 'n', code: '42010602000001', siteName: '珞珈山庄', issuedAt: '2026-11-23T08:00:00.000Z' }, place), tx));
    const copy = [{ bureau: to, site_name: '珞珈山庄', number: 'n' }];
    expect(await seenBy(owner, filing)).toEqual(copy);
    expect(await seenBy(anOfficer({ bureau: to }), filing)).toEqual(copy);
    expect(await seenBy(anOfficer({ bureau: from }), filing)).toEqual([]);
    expect(await db.source('api').query('select 1 from filing_copy')).toEqual([]);
  });
});
