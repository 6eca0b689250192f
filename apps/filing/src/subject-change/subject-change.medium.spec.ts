import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import { SubjectChangeApproved } from '@beian/contracts/subject/events';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { CaseViewService } from '../application/case-view.service.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { SubjectFollower } from '../copies/subject-follower.service.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { Filing } from '../filing/filing.entity.ts';
import { FilingQueries } from '../filing/filing.queries.ts';
import { LookupQueries } from '../lookup/lookup.queries.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { SubjectChangeConsumer } from './subject-change.consumer.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

const sealer = testSealer();
const consumer = new SubjectChangeConsumer(testKeys('filing'), new SubjectFollower(sealer));
const officer = anOfficer({ bureau: 3 });
let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let filings: FilingQueries;
let cases: CaseViewService;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  cases = new CaseViewService(db.source('api'), testKeys('filing'), sealer);
  filings = new FilingQueries(db.source('api'), testKeys('filing'), sealer, { GATEWAY_ORIGIN: 'http://localhost' } as never);
});
afterAll(() => db.close());

type Found = Awaited<ReturnType<typeof bench.aCase>>;
const receiptOf = ({ body }: Found) => bench.issuers.subject.verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, body.subjectReceipt);
async function filed(found: Found): Promise<Found> {
  await bench.handle(officer, found.id, 'take');
  expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ case: { stage: 'approved' } });
  return found;
}

/** Tells that a revision of the subject of `found` is in force. */
async function changed(found: Found, part: Partial<DataOf<typeof SubjectChangeApproved>> = {}) {
  const { subject, owner, type, region, nature, revision: present } = await receiptOf(found);
  const revision = part.revision ?? present + 1;
  const name = await sealer.seal(part.unitName ?? '温如新', `subject:${subject}:${revision}:name`);
  const data = { subject, review: newId(), revision, replaces: revision - 1, owner, fields: ['subject.name'], bureau: 9, nature, type, region, unitName: '武汉江城花艺集团有限公司', name, persons: ['d'.repeat(64)], decidedAt: '2026-12-01T08:00:00.000Z', ...part };
  await inScope(db.source('worker'), platformIn(), (tx) => consumer.approved(anEnvelope(SubjectChangeApproved, data, { subject }), tx));
  return data;
}
const opener = async (filing: string) => (await db.admin<Record<string, unknown>>('select opener_name as name, opener_shown as shown, opener_kind as kind, persons from filing where id = $1', [filing]))[0]!;
const changeOf = async (owner: Principal, filing: string) => [(await filings.own(owner)).find((one) => one.filing === filing)?.subjectChange, (await filings.view(owner, filing)).subjectChange];

