import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createVersioned, foldHistory } from '@beian/kit/db/versioned';
import { inScope } from '@beian/kit/db/scope';
import { platformIn } from '@beian/contracts/principal';
import { UPLOAD_RECEIPT, type UploadReceipt } from '@beian/contracts/receipts';
import { sha256 } from '@beian/kit/crypto/digest';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { Application } from '../application/application.entity.ts';
import { aSubmission, SAMPLE_COPIES, type Issuers } from '../case.fixture.ts';
import { Filing } from '../filing/filing.entity.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubmissionService } from './submission.service.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let service: SubmissionService;
const sealer = testSealer();
const issuers: Issuers = { subject: testKeys('subject'), storage: testKeys('storage'), sealer };

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  service = new SubmissionService(db.source('api'), testKeys('filing'), sealer);
});
afterAll(() => db.close());

/** Whether a receipt is this upload's. */
const tokenSays = (token: string, upload: string): boolean => Buffer.from(token.split('.')[1]!, 'base64url').toString().includes(upload);
const rowsOf = async (application: string) => (await db.admin('select * from application where id = $1', [application]))[0];
const eventsOf = async (filing: string) => db.admin<{ type: string; stream: string; data: Record<string, unknown> }>('select type, stream, data from outbox where data->>$1 = $2 or aggregate like $3 order by seq', ['filing', filing, `%${filing}%`]);

