import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, SubjectReceipt, UPLOAD_RECEIPT, type UploadReceipt } from '@beian/contracts/receipts';
import type { SubjectData } from '@beian/contracts/subject/api';
import type { SubjectSubmitted } from '@beian/contracts/subject/events';
import type { DataOf } from '@beian/contracts/define-event';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ReceiptService } from './receipt.service.ts';
import { aResidentId, anIndividualForm, aUnitForm } from './subject-form.sample.ts';
import { SubjectImages } from './subject-images.ts';
import { SubjectRevisions } from './subject-revision.ts';
import { Subject } from './subject.entity.ts';
import { ReviewOpening } from '../separate/opening.service.ts';
import { SubjectQueries } from './subject.queries.ts';
import { SubjectService } from './subject.service.ts';

const keys = testKeys('subject');
const sealer = testSealer();
const bundled = new ReviewOpening(keys, { SEPARATE_SUBJECT_REVIEW: [], OUTSIDE_PROVINCE: 'referral' });
let db: TestDatabase;
let subjects: SubjectService;
let queries: SubjectQueries;
let receipts: ReceiptService;

beforeAll(async () => {
  db = await testDatabase({ service: 'subject', entities: ENTITIES, migrations: MIGRATIONS });
  const revisions = new SubjectRevisions(sealer);
  subjects = new SubjectService(db.source('api'), keys, new SubjectImages(keys), revisions, bundled);
  queries = new SubjectQueries(db.source('api'), keys, revisions, sealer);
  receipts = new ReceiptService(db.source('api'), keys, revisions);
}, 60_000);
afterAll(() => db.close());

function receipt(owner: Principal, upload: string, part: Partial<UploadReceipt> = {}, ttl = 600): Promise<string> {
  const facts: UploadReceipt = { upload, digest: 'a'.repeat(64), size: 1000, type: 'image/jpeg', owner: owner.account!, purpose: 'certificate', checked: true, ...part };
  return testKeys('storage').sign(UPLOAD_RECEIPT, facts, ttl);
}

async function submitted(owner: Principal, data: SubjectData): Promise<string> {
  const subject = newId();
  await subjects.submit(owner, { subject, data, uploads: await Promise.all(Object.values(data.images).map((upload) => receipt(owner, upload))) });
  return subject;
}

const recorded = (subject: string) =>
  db.admin<{ action: string; outcome: string; code: string | null }>(
    `select c->>'action' as action, c->>'outcome' as outcome, c->>'code' as code from outbox, lateral (select (data->>'canonical')::jsonb) r(c)
     where stream = 'records' and c->'target'->>'id' = $1 order by seq`, [subject]);
const published = (subject: string) => db.admin<{ type: string; data: DataOf<typeof SubjectSubmitted> }>(`select type, data from outbox where stream = 'events' and aggregate = $1 order by seq`, [subject]);

