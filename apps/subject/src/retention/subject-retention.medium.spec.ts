import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationSubmitted, FilingEnded } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import type { SubjectData } from '@beian/contracts/subject/api';
import { SubjectErased } from '@beian/contracts/subject/events';
import { canonicalJson } from '@beian/kit/crypto/digest';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { commit } from '@beian/kit/records/record';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { vaultSealer } from '@beian/testing/sealer';
import { SubjectCaseConsumer } from '../cases/subject-case.consumer.ts';
import { ReviewService } from '../review/review.service.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ReviewOpening } from '../separate/opening.service.ts';
import { ReceiptService } from '../subject/receipt.service.ts';
import { anIndividualForm, aUnitForm } from '../subject/subject-form.sample.ts';
import { SubjectImages } from '../subject/subject-images.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { Subject } from '../subject/subject.entity.ts';
import { SubjectQueries } from '../subject/subject.queries.ts';
import { SubjectService } from '../subject/subject.service.ts';
import { SubjectFilingConsumer } from './subject-filing.consumer.ts';
import { SubjectRetentionSweeper } from './subject-retention.sweeper.ts';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const FIVE_YEARS = 5 * 365;
const keys = testKeys('subject');
const ended = new Date('2026-03-02T01:00:00.000Z');
const after = (days: number): Date => new Date(ended.getTime() + days * DAY);
let db: TestDatabase;
let consumer: SubjectFilingConsumer;
let sweeper: SubjectRetentionSweeper;

beforeAll(async () => {
  db = await testDatabase({ service: 'subject', vault: true, entities: ENTITIES, migrations: MIGRATIONS });
  sweeper = new SubjectRetentionSweeper(db.source('worker'), keys, vaultSealer(db));
  consumer = new SubjectFilingConsumer(sweeper);
});
afterAll(() => db.close());

// Each with a memory of its own: an erasure must hold in every process.
const revisions = () => new SubjectRevisions(vaultSealer(db));
const subjects = () => new SubjectService(db.source('api'), keys, new SubjectImages(keys), revisions(), new ReviewOpening(keys, { SEPARATE_SUBJECT_REVIEW: [], OUTSIDE_PROVINCE: 'referral' }));
const queries = () => new SubjectQueries(db.source('api'), keys, revisions(), vaultSealer(db));
const inbox = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);

async function aSubject(owner: Principal, data: SubjectData): Promise<string> {
  const subject = newId();
  const receipts = Object.values(data.images).map((upload) => testKeys('storage').sign(UPLOAD_RECEIPT, { upload, digest: 'a'.repeat(64), size: 1, type: 'image/jpeg', owner: owner.account, purpose: 'certificate', checked: true }, 600));
  await subjects().submit(owner, { subject, data, uploads: await Promise.all(receipts) });
  return subject;
}

/** A filing under the subject, as its service tells of it. */
async function aFiling(owner: Principal, subject: string, bureau = 3) {
  const facts = { filing: newId(), owner: owner.account!, bureau, subject };
  const submitted = anEnvelope(ApplicationSubmitted, { ...facts, application: newId(), n: 1, kind: 'new', object: 'website', round: 1, dueOn: null, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1, uploads: [] }, { subject: facts.filing });
  await inbox((tx) => consumer.submitted(submitted, tx));
  await inbox((tx) => new SubjectCaseConsumer().submitted(submitted, tx));
  return {
    again: () => inbox((tx) => consumer.submitted(submitted, tx)),
    end: (at = ended) => inbox((tx) => consumer.ended(anEnvelope(FilingEnded, { ...facts, state: 'cancelled', endedAt: at.toISOString() }, { subject: facts.filing }), tx)),
  };
}

async function folds(owner: Principal, subject: string): Promise<void> {
  const [row, fold] = await inScope(db.source('api'), owner, async (tx) => [await tx.manager.findOneByOrFail(Subject, { id: subject }), await foldHistory(tx, Subject, subject)]);
  expect(row).toEqual(fold);
}