describe('submission', () => {
  it('WEB-06 stores the case with round, history, event, record and the start of its run, and routes it by region (S5)', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    const summary = await service.submit(applicant, body);
    expect(summary).toMatchObject({ stage: 'submitted', stageLabel: '等待审核', label: '新办网站申请', bureau: 3, bureauName: '武昌区网安大队', n: 1, interactive: false, workingDaysLeft: 21 });
    expect(summary.number).toMatch(/^\d{8}420106\d{8}$/);
    const history = await db.admin('select version, action from application_history where id = $1', [body.application]);
    expect(history).toEqual([{ version: 1, action: 'application.submit' }]);
    const rounds = await db.admin<{ round: number }>('select round from round where application = $1', [body.application]);
    expect(rounds).toEqual([{ round: 1 }]);
    const events = await eventsOf(body.filing);
    expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual(['events filing.application.submitted.v1', 'runs filingWorkflow', 'records audit.record.signed.v1']);
    expect(events[1]?.data).toMatchObject({ workflowId: `filing/${body.filing}/1`, input: { application: body.application, filing: body.filing, n: 1, bureau: 3 } });
  });

  it('OPN-02 keeps how well the account’s person was proven, and refuses the unproven where the setting says so', async () => {
    const strict = new SubmissionService(db.source('api'), testKeys('filing'), sealer, { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'true', OUTSIDE_PROVINCE: 'referral' });
    const [unproven, proven] = [anApplicant(), anApplicant({ identityLevel: 'real_person' })];
    const refused = await aSubmission(issuers, unproven.account!);
    await expect(strict.submit(unproven, refused)).rejects.toMatchObject({ code: 'account.real_person_required', status: 403 });
    expect(await rowsOf(refused.application)).toBeUndefined();
    const body = await aSubmission(issuers, proven.account!);
    await strict.submit(proven, body);
    expect((await rowsOf(body.application))?.['identity_level']).toBe('real_person');
    const lenient = await aSubmission(issuers, unproven.account!);
    await service.submit(unproven, lenient);
    expect((await rowsOf(lenient.application))?.['identity_level']).toBe('none');
  });

  it('keeps persons sealed: neither rows nor events hold a name, number or telephone in clear', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!, { receipt: { nature: 'individual', type: 'individual' }, data: { serviceTypes: ['blog'] } });
    await service.submit(applicant, body);
    const everything = JSON.stringify([await rowsOf(body.application), await db.admin('select * from filing where id = $1', [body.filing]), await db.admin('select patch from application_history where id = $1', [body.application]), await eventsOf(body.filing)]);
    for (const personal of [body.data.manager.name, body.data.manager.certificateNumber, body.data.manager.mobile, '赵小曼']) expect(everything).not.toContain(personal);
    expect(everything).toContain('赵**');
  });

  it('folds the history to the rows exactly', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    await service.submit(applicant, body);
    await inScope(db.source('worker'), platformIn(3), async (tx) => {
      expect(await foldHistory(tx, Application, body.application)).toEqual(await tx.manager.findOneByOrFail(Application, { id: body.application }));
      expect(await foldHistory(tx, Filing, body.filing)).toEqual(await tx.manager.findOneByOrFail(Filing, { id: body.filing }));
    });
  });

  it('answers a repeat the same, ten at once too, and stores it once', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    const answers = await Promise.all(Array.from({ length: 10 }, () => service.submit(applicant, body)));
    expect(new Set(answers.map((answer) => answer.number)).size).toBe(1);
    expect(await db.admin('select count(*)::int as count from outbox where stream = $1 and aggregate = $2', ['events', body.filing])).toEqual([{ count: 1 }]);
  });

  it('abuse 15: refuses the same id with another content, and an id that belongs to somebody else, in the same words', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    await service.submit(applicant, body);
    await expect(service.submit(applicant, { ...body, data: { ...body.data, name: '江城另一园圃' } })).rejects.toMatchObject({ code: 'application.exists', status: 409 });
    const other = anApplicant();
    const stolen = await aSubmission(issuers, other.account!, { body: { application: body.application } });
    await expect(service.submit(other, stolen)).rejects.toMatchObject({ code: 'application.exists', status: 409 });
    const intoMine = await aSubmission(issuers, other.account!, { body: { filing: body.filing } });
    await expect(service.submit(other, intoMine)).rejects.toMatchObject({ code: 'application.exists', status: 409 });
  });

  it('S7 refuses a host that another filing has, with or without www., and names the field; the refusal is recorded', async () => {
    const applicant = anApplicant();
    const first = await aSubmission(issuers, applicant.account!, { data: { domains: ['www.taken-once.com'] } });
    await service.submit(applicant, first);
    const other = anApplicant();
    const second = await aSubmission(issuers, other.account!, { data: { domains: ['fresh-one.com', 'taken-once.com'] } });
    await expect(service.submit(other, second)).rejects.toMatchObject({ code: 'input.invalid', status: 422, fields: [{ field: 'data.domains.1', code: 'domain.duplicate' }] });
    const records = await db.admin<{ canonical: string }>("select data->>'canonical' as canonical from outbox where stream = 'records' and aggregate = $1", [second.filing]);
    expect(records.map(({ canonical }) => JSON.parse(canonical) as { outcome: string; code: string })).toMatchObject([{ outcome: 'refused', code: 'input.invalid' }]);
    const third = await aSubmission(issuers, other.account!, { data: { domains: ['fresh-one.com'] } });
    await expect(service.submit(other, third)).resolves.toMatchObject({ stage: 'submitted' });
  });

  it('S7 lets one of two submissions of a host win when they come at once', async () => {
    const one = anApplicant();
    const two = anApplicant();
    const domains = ['race-a.com', 'race-b.com'];
    const bodies = [await aSubmission(issuers, one.account!, { data: { domains } }), await aSubmission(issuers, two.account!, { data: { domains: [...domains].reverse() } })];
    const settled = await Promise.allSettled([service.submit(one, bodies[0]!), service.submit(two, bodies[1]!)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('S7 warns of the same registrable domain under another subject, and stores the warning for the officer', async () => {
    const one = anApplicant();
    await service.submit(one, await aSubmission(issuers, one.account!, { data: { domains: ['a.shared-domain.com'] } }));
    const two = anApplicant();
    const body = await aSubmission(issuers, two.account!, { data: { domains: ['b.shared-domain.com'] } });
    await service.submit(two, body);
    expect((await rowsOf(body.application))?.['findings']).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'domain.shared', level: 'warn' })]));
  });

  it('abuse 8: refuses receipts that are forged, of another owner, expired or of a returned subject', async () => {
    const applicant = anApplicant();
    const good = await aSubmission(issuers, applicant.account!);
    const forged = { ...good, subjectReceipt: (await aSubmission({ ...issuers, subject: testKeys('storage') }, applicant.account!)).subjectReceipt };
    await expect(service.submit(applicant, forged)).rejects.toMatchObject({ code: 'receipt.invalid' });
    const foreign = await aSubmission(issuers, anApplicant().account!);
    await expect(service.submit(applicant, foreign)).rejects.toMatchObject({ code: 'subject.not-own' });
    const returned = await aSubmission(issuers, applicant.account!, { receipt: { state: 'returned' } });
    await expect(service.submit(applicant, returned)).rejects.toMatchObject({ code: 'subject.returned' });
    const without = { ...good, uploadReceipts: [] };
    await expect(service.submit(applicant, without)).rejects.toMatchObject({ fields: expect.arrayContaining([expect.objectContaining({ field: 'data.manager.idImage' })]) });
  });

  it('SUB-16 wants the security responsible person’s ID card, uploaded by this account as a certificate picture', async () => {
    const applicant = anApplicant();
    const good = await aSubmission(issuers, applicant.account!);
    const { idImage } = good.data.security;
    const others = good.uploadReceipts.filter((token) => !tokenSays(token, idImage));
    expect(others).toHaveLength(good.uploadReceipts.length - 1);
    const facts: UploadReceipt = { upload: idImage, digest: sha256(idImage), size: 1000, type: 'image/jpeg', owner: applicant.account!, purpose: 'certificate', checked: true };
    const refusedWith = async (part?: Partial<UploadReceipt>) => service.submit(applicant, { ...good, uploadReceipts: [...others, ...(part ? [await issuers.storage.sign(UPLOAD_RECEIPT, { ...facts, ...part }, 600)] : [])] });
    const fault = (code: string) => ({ status: 422, fields: [{ field: 'data.security.idImage', code }] });
    await expect(refusedWith()).rejects.toMatchObject(fault('upload.receipt-missing'));
    await expect(refusedWith({ owner: anApplicant().account! })).rejects.toMatchObject(fault('upload.receipt-missing'));
    await expect(refusedWith({ purpose: 'screenshot' })).rejects.toMatchObject(fault('upload.purpose'));
    await expect(refusedWith({})).resolves.toMatchObject({ stage: 'submitted' });
  });

  it('OPN-11 takes the subject’s picture again for a security responsible person who is the subject’s', async () => {
    const applicant = anApplicant();
    const good = await aSubmission(issuers, applicant.account!);
    const data = { ...good.data, security: { ...good.data.manager } };
    await expect(service.submit(applicant, { ...good, data, uploadReceipts: good.uploadReceipts.filter((token) => !tokenSays(token, good.data.security.idImage)) })).resolves.toMatchObject({ stage: 'submitted' });
    expect((await rowsOf(good.application))?.['uploads']).toEqual([good.data.manager.idImage]);
  });

  it.each(['submitted', 'approved'] as const)('SUB-36 goes on under a subject that is %s', async (state) => {
    const applicant = anApplicant();
    await expect(service.submit(applicant, await aSubmission(issuers, applicant.account!, { receipt: { state } }))).resolves.toMatchObject({ stage: 'submitted' });
  });

  it('SUB-36 does not go on under a subject that was returned', async () => {
    const applicant = anApplicant();
    await expect(service.submit(applicant, await aSubmission(issuers, applicant.account!, { receipt: { state: 'returned' } }))).rejects.toMatchObject({ code: 'subject.returned', status: 409 });
  });

  it('S5 routes by explicit parent and dated successor, and refuses a region without a bureau', async () => {
    const applicant = anApplicant();
    const submitIn = async (region: string) => service.submit(applicant, await aSubmission(issuers, applicant.account!, { receipt: { region } }));
    expect((await submitIn('420113')).bureau).toBe(2);
    expect((await submitIn('420521')).bureau).toBe(4);
    await expect(submitIn('110101')).rejects.toMatchObject({ code: 'region.no-bureau', status: 422 });
    await expect(submitIn('999999')).rejects.toMatchObject({ code: 'region.unknown', status: 422 });
  });

  it('S5 goes by the place of operation where the setting says so: only for a place outside the province, and only when one is named', async () => {
    const applicant = anApplicant();
    const bySetting = (OUTSIDE_PROVINCE: 'referral' | 'place_of_operation') => new SubmissionService(db.source('api'), testKeys('filing'), sealer, { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false', OUTSIDE_PROVINCE });
    const submitAs = async (setting: 'referral' | 'place_of_operation', region: string, operationRegion: string | null) =>
      bySetting(setting).submit(applicant, await aSubmission(issuers, applicant.account!, { receipt: { region, operationRegion } }));
    expect((await submitAs('place_of_operation', '110101', '420106')).bureau).toBe(3);
    expect((await submitAs('place_of_operation', '420521', '420106')).bureau).toBe(4);
    await expect(submitAs('place_of_operation', '110101', null)).rejects.toMatchObject({ code: 'region.operation-missing', status: 422 });
    await expect(submitAs('place_of_operation', '110101', '110102')).rejects.toMatchObject({ status: 422 });
    await expect(submitAs('place_of_operation', '999999', '420106')).rejects.toMatchObject({ code: 'region.unknown' });
    await expect(submitAs('referral', '110101', '420106')).rejects.toMatchObject({ code: 'region.no-bureau' });
  });

  it('LKP-07 tells the officer of a provider that the directory does not have, whatever the form says of itself', async () => {
    const applicant = anApplicant();
    const line = '6f0a2a52-6f0e-4a52-9d1e-2b1c4f5a7b10';
    await db.admin(`insert into provider_entry (id, version, kind, name, region, source, active) values ($1, 1, 'access', '江城云', '420100', 'import', true)`, [line]);
    const manualOf = async (accessProvider: { name: string; region: string | null; directory: string | null }) => {
      const body = await aSubmission(issuers, applicant.account!, { data: { accessProvider } });
      await service.submit(applicant, body);
      return ((await rowsOf(body.application))?.['findings'] as { code: string; field: string }[]).filter(({ code }) => code === 'provider.manual').map(({ field }) => field);
    };
    const registrar = 'registrar';
    expect(await manualOf({ name: '江城云', region: '420100', directory: line })).toEqual([registrar]);
    expect(await manualOf({ name: '江城云', region: '420100', directory: null })).toEqual(['accessProvider', registrar]);
    expect((await manualOf({ name: '别家云', region: '420100', directory: line })).sort()).toEqual(['accessProvider', registrar]);
    expect((await manualOf({ name: '江城云', region: '420100', directory: '6f0a2a52-6f0e-4a52-9d1e-2b1c4f5a7b11' })).sort()).toEqual(['accessProvider', registrar]);
  });

  it('NAM-02 checks names again on the server and names the field', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!, { data: { name: '小曼有限公司', serviceTypes: ['blog'] }, receipt: { nature: 'individual', type: 'individual' } });
    await expect(service.submit(applicant, body)).rejects.toMatchObject({ code: 'input.invalid', fields: expect.arrayContaining([expect.objectContaining({ field: 'data.name' })]) });
  });
});