describe('submitting a subject', () => {
  it('OPN-02 is refused to an account whose person was not proven, where the setting says so, and recorded', async () => {
    const strict = new SubjectService(db.source('api'), keys, new SubjectImages(keys), new SubjectRevisions(sealer), bundled, { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'true' });
    const subject = newId();
    const data = anIndividualForm(newId(), 11);
    await expect(strict.submit(anApplicant(), { subject, data, uploads: [] })).rejects.toMatchObject({ code: 'account.real_person_required', status: 403 });
    expect(await recorded(subject)).toEqual([{ action: 'subject.submit', outcome: 'refused', code: 'account.real_person_required' }]);
    const owner = anApplicant({ identityLevel: 'real_person' });
    const uploads = await Promise.all(Object.values(data.images).map((upload) => receipt(owner, upload)));
    expect((await strict.submit(owner, { subject: newId(), data, uploads })).state).toBe('submitted');
  });

  it('SUB-32 keeps row, revision, event, record and history, with personal values only sealed', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 10);
    const subject = await submitted(owner, data);

    expect(await queries.own(owner, subject)).toMatchObject({ subject, revision: 1, state: 'submitted', nature: 'individual', type: 'individual', name: '温如玉', data });
    const [event] = await published(subject);
    expect(event).toMatchObject({ type: 'subject.subject.submitted.v1', data: { revision: 1, unitName: null, persons: [sealer.index('certificate', aResidentId(10))], uploads: [data.images.openerId] } });
    expect(await sealer.open(event!.data.name, `subject:${subject}:1:name`)).toBe('温如玉');
    expect(await recorded(subject)).toEqual([{ action: 'subject.submit', outcome: 'done', code: null }]);
    const everything = JSON.stringify(await db.admin('select s::text, r::text, h::text, o::text from subject s, subject_revision r, subject_history h, outbox o where s.id = $1 and r.subject = s.id and h.id = s.id and o.aggregate = s.id::text', [subject]));
    for (const secret of ['温如玉', aResidentId(10), '13971020151', 'wen.ruyu', '东湖路']) expect(everything).not.toContain(secret);
    const folded = await inScope(db.source('api'), owner, (tx) => foldHistory(tx, Subject, subject));
    expect(folded).toEqual(await inScope(db.source('api'), owner, (tx) => tx.manager.findOneByOrFail(Subject, { id: subject })));
  });

  it('a repeat answers the same and changes nothing, even with stale receipts; another form under the id is refused', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 11);
    const request = { subject: newId(), data, uploads: [await receipt(owner, data.images.openerId)] };
    const first = await subjects.submit(owner, request);
    expect(await subjects.submit(owner, { ...request, uploads: [] })).toEqual(first);
    expect(await published(request.subject)).toHaveLength(1);
    await expect(subjects.submit(owner, { ...request, data: { ...data, region: '420102' } })).rejects.toMatchObject({ code: 'subject.id_taken', status: 409 });
    await expect(subjects.submit(anApplicant(), { ...request, uploads: [] })).rejects.toMatchObject({ status: 422 });
    expect((await recorded(request.subject)).map(({ code }) => code)).toEqual([null, 'subject.id_taken', 'input.invalid']);
  });

  it('SUB-28 refuses with the paths of the request, records the attempt and keeps nothing', async () => {
    const owner = anApplicant();
    const subject = newId();
    const data = anIndividualForm(newId(), 12);
    const bad = { ...data, responsible: { ...data.responsible, officePhone: '010-00000000', name: '王先生' } };
    const refusal = await subjects.submit(owner, { subject, data: bad, uploads: [] }).catch((error: unknown) => error);
    expect((refusal as { fields: { field: string }[] }).fields.map(({ field }) => field).sort()).toEqual(['data.responsible.name', 'data.responsible.officePhone']);
    await expect(queries.own(owner, subject)).rejects.toMatchObject({ status: 404 });
    expect((await recorded(subject)).map(({ outcome, code }) => [outcome, code])).toEqual([['refused', 'input.invalid'], ['refused', 'record.not_found']]);
  });

  it('S6 keeps warnings with the revision', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 13);
    const subject = await submitted(owner, { ...data, responsible: { ...data.responsible, officePhone: '027-66666666' } });
    expect((await queries.own(owner, subject)).warnings).toEqual([expect.objectContaining({ code: 'phone.office-repeated', level: 'warn', field: 'responsible.officePhone' })]);
  });

  it('SUB-14 takes pictures only with a receipt of storage for this owner, purpose and size', async () => {
    const owner = anApplicant();
    const data = aUnitForm(newId(), newId());
    const { openerId, licence } = data.images;
    const opener = await receipt(owner, openerId);
    const submit = (...uploads: string[]) => subjects.submit(owner, { subject: newId(), data, uploads });
    await expect(submit(opener)).rejects.toMatchObject({ status: 422, fields: [{ field: 'data.images.licence', code: 'upload.missing' }] });
    await expect(submit(opener, await receipt(owner, licence, { purpose: 'evidence' }))).rejects.toMatchObject({ fields: [{ field: 'data.images.licence', code: 'upload.purpose' }] });
    await expect(submit(opener, await receipt(owner, licence, { size: 512 * 1024 + 1 }))).rejects.toMatchObject({ fields: [{ code: 'upload.too_large' }] });
    await expect(submit(opener, await receipt(anApplicant(), licence))).rejects.toMatchObject({ status: 401, code: 'receipt.invalid' });
    await expect(submit(opener, await receipt(owner, licence, {}, -60))).rejects.toMatchObject({ status: 401, code: 'receipt.expired' });
    await expect(submit(opener, `${(await receipt(owner, licence)).slice(0, -8)}AAAAAAAA`)).rejects.toMatchObject({ status: 401, code: 'receipt.invalid' });
    await expect(submit(opener, await keys.sign(UPLOAD_RECEIPT, { upload: licence }, 600))).rejects.toMatchObject({ status: 401 });
    await expect(submit(opener, await receipt(owner, licence, { purpose: 'licence', size: 512 * 1024 }))).resolves.toMatchObject({ name: '华为终端有限公司' });
  });

  it('SUB-15 takes the opener’s ID card of a unit and of an individual, and neither without it', async () => {
    for (const data of [anIndividualForm(newId(), 14), aUnitForm(newId(), newId(), { certificateNumber: '91500000MA0000007X', name: '重庆某某科技有限公司' })]) {
      const owner = anApplicant();
      const { openerId, ...others } = data.images;
      const rest = await Promise.all(Object.values(others).map((upload: string) => receipt(owner, upload)));
      const submit = async (part?: Partial<UploadReceipt>) => subjects.submit(owner, { subject: newId(), data, uploads: [...rest, ...(part ? [await receipt(owner, openerId, part)] : [])] });
      const fault = (code: string) => ({ status: 422, fields: [{ field: 'data.images.openerId', code }] });
      await expect(submit()).rejects.toMatchObject(fault('upload.missing'));
      await expect(submit({ purpose: 'screenshot' })).rejects.toMatchObject(fault('upload.purpose'));
      await expect(submit({ size: 512 * 1024 + 1 })).rejects.toMatchObject(fault('upload.too_large'));
      await expect(submit({ size: 512 * 1024 })).resolves.toMatchObject({ state: 'submitted' });
    }
  });

  it('OPN-11 an individual’s one picture is the person’s own ID card; a unit has the licence beside its responsible person’s', async () => {
    const owner = anApplicant();
    const [individual, unit] = [anIndividualForm(newId(), 15), aUnitForm(newId(), newId(), { certificateNumber: '92500101MA0000007E', name: '万州区某某花店' })];
    const kept = async (subject: string) => (await published(subject)).map(({ data }) => data.uploads);
    expect(await kept(await submitted(owner, individual))).toEqual([[individual.images.openerId]]);
    expect(await kept(await submitted(owner, unit))).toEqual([[unit.images.licence, unit.images.openerId]]);
  });

  it('SUB-33 a subject alone is in no review: no officer sees it, nothing starts for it, it stays submitted', async () => {
    const owner = anApplicant();
    const subject = await submitted(owner, anIndividualForm(newId(), 16));
    const officers = await inScope(db.source('api'), anOfficer({ bureau: 1, scope: [1, 2, 3], roles: ['reviewer', 'supervisor'] }), (tx) => tx.query('select id from subject where id = $1', [subject]));
    expect(officers).toEqual([]);
    expect(await db.admin('select subject from subject_case where subject = $1', [subject])).toEqual([]);
    expect(await db.admin("select stream from outbox where aggregate = $1 and stream not in ('events', 'records')", [subject])).toEqual([]);
    expect(await queries.own(owner, subject)).toMatchObject({ state: 'submitted' });
  });

  it('OPN-70 a unit declares what it is, false by default, and the receipt says so', async () => {
    const owner = anApplicant();
    const unit = aUnitForm(newId(), newId(), { type: 'institution', name: '重庆某某学校', certificateNumber: '12500000MB0000000F', nationalLevel: true, governmentAuthorised: false });
    const subject = await submitted(owner, unit);
    const facts = await testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, (await receipts.issue(owner, subject)).receipt);
    expect([facts.nationalLevel, facts.governmentAuthorised, facts.state]).toEqual([true, undefined, 'submitted']);
    expect((await queries.own(owner, subject)).data).toMatchObject({ nationalLevel: true });
  });

  it('SUB-39 an account has several subjects, each with a receipt to file under', async () => {
    const owner = anApplicant();
    const made = [await submitted(owner, anIndividualForm(newId(), 17)), await submitted(owner, aUnitForm(newId(), newId(), { certificateNumber: '91500000MA0000007X', name: '重庆某某科技有限公司' }))];
    expect((await queries.list(owner)).map(({ subject }) => subject).sort()).toEqual([...made].sort());
    const facts = await Promise.all(made.map(async (subject) => testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, (await receipts.issue(owner, subject)).receipt)));
    expect(facts.map(({ subject, nature, owner: whose }) => [subject, nature, whose])).toEqual([[made[0], 'individual', owner.account], [made[1], 'unit', owner.account]]);
  });

  it('OPN-65 refuses a second subject of the same certificate to the same account, also at once; another account has its own', async () => {
    const owner = anApplicant();
    await submitted(owner, anIndividualForm(newId(), 14));
    await expect(submitted(owner, anIndividualForm(newId(), 14))).rejects.toMatchObject({ code: 'subject.certificate_taken', status: 409 });
    const both = await Promise.allSettled([submitted(owner, anIndividualForm(newId(), 15)), submitted(owner, anIndividualForm(newId(), 15))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(submitted(anApplicant(), anIndividualForm(newId(), 14))).resolves.toEqual(expect.any(String));
  });

  it('OPN-65 refuses what another account has approved, and tells its bureau, once a day and account, without a word of whose it is', async () => {
    const first = await submitted(anApplicant(), anIndividualForm(newId(), 36));
    await db.admin(`update subject set state = 'approved', approved_revision = 1 where id = $1`, [first]);
    await db.admin(`insert into subject_decision (command, subject, revision, asked, outcome, filing, application, bureau, actor) values ($1, $2, 1, 'approve', 'approved', $1, $1, 7, $1)`, [newId(), first]);
    const other = anApplicant();
    for (let tries = 0; tries < 3; tries += 1) await expect(submitted(other, anIndividualForm(newId(), 36))).rejects.toMatchObject({ code: 'subject.registered', status: 409 });
    await expect(submitted(anApplicant(), anIndividualForm(newId(), 36))).rejects.toMatchObject({ code: 'subject.registered' });
    const told = (await published(first)).slice(1);
    expect(told.map(({ type, data }) => [type, data])).toEqual(Array.from({ length: 2 }, () => ['subject.subject.contested.v1', { subject: first, bureau: 7, unitName: null }]));
    expect(await db.admin('select 1 from subject where owner = $1', [other.account])).toEqual([]);
  });
});