describe('the retention of subjects', () => {
  it('OPN-60 erases form and name five years after the last filing has ended, once, and shows 已删除 everywhere; the record verifies', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 21);
    const subject = await aSubject(owner, data);
    const [first, last] = [await aFiling(owner, subject), await aFiling(owner, subject)];
    await first.end(new Date(ended.getTime() - 100 * DAY));
    expect(await sweeper.sweep(after(FIVE_YEARS + 1))).toBe(0);
    await last.end();
    const [sealed] = await db.admin<{ data: string; name: string }>('select data, name from subject_revision where subject = $1', [subject]);
    const { salt } = JSON.parse(await vaultSealer(db).open(sealed!.data, `subject:${subject}:1:data`)) as { salt: string };
    expect(await sweeper.sweep(after(FIVE_YEARS - 1))).toBe(0);
    expect([await sweeper.sweep(after(FIVE_YEARS + 1)), await sweeper.sweep(after(FIVE_YEARS + 1))]).toEqual([1, 0]);

    expect((await publishedEvents(db, SubjectErased)).map(({ data: said }) => said)).toEqual([{ subject, owner: owner.account, why: 'retention', retention: '2026-1' }]);
    expect((await recordedActions(db, 'subject.erase')).map(({ target, ground }) => [target.id, ground])).toEqual([[subject, 'retention.ended']]);
    for (const field of ['data', 'name'] as const) await expect(vaultSealer(db).open(sealed![field], `subject:${subject}:1:${field}`)).rejects.toThrow('destroyed');
    expect(await queries().list(owner)).toMatchObject([{ subject, name: '已删除', erased: true }]);
    expect(await queries().own(owner, subject)).toMatchObject({ erased: true, data: { responsible: { name: '已删除', certificateNumber: '已删除', mobile: '已删除' } } });
    const officer = anOfficer({ bureau: 3, scope: [3] });
    expect(await new ReviewService(db.source('api'), keys, revisions()).view(officer, subject, 1)).toMatchObject({ erased: true, data: { responsible: { name: '已删除' } } });
    const [submitted] = (await recordedActions(db, 'subject.submit')).filter(({ target }) => target.id === subject);
    expect(submitted!.after['data']).toEqual(commit(canonicalJson(data), salt));
    await folds(owner, subject);
  });

  it('leaves a subject alone while any filing is in force or under review again', async () => {
    const owner = anApplicant();
    const subject = await aSubject(owner, anIndividualForm(newId(), 22));
    const filing = await aFiling(owner, subject);
    await filing.end();
    await filing.again();
    expect(await sweeper.sweep(after(50 * 365))).toBe(0);
    expect(await queries().own(owner, subject)).toMatchObject({ erased: false, name: '温如玉' });
  });

  it('nothing is corrected or filed under an erased subject, and its certificate may be registered again', async () => {
    const owner = anApplicant();
    const data = anIndividualForm(newId(), 23);
    const subject = await aSubject(owner, data);
    await (await aFiling(owner, subject)).end();
    await sweeper.sweep(after(FIVE_YEARS + 1));
    const erased = { code: 'subject.erased', status: 410 };
    await expect(subjects().revise(owner, subject, { data, uploads: [], expectedRevision: 1 })).rejects.toMatchObject(erased);
    await expect(subjects().submit(owner, { subject, data, uploads: [] })).rejects.toMatchObject(erased);
    await expect(new ReceiptService(db.source('api'), keys, revisions()).issue(owner, subject)).rejects.toMatchObject(erased);
    expect((await queries().own(owner, await aSubject(owner, data))).name).toBe('温如玉');
  });
});

describe('the subjects of an erased account', () => {
  it('go with it when no filing ever stood under them; others stay for their period, and other accounts’ too', async () => {
    const [owner, other] = [anApplicant(), anApplicant()];
    const unused = await aSubject(owner, aUnitForm(newId(), newId()));
    const used = await aSubject(owner, anIndividualForm(newId(), 24));
    const strange = await aSubject(other, anIndividualForm(newId(), 24));
    await (await aFiling(owner, used)).end();
    const event = anEnvelope(AccountErased, { account: owner.account!, retention: '2026-1' }, { subject: owner.account! });
    for (let times = 0; times < 2; times += 1) await inbox((tx) => consumer.accountErased(event, tx));
    expect(await queries().own(owner, unused)).toMatchObject({ erased: true, name: '华为终端有限公司', data: { leader: '已删除', address: '已删除' } });
    for (const [who, subject] of [[owner, used], [other, strange]] as const) expect(await queries().own(who, subject)).toMatchObject({ erased: false, name: '温如玉' });
    expect((await recordedActions(db, 'subject.erase')).filter(({ target }) => target.id === unused).map(({ ground }) => ground)).toEqual(['person.request']);
    await folds(owner, unused);

    const late = await aSubject(owner, anIndividualForm(newId(), 25));
    expect(await sweeper.sweep(ended)).toBe(1);
    expect(await queries().own(owner, late)).toMatchObject({ erased: true, name: '已删除' });
    expect(await sweeper.sweep(after(FIVE_YEARS + 1))).toBe(1);
    expect(await queries().own(owner, used)).toMatchObject({ erased: true });
  });
});