describe('row security', () => {
  it('abuse 3: shows no row of any table to a role without a scope', async () => {
    const applicant = anApplicant();
    await service.submit(applicant, await aSubmission(issuers, applicant.account!));
    for (const role of ['api', 'worker', 'public', 'relay', 'audit'] as const) {
      for (const table of ['filing', 'application', 'application_history', 'filing_history', 'round', 'draft']) {
        const seen = await db.source(role).query(`select * from ${table}`).catch((error: { driverError?: { code?: string } }) => error.driverError?.code);
        expect([role, table, seen === '42501' || (Array.isArray(seen) && seen.length === 0)]).toEqual([role, table, true]);
      }
    }
    expect(await db.source('owner').query('select * from application')).toEqual([]);
  });

  it('shows a case to its owner and to officers whose scope holds its bureau, and to nobody else', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    await service.submit(applicant, body);
    const sees = async (principal: Parameters<typeof inScope>[1]) => inScope(db.source('api'), principal, async (tx) => (await tx.query('select id from application where id = $1', [body.application])).length === 1);
    expect(await sees(applicant)).toBe(true);
    expect(await sees(anOfficer({ bureau: 3 }))).toBe(true);
    expect(await sees(anOfficer({ bureau: 2, scope: [2, 3, 4] }))).toBe(true);
    expect(await sees(anOfficer({ bureau: 4 }))).toBe(false);
    expect(await sees(anApplicant())).toBe(false);
  });

  it('refuses an application in somebody else’s name', async () => {
    const applicant = anApplicant();
    const body = await aSubmission(issuers, applicant.account!);
    await service.submit(applicant, body);
    const forged = inScope(db.source('api'), anApplicant(), async (tx) => {
      const row = (await db.admin('select owner, subject, bureau from filing where id = $1', [body.filing]))[0] as { owner: string; subject: string; bureau: number };
      await createVersioned(tx, Filing, { id: body.application, ...row, object: 'website', siteName: 'x', domains: [], hosts: [], interactive: false, state: 'pending', applications: 1, openerName: 'x', openerShown: 'x', openerKind: 'enterprise', persons: [] }, { action: 'application.submit' });
    });
    await expect(forged).rejects.toThrow(/row-level security/);
  });
});