describe('OPN-07 a subject that has changed', () => {
  it('is shown on every filing under it, by fields and day, with the new name to all; nobody else’s filing knows of it', async () => {
    const owner = anApplicant();
    const [first, other] = [await filed(await bench.aCase({}, owner)), await filed(await bench.aCase())];
    const subject = (await receiptOf(first)).subject;
    const second = await filed(await bench.aCase({ receipt: { subject } }, owner));
    await changed(first, { fields: ['subject.name', 'subject.region'] });
    await changed(first, { revision: 3, fields: ['subject.region', 'subject.responsible.mobile'], decidedAt: '2026-12-20T08:00:00.000Z' });
    const shown = { fields: ['subject.name', 'subject.region', 'subject.responsible.mobile'], changedAt: '2026-12-20T08:00:00.000Z' };
    for (const { filing } of [first, second]) {
      expect(await changeOf(owner, filing)).toEqual([shown, shown]);
      expect(await opener(filing)).toMatchObject({ name: '武汉江城花艺集团有限公司', shown: '武汉江城花艺集团有限公司', persons: expect.arrayContaining(['d'.repeat(64)]) });
    }
    expect((await filings.view(officer, first.filing)).subjectChange).toEqual(shown);
    const marksOf = async (who: Principal, { id }: Found) => (await cases.view(who, id)).marks.map(({ code }) => code);
    expect([await marksOf(officer, first), await marksOf(owner, first), await marksOf(officer, other)]).toEqual([['subject.changed'], ['subject.changed'], []]);
    expect(await changeOf(other.owner, other.filing)).toEqual([null, null]);
    const records = (await recordedActions(db, 'filing.subject_changed')).filter(({ filing }) => filing === first.filing);
    expect(records.map(({ after }) => after)).toEqual([{ subject, subjectRevision: 2, fields: ['subject.name', 'subject.region'] }, { subject, subjectRevision: 3, fields: ['subject.region', 'subject.responsible.mobile'] }]);
    await inScope(db.source('worker'), platformIn(3), async (tx) => expect(await foldHistory(tx, Filing, first.filing)).toEqual(await tx.manager.findOneByOrFail(Filing, { id: first.filing })));
  });

  it('leaves the number alone, and the look-up names who opens it now; a natural person masked, the name sealed', async () => {
    const found = await filed(await bench.aCase({ receipt: { nature: 'individual', type: 'individual' }, data: { serviceTypes: ['blog'] } }));
    const [before] = await db.admin<{ number: string }>('select number from filing where id = $1', [found.filing]);
    await changed(found, { unitName: null, nature: 'individual', type: 'individual' });
    const { name, shown, kind } = await opener(found.filing);
    expect([shown, kind]).toEqual(['温**', 'individual']);
    expect(await sealer.open(name as string, `filing:${found.filing}:opener`)).toBe('温如新');
    expect(await db.admin('select number from filing where id = $1', [found.filing])).toEqual([before]);
    const lookup = new LookupQueries(db.source('public'));
    expect(await lookup.find(before!.number)).toMatchObject([{ number: before!.number, opener: '温**' }]);
  });

  it('is followed by cases under review, which the officer sees again; approved with it they have nothing to show', async () => {
    const found = await bench.aCase();
    await bench.handle(officer, found.id, 'take');
    const seen = (await bench.row(found.id))['revision'] as number;
    await changed(found);
    expect(await bench.row(found.id)).toMatchObject({ subject_revision: 2, subject_state: 'approved', subject_name: '武汉江城花艺集团有限公司', revision: seen + 1 });
    expect(await bench.act(officer, found.id, { action: 'passInitial', expectedRevision: seen })).toMatchObject({ status: 'refused', code: 'case.revision-changed' });
    expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    expect(await changeOf(found.owner, found.filing)).toEqual([null, null]);
  });

  it('is not filed under by its former revision, whose receipt is still good', async () => {
    const found = await filed(await bench.aCase());
    const { subject } = await receiptOf(found);
    await changed(found);
    await expect(bench.aCase({ receipt: { subject } }, found.owner)).rejects.toMatchObject({ code: 'subject.outdated', status: 409 });
    expect((await filings.own(found.owner)).map(({ filing }) => filing)).toEqual([found.filing]);
    await bench.aCase({ receipt: { subject, revision: 2 } }, found.owner);
  });

  it('told again changes nothing more', async () => {
    const found = await filed(await bench.aCase());
    await changed(found);
    await changed(found);
    expect((await filings.view(found.owner, found.filing)).subjectChange).toEqual({ fields: ['subject.name'], changedAt: '2026-12-01T08:00:00.000Z' });
  });

  it('abuse 1: by raw SQL its changes are seen by its owner and the bureaus of its filings', async () => {
    const found = await filed(await bench.aCase());
    const { subject } = await changed(found);
    const seen = (who: Principal) => inScope(db.source('api'), who, async (tx) => (await tx.query('select 1 from subject_change where subject = $1', [subject])).length);
    expect(await Promise.all([found.owner, officer, anOfficer({ bureau: 4 }), anOfficer({ bureau: 3, account: found.owner.account! }), anApplicant()].map(seen))).toEqual([1, 1, 0, 0, 0]);
  });
});
