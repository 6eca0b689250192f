import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { REVEAL_RECEIPT } from '@beian/contracts/filing/reveals';
import { UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { aBureau, anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { maskSubject } from '@beian/rules/persons/personal-fields';
import fc from 'fast-check';
import { addCase, expectCase } from '../cases/subject-case.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ReviewOpening } from '../separate/opening.service.ts';
import { ReceiptService } from '../subject/receipt.service.ts';
import { aResidentId, anIndividualForm } from '../subject/subject-form.sample.ts';
import { SubjectImages } from '../subject/subject-images.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { SubjectQueries } from '../subject/subject.queries.ts';
import { SubjectService } from '../subject/subject.service.ts';
import { ReviewService } from './review.service.ts';

const keys = testKeys('subject');
const sealer = testSealer();
const revisions = new SubjectRevisions(sealer);
let db: TestDatabase;
let subjects: SubjectService;
let queries: SubjectQueries;
let receipts: ReceiptService;
let review: ReviewService;
let serial = 200;

beforeAll(async () => {
  db = await testDatabase({ service: 'subject', entities: ENTITIES, migrations: MIGRATIONS });
  subjects = new SubjectService(db.source('api'), keys, new SubjectImages(keys), revisions, new ReviewOpening(keys, { SEPARATE_SUBJECT_REVIEW: [], OUTSIDE_PROVINCE: 'referral' }));
  queries = new SubjectQueries(db.source('api'), keys, revisions, sealer);
  receipts = new ReceiptService(db.source('api'), keys, revisions);
  review = new ReviewService(db.source('api'), keys, revisions);
});
afterAll(() => db.close());

interface Made { owner: Principal; subject: string; number: string; form: ReturnType<typeof anIndividualForm> }

async function aSubject(...bureaus: number[]): Promise<Made> {
  const owner = anApplicant();
  const subject = newId();
  const number = aResidentId((serial += 1));
  const form = anIndividualForm(newId(), serial);
  const facts = { upload: form.images.openerId, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner: owner.account, purpose: 'certificate', checked: true };
  await subjects.submit(owner, { subject, data: form, uploads: [await testKeys('storage').sign(UPLOAD_RECEIPT, facts, 60)] });
  for (const bureau of bureaus) await inScope(db.source('worker'), platformIn(), (tx) => addCase(tx, { subject, bureau, filing: newId(), owner: owner.account }));
  return { owner, subject, number, form };
}

const status = (done: Promise<unknown>): Promise<number> => done.then(() => 200, (error: { status?: number }) => error.status ?? 500);
const reveals = (subject: string) =>
  db.admin(`select r->>'outcome' as outcome, r->>'code' as code, r->>'ground' as ground, r->'filing' as filing from outbox, lateral (select (data->>'canonical')::jsonb) c(r)
    where stream = 'records' and r->>'action' in ('subject.view', 'subject.reveal') and r->'target'->>'id' = $1 order by seq`, [subject]);

describe('what an officer sees of a subject', () => {
  it('an officer sees the revision asked for with masks; the look is recorded with its ground and case', async () => {
    const bureau = aBureau();
    const { subject, form, owner } = await aSubject(bureau);
    await db.admin(`update subject set state = 'returned' where id = $1`, [subject]);
    await subjects.revise(owner, subject, { data: { ...form, region: '420102' }, uploads: [], expectedRevision: 1 });
    const officer = anOfficer({ bureau });
    expect(await review.view(officer, subject, 1)).toMatchObject({ revision: 1, state: 'returned', region: '420106', data: maskSubject(form) });
    expect(await review.view(officer, subject, 2)).toMatchObject({ revision: 2, state: 'submitted', region: '420102' });
    expect(await reveals(subject)).toEqual([1, 2].map(() => ({ outcome: 'done', code: null, ground: 'review', filing: expect.any(String) })));
  });

  it('OPN-65 an officer learns that other accounts have the same certificate number, and how many, not who; their owner learns nothing', async () => {
    const bureau = aBureau();
    const { subject, owner, form } = await aSubject(bureau);
    const officer = anOfficer({ bureau });
    expect((await review.view(officer, subject, 1)).sameCertificate).toEqual({ approved: false, waiting: 0 });
    const others = [anApplicant(), anApplicant()];
    for (const other of others) {
      const facts = { upload: form.images.openerId, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner: other.account, purpose: 'certificate', checked: true };
      await subjects.submit(other, { subject: newId(), data: form, uploads: [await testKeys('storage').sign(UPLOAD_RECEIPT, facts, 60)] });
    }
    expect((await review.view(officer, subject, 1)).sameCertificate).toEqual({ approved: false, waiting: 2 });
    await db.admin(`update subject set state = 'approved', approved_revision = 1 where owner = $1`, [others[0]!.account]);
    await db.admin(`insert into subject_decision (command, subject, revision, asked, outcome, filing, application, bureau, actor) select $1, id, 1, 'approve', 'approved', $1, $1, 7, $1 from subject where owner = $2`, [newId(), others[0]!.account]);
    expect((await review.view(officer, subject, 1)).sameCertificate).toEqual({ approved: true, waiting: 1 });
    expect(await queries.own(owner, subject)).not.toHaveProperty('sameCertificate');
  });

  it('a field in clear needs a receipt of filing for this officer, subject, revision and field, and is recorded with the reason', async () => {
    const bureau = aBureau();
    const { subject, form } = await aSubject(bureau);
    const officer = anOfficer({ bureau });
    const facts = { account: officer.account, application: newId(), filing: newId(), subject, revision: 1, field: 'subject.responsible.certificateNumber', upload: null, reason: 'verify_identity' };
    const receipt = (part: object = {}, issuer = 'filing') => testKeys(issuer).sign(REVEAL_RECEIPT, { ...facts, ...part }, 60);
    expect(await review.reveal(officer, subject, 1, await receipt())).toEqual({ field: facts.field, value: form.responsible.certificateNumber });
    for (const bad of [receipt({ account: newId() }), receipt({ subject: newId() }), receipt({ revision: 2 }), receipt({}, 'storage')]) await expect(review.reveal(officer, subject, 1, await bad)).rejects.toMatchObject({ status: 401 });
    await expect(review.reveal(officer, subject, 1, await receipt({ field: 'subject.region' }))).rejects.toMatchObject({ status: 404 });
    expect((await reveals(subject)).map(({ outcome, code, ground }) => [outcome, code, ground])).toEqual([
      ['done', null, 'verify_identity'], ...Array.from({ length: 4 }, () => ['refused', 'receipt.invalid', null]), ['refused', 'reveal.no_such_field', null],
    ]);
  });

  it('nothing is decrypted when the look cannot be recorded', async () => {
    const bureau = aBureau();
    const { subject } = await aSubject(bureau);
    const opened: string[] = [];
    const watched = new SubjectRevisions({ ...sealer, open: async (sealed, context) => { opened.push(context); return sealer.open(sealed, context); } });
    const broken = { ...keys, signBytes: () => { throw new Error('no key'); } };
    await expect(new ReviewService(db.source('api'), broken, watched).view(anOfficer({ bureau }), subject, 1)).rejects.toThrow('no key');
    expect(opened).toEqual([]);
  });

  it('S4 refuses an officer whose own case it is, by account and by certificate', async () => {
    const bureau = aBureau();
    const { subject, owner, number } = await aSubject(bureau);
    const own = { code: 'officer.own_case', status: 403 };
    await expect(review.view(anOfficer({ bureau, person: sealer.index('certificate', number) }), subject, 1)).rejects.toMatchObject(own);
    await expect(review.view(anOfficer({ bureau, account: owner.account }), subject, 1)).rejects.toMatchObject(own);
    expect((await reveals(subject)).map(({ outcome, code }) => [outcome, code])).toEqual(Array.from({ length: 2 }, () => ['refused', 'officer.own_case']));
  });

  it('abuse 10: a transfer hands over access: the former bureau sees neither revision nor row, unless it has another case of the subject', async () => {
    const [first, second] = [aBureau(), aBureau()];
    const { subject, owner } = await aSubject();
    const filings = [newId(), newId()];
    const at = (bureau: number, filing: string) => inScope(db.source('worker'), platformIn(), (tx) => addCase(tx, { subject, bureau, filing, owner: owner.account }));
    for (const filing of filings) await at(first, filing);
    const seen = async () => [await status(review.view(anOfficer({ bureau: first }), subject, 1)), await status(review.view(anOfficer({ bureau: second }), subject, 1))];
    expect(await seen()).toEqual([200, 404]);
    await at(second, filings[0]!);
    expect(await seen()).toEqual([200, 200]);
    await at(second, filings[1]!);
    expect(await seen()).toEqual([404, 200]);
    for (const table of ['subject', 'subject_revision', 'subject_history', 'subject_case']) expect(await inScope(db.source('api'), anOfficer({ bureau: first }), (tx) => tx.query(`select 1 from ${table}`))).toEqual([]);
  });

  it('abuse 10: a command of the former bureau that comes again after the transfer gives it nothing back', async () => {
    const [first, second, filing] = [aBureau(), aBureau(), newId()];
    const { subject, owner } = await aSubject();
    const worker = (act: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), act);
    await worker((tx) => addCase(tx, { subject, bureau: second, filing, owner: owner.account }));
    await worker((tx) => expectCase(tx, { subject, bureau: first, filing, owner: null }));
    expect(await status(review.view(anOfficer({ bureau: first }), subject, 1))).toBe(404);
  });

  it('a revision that is not there, and one of another bureau, look the same and are recorded', async () => {
    const bureau = aBureau();
    const { subject } = await aSubject(bureau);
    const answers = await Promise.all([review.view(anOfficer({ bureau }), subject, 9), review.view(anOfficer({ bureau: aBureau() }), subject, 1), review.view(anOfficer({ bureau }), newId(), 1)].map((one) => one.catch((error: Error) => error)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(answers[0])]));
    expect(answers[0]).toMatchObject({ status: 404 });
    expect((await reveals(subject)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });
});

describe('access to subjects', () => {
  it('user × record × jurisdiction: owners write and read their own, officers read what their bureaus have a case of, nobody else anything', async () => {
    const bureaus = [aBureau(), aBureau(), aBureau()];
    const records = await Promise.all([[], [0], [1], [0, 2], [0, 1, 2]].map((held) => aSubject(...held.map((index) => bureaus[index]!)).then((made) => ({ ...made, held }))));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...records), fc.constantFrom(...records), fc.subarray([0, 1, 2]), fc.constantFrom('applicant' as const, 'officer' as const), async (record, caller, scope, kind) => {
        const principal: Principal = kind === 'applicant' ? caller.owner : anOfficer({ bureau: bureaus[0]!, scope: scope.map((index) => bureaus[index]!) });
        const isOwner = principal.account === record.owner.account;
        const mayReview = kind === 'officer' && record.held.some((index) => scope.includes(index));
        expect(await status(queries.own(principal, record.subject))).toBe(isOwner ? 200 : 404);
        expect(await status(receipts.issue(principal, record.subject))).toBe(isOwner ? 200 : 404);
        expect(await status(subjects.revise(principal, record.subject, { data: record.form, uploads: [], expectedRevision: 9 }))).toBe(isOwner ? 409 : 404);
        expect(await status(review.view(principal, record.subject, 1))).toBe(mayReview ? 200 : 404);
        const visible = isOwner || mayReview ? 1 : 0;
        for (const table of ['subject', 'subject_history']) expect(await seen(principal, `select 1 from ${table} where id = $1`, record.subject)).toBe(visible);
        expect(await seen(principal, 'select 1 from subject_revision where subject = $1', record.subject)).toBe(visible);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each(['api', 'worker', 'relay', 'public', 'audit'] as const)('a forgotten scope shows the role %s nothing', async (role) => {
    await aSubject(aBureau());
    for (const table of ['subject', 'subject_revision', 'subject_history', 'subject_case', 'subject_decision']) {
      const rows = await db.source(role).query<unknown[]>(`select * from ${table}`).catch((error: Error) => error.message);
      expect(Array.isArray(rows) ? rows : [String(rows).replace(/.*permission denied.*/, 'denied')]).toEqual(Array.isArray(rows) ? [] : ['denied']);
    }
  });

  it('the api role cannot approve a subject, and nobody rewrites a revision', async () => {
    const { subject, owner } = await aSubject();
    const write = (sql: string) => inScope(db.source('api'), owner, (tx) => tx.query(sql, [subject]));
    await expect(write(`update subject set state = 'approved' where id = $1`)).rejects.toThrow(/row-level security|permission denied|check/);
    await expect(write('update subject set owner = id where id = $1')).rejects.toThrow(/permission denied/);
    await expect(write(`update subject_revision set data = '' where subject = $1`)).rejects.toThrow(/permission denied/);
    await expect(db.admin(`update subject_revision set data = '' where subject = $1`, [subject])).rejects.toThrow(/append-only/);
  });
});

async function seen(principal: Principal, sql: string, id: string): Promise<number> {
  return (await inScope(db.source('api'), principal, (tx) => tx.query(sql, [id]))).length;
}