describe('correcting a subject', () => {
  it('makes the next revision, keeps the one before, and asks for no receipt of pictures that stay', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 20);
    const subject = await submitted(owner, data);
    const request = { data: { ...data, region: '420102' }, uploads: [], expectedRevision: 1 };
    const revised = await subjects.revise(owner, subject, request);
    expect(revised).toMatchObject({ revision: 2, region: '420102', state: 'submitted' });
    expect(await subjects.revise(owner, subject, request)).toEqual(revised);
    await expect(subjects.revise(owner, subject, { ...request, data })).rejects.toMatchObject({ code: 'subject.revision_changed', status: 409 });
    expect((await published(subject)).map(({ data: { revision } }) => revision)).toEqual([1, 2]);
    expect(await db.admin('select revision from subject_revision where subject = $1 order by 1', [subject])).toEqual([{ revision: 1 }, { revision: 2 }]);
  });

  it('a correction sent several times at once is one revision, answered the same each time', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 35);
    const subject = await submitted(owner, data);
    const corrected = { data: { ...data, responsible: { ...data.responsible, mobile: '13971020159' } }, uploads: [], expectedRevision: 1 };
    const answers = await Promise.all([1, 2, 3, 4].map(() => subjects.revise(owner, subject, corrected)));
    expect(answers.map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
    expect((await published(subject)).map(({ data: told }) => told.revision)).toEqual([1, 2]);
  });

  it('SUB-10 refuses another nature, OPN-07 an approved subject, and one that an officer has before him', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 21);
    const subject = await submitted(owner, data);
    const revise = (form: SubjectData) => subjects.revise(owner, subject, { data: form, uploads: [], expectedRevision: 1 });
    await expect(revise(aUnitForm(newId(), newId()))).rejects.toMatchObject({ code: 'subject.nature_fixed' });
    await db.admin('insert into subject_case (subject, bureau, filing, owner) values ($1, 7, $2, $3)', [subject, newId(), owner.account]);
    await expect(revise(data)).rejects.toMatchObject({ code: 'subject.in_review' });
    await db.admin(`update subject set state = 'approved', approved_revision = 1 where id = $1`, [subject]);
    await expect(revise(data)).rejects.toMatchObject({ code: 'subject.approved' });
    await expect(subjects.revise(anApplicant(), subject, { data, uploads: [], expectedRevision: 1 })).rejects.toMatchObject({ status: 404 });
  });
});

