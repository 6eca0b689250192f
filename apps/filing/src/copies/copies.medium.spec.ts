import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Envelope } from '@beian/contracts/envelope';
import { platformIn } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { Application } from '../application/application.entity.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { refusalMessage } from '../application/application.errors.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { receiveCommand, subjectAnswer } from '../decision/decision.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { CopiesConsumer } from './copies.consumer.ts';
import { SubjectFollower } from './subject-follower.service.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const sealer = testSealer();
const consumer = new CopiesConsumer(new SubjectFollower(sealer));

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
});
afterAll(() => db.close());

/** As the inbox calls a handler: as worker, the platform without any bureau. */
async function take<T>(handler: (event: Envelope<T>, tx: Tx) => Promise<void>, data: T): Promise<void> {
  await inScope(db.source('worker'), platformIn(), (tx) => handler.call(consumer, { data } as Envelope<T>, tx));
}
const subjectOf = async (receipt: string) => bench.issuers.subject.verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, receipt);

describe('copies', () => {
  it('keeps the last state of a bureau and a region', async () => {
    const bureau = { bureau: 77, parent: 1, name: '新设大队', level: 'county' as const, issuingCode: '420177', prefix: '鄂公网安备', brigadePhone: null, regions: ['420177'], active: true };
    await take(consumer.bureauChanged, bureau);
    await take(consumer.bureauChanged, { ...bureau, name: '更名大队', brigadePhone: '027-00000077' });
    expect(await db.admin('select name, brigade_phone from bureau_copy where bureau = 77')).toEqual([{ name: '更名大队', brigade_phone: '027-00000077' }]);
    const region = { code: '420177', name: '新区', parent: '420100', abolishedOn: null, successors: [] };
    await take(consumer.regionChanged, region);
    await take(consumer.regionChanged, { ...region, abolishedOn: '2026-06-01', successors: ['420106'] });
    expect(await db.admin('select abolished_on::text as abolished, successors from region_copy where code = $1', ['420177'])).toEqual([{ abolished: '2026-06-01', successors: ['420106'] }]);
  });

  it('S6 approves at once where another case has had the subject approved', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const { subject } = await subjectOf(found.body.subjectReceipt);
    await take(consumer.subjectApproved, { subject, revision: 1, owner: found.owner.account!, bureau: 4, filing: newId() });
    expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
  });

  it('S6 lets an open case follow a revised subject, so that a decision on the former revision is refused', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const seen = (await bench.row(found.id))['revision'] as number;
    const { subject, owner, type, region } = await subjectOf(found.body.subjectReceipt);
    const person = 'c'.repeat(64);
    const revised = { subject, revision: 2, owner, nature: 'unit' as const, type, region, unitName: '武汉江城花艺集团有限公司', name: await sealer.seal('x', `subject:${subject}:2:name`), persons: [person], uploads: [] };
    await take(consumer.subjectSubmitted, revised);
    const row = await bench.row(found.id);
    expect(row).toMatchObject({ subject_revision: 2, subject_name: '武汉江城花艺集团有限公司', revision: seen + 1 });
    expect(row['persons']).toContain(person);
    const [filing] = await db.admin<{ persons: string[]; opener_name: string; opener_shown: string }>('select persons, opener_name, opener_shown from filing where id = $1', [row['filing']]);
    expect(filing).toMatchObject({ persons: expect.arrayContaining([person]), opener_name: '武汉江城花艺集团有限公司', opener_shown: '武汉江城花艺集团有限公司' });
    expect(await bench.act(officer, found.id, { action: 'passInitial', expectedRevision: seen })).toMatchObject({ status: 'refused', code: 'case.revision-changed' });
    expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ status: 'needs_subject', subject: { input: { revision: 2 } } });
    await inScope(db.source('worker'), platformIn(3), async (tx) => expect(await foldHistory(tx, Application, found.id)).toEqual(await tx.manager.findOneByOrFail(Application, { id: found.id })));
  });

  it('S6 keeps a case in 初步审核完成 while its subject is returned', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const { subject, owner } = await subjectOf(found.body.subjectReceipt);
    await take(consumer.subjectReturned, { subject, revision: 1, owner, bureau: 3, filing: found.filing });
    expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'initial_passed' } });
    expect(await bench.act(officer, found.id, { action: 'approve' })).toMatchObject({ status: 'refused', code: 'case.subject-not-approved' });
  });

  it('OPN-04 a case waits for the own review of its subject, whose approval is no word of the case', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const { subject, owner, type, region } = await subjectOf(found.body.subjectReceipt);
    await take(consumer.subjectSubmitted, { subject, revision: 1, owner, nature: 'unit', type, region, unitName: '武汉江城花艺有限公司', name: await sealer.seal('x', `subject:${subject}:1:name`), persons: [], uploads: [], separate: true });
    expect(await bench.act(officer, found.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'initial_passed' } });
    expect(await bench.act(officer, found.id, { action: 'approve' })).toMatchObject({ status: 'refused', code: 'subject.awaited' });
    expect(refusalMessage('subject.awaited')).toContain('等待主体审核');
    await take(consumer.subjectApproved, { subject, revision: 1, owner, bureau: 11, filing: null, review: newId() });
    expect(await bench.act(officer, found.id, { action: 'approve' })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
  });

  it('OPN-04 before the event has come the subject service says that its own review is awaited', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const askedFirst = async (action: 'passInitial' | 'approve') => {
      const message = await receiveCommand(bench.sending, officer, found.id, { action });
      const asked = await bench.decisions.settle({ application: found.id, message });
      expect(asked.status).toBe('needs_subject');
      return bench.decisions.settle({ application: found.id, message, subjectDecided: subjectAnswer(testKeys('subject'), asked, 'awaited') });
    };
    expect(await askedFirst('passInitial')).toMatchObject({ status: 'applied', case: { stage: 'initial_passed' } });
    expect(await askedFirst('approve')).toMatchObject({ status: 'refused', code: 'subject.awaited' });
  });

  it('OPN-04 a return of the case that names the subject returns the case alone', async () => {
    const found = await bench.aCase({ receipt: { state: 'submitted' } });
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    const { subject, owner, type, region } = await subjectOf(found.body.subjectReceipt);
    await take(consumer.subjectSubmitted, { subject, revision: 1, owner, nature: 'unit', type, region, unitName: '武汉江城花艺有限公司', name: await sealer.seal('x', `subject:${subject}:1:name`), persons: [], uploads: [], separate: true });
    const returned = await bench.act(officer, found.id, { action: 'return', payload: { reasons: [{ field: 'subject.name', text: '与证照不符' }] } });
    expect([returned.status, returned.subject]).toEqual(['applied', undefined]);
  });
});