describe('reading and receipts', () => {
  it('the list masks persons and shows units; nobody else has them', async () => {
    const owner = anApplicant();
    await submitted(owner, anIndividualForm(newId(), 30));
    await submitted(owner, aUnitForm(newId(), newId()));
    expect((await queries.list(owner)).map(({ name, type }) => [name, type])).toEqual([['华为终端有限公司', 'enterprise'], ['温**', 'individual']]);
    expect(await queries.list(anApplicant())).toEqual([]);
  });

  it('a receipt says what the subject is, to anybody who knows our key; another account gets none', async () => {
    const owner = anApplicant();
    const subject = await submitted(owner, aUnitForm(newId(), newId()));
    const { receipt: token } = await receipts.issue(owner, subject);
    const facts = await testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, token);
    expect(facts).toMatchObject({ subject, revision: 1, state: 'submitted', nature: 'unit', type: 'enterprise', region: '441900', owner: owner.account, unitName: '华为终端有限公司' });
    expect([facts.soleTrader, facts.nationalLevel, facts.governmentAuthorised]).toEqual([undefined, undefined, undefined]);
    const trader = await submitted(owner, aUnitForm(newId(), newId(), { name: '万州区某某花店', certificateNumber: '92500101MA0000007E' }));
    expect(await testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, (await receipts.issue(owner, trader)).receipt)).toMatchObject({ soleTrader: true });
    const elsewhere = await submitted(owner, anIndividualForm(newId(), 12, { region: '110101', operationRegion: '420106' }));
    expect(await testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, (await receipts.issue(owner, elsewhere)).receipt)).toMatchObject({ region: '110101', operationRegion: '420106' });
    await expect(receipts.issue(anApplicant(), subject)).rejects.toMatchObject({ status: 404 });
    expect((await recorded(subject)).map(({ action, code }) => [action, code])).toContainEqual(['subject.receipt', 'record.not_found']);
  });
});
