import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformIn } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { Application } from '../application/application.entity.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { Command } from '../command/command.entity.ts';
import { Filing } from '../filing/filing.entity.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { benchOf } from './bench.fixture.ts';
import { receiveCommand, subjectAnswer } from './decision.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const sealer = testSealer();
const subjectSays = (asked: Parameters<typeof subjectAnswer>[1], state: Parameters<typeof subjectAnswer>[2]) => subjectAnswer(testKeys('subject'), asked, state);

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
});
afterAll(() => db.close());

async function aTakenCase(parts: Parameters<typeof bench.aCase>[0] = {}, officer = anOfficer({ bureau: 3 })) {
  const found = await bench.aCase(parts);
  expect((await bench.handle(officer, found.id, 'take')).status).toBe('applied');
  return { ...found, officer };
}

describe('approval', () => {
  it('WEB-50 approves a non-interactive site by passInitial at once, with number, events and record', async () => {
    const { id, filing, officer } = await aTakenCase();
    const settlement = await bench.act(officer, id, { action: 'passInitial' });
    expect(settlement).toMatchObject({ status: 'applied', code: null, case: { stage: 'approved', final: true, remindAt: null, dueAt: null } });
    const [filed] = await db.admin('select state, number, code from filing where id = $1', [filing]);
    expect(filed).toMatchObject({ state: 'filed', number: expect.stringMatching(/^鄂公网安备 42010602\d{6}号$/) });
    expect(await bench.eventTypes(filing)).toEqual(['filing.application.submitted.v1', 'filing.application.taken.v1', 'filing.application.approved.v1', 'filing.number.issued.v1', 'filing.command.settled.v1']);
    const records = await db.admin<{ canonical: string }>("select data->>'canonical' as canonical from outbox where stream = 'records' and aggregate = $1 order by seq", [filing]);
    expect(JSON.parse(records.at(-1)!.canonical)).toMatchObject({ action: 'application.passInitial', outcome: 'done', actor: { kind: 'officer', account: officer.account, bureau: 3 }, after: { stage: 'approved' } });
  });

  it('folds application, filing and command to their rows after every kind of step', async () => {
    const { id, filing, officer } = await aTakenCase();
    await bench.act(officer, id, { action: 'passInitial' });
    await inScope(db.source('worker'), platformIn(3), async (tx) => {
      expect(await foldHistory(tx, Application, id)).toEqual(await tx.manager.findOneByOrFail(Application, { id }));
      expect(await foldHistory(tx, Filing, filing)).toEqual(await tx.manager.findOneByOrFail(Filing, { id: filing }));
      const command = await tx.manager.findOneByOrFail(Command, { application: id });
      expect(await foldHistory(tx, Command, command.id)).toEqual(command);
    });
  });

  it('S5 gives 32 approvals at once in one bureau 32 consecutive numbers', async () => {
    const officer = anOfficer({ bureau: 4 });
    const cases = await Promise.all(Array.from({ length: 32 }, () => aTakenCase({ receipt: { region: '420111' } }, officer)));
    const messages = await Promise.all(cases.map(({ id }) => receiveCommand(bench.sending, officer, id, { action: 'passInitial' })));
    const settled = await Promise.all(cases.map(({ id }, index) => bench.decisions.settle({ application: id, message: messages[index]! })));
    expect(settled.every(({ status }) => status === 'applied')).toBe(true);
    const codes = (await db.admin<{ code: string }>('select code from filing where bureau = 4 and code is not null order by code')).map(({ code }) => Number(code.slice(8)));
    expect(codes).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
  });

  it('S5 refuses when the running numbers are used up, alarms, and leaves the case as it was', async () => {
    await db.admin("insert into number_counter values ('420100', '02', 999998)");
    const officer = anOfficer({ bureau: 2 });
    const { id, filing } = await aTakenCase({ receipt: { region: '420100' } }, officer);
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ status: 'refused', code: 'number.exhausted', case: { stage: 'in_review' } });
    expect(await db.admin("select type from outbox where type = 'filing.number.exhausted.v1'")).toHaveLength(1);
    expect(await bench.eventTypes(filing)).not.toContain('filing.application.approved.v1');
  });

  it('REV-14 keeps a case of a bureau without a telephone in 初步审核完成', async () => {
    const officer = anOfficer({ bureau: 5 });
    const { id } = await aTakenCase({ receipt: { region: '420112' } }, officer);
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'initial_passed' } });
    expect(await bench.act(officer, id, { action: 'approve' })).toMatchObject({ status: 'refused', code: 'case.brigade-phone-missing' });
  });

  it('S8 leaves an interactive site in 初步审核完成', async () => {
    const { id, officer } = await aTakenCase({ data: { serviceTypes: ['forum'] } });
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ case: { stage: 'initial_passed', final: false } });
    expect(await bench.act(officer, id, { action: 'approve' })).toMatchObject({ status: 'refused', code: 'case.inspection-required' });
  });
});

describe('bundled subject (S6)', () => {
  it('asks for the subject first, changes nothing meanwhile, and approves both', async () => {
    const { id, officer, body } = await aTakenCase({ receipt: { state: 'submitted' } as never });
    await db.admin("update application set subject_state = 'submitted' where id = $1", [id]);
    const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
    const first = await bench.decisions.settle({ application: id, message });
    expect(first).toMatchObject({ status: 'needs_subject', case: { stage: 'in_review' }, subject: { step: 'approve', input: { filing: body.filing, application: id, bureau: 3, actor: officer.account } } });
    expect(await bench.decisions.settle({ application: id, message, subjectDecided: subjectSays(first, 'approved') })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
  });

  it('refuses when the subject was revised meanwhile', async () => {
    const { id, officer } = await aTakenCase();
    await db.admin("update application set subject_state = 'submitted' where id = $1", [id]);
    const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
    const first = await bench.decisions.settle({ application: id, message });
    expect(await bench.decisions.settle({ application: id, message, subjectDecided: subjectSays(first, 'superseded') })).toMatchObject({ status: 'refused', code: 'subject.superseded', case: { stage: 'in_review' } });
  });

  it('OPN-65 refuses when another account’s subject of the same certificate number is approved', async () => {
    const { id, officer } = await aTakenCase();
    await db.admin("update application set subject_state = 'submitted' where id = $1", [id]);
    const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
    const first = await bench.decisions.settle({ application: id, message });
    expect(await bench.decisions.settle({ application: id, message, subjectDecided: subjectSays(first, 'registered') })).toMatchObject({ status: 'refused', code: 'subject.registered', case: { stage: 'in_review' } });
  });

  it('lets the case taken first decide; the other one waits in 初步审核完成', async () => {
    const first = await aTakenCase();
    const second = await aTakenCase();
    await db.admin("update application set subject_state = 'submitted', subject = $3 where id in ($1, $2)", [first.id, second.id, first.body.filing]);
    expect(await bench.act(second.officer, second.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'initial_passed' } });
    expect(await bench.act(first.officer, first.id, { action: 'passInitial' })).toMatchObject({ status: 'needs_subject' });
  });

  it('returns the subject with the case when a reason names one of its fields', async () => {
    const { id, officer } = await aTakenCase();
    await db.admin("update application set subject_state = 'submitted' where id = $1", [id]);
    const settlement = await bench.act(officer, id, { action: 'return', payload: { reasons: [{ field: 'subject.name', text: '名称与执照不符' }] } });
    expect(settlement).toMatchObject({ status: 'applied', case: { stage: 'returned' }, subject: { step: 'return' } });
  });
});

describe('settling', () => {
  it('answers a settled command from its row and changes nothing', async () => {
    const { id, officer, filing } = await aTakenCase();
    const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
    await Promise.all([1, 2, 3].map(() => bench.decisions.settle({ application: id, message })));
    expect(await bench.decisions.settle({ application: id, message })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    expect((await bench.eventTypes(filing)).filter((type) => type === 'filing.number.issued.v1')).toHaveLength(1);
  });

  it('abuse 16: refuses an officer of another bureau, one who does not hold the case, and one whose own case it is', async () => {
    const { id, officer, owner } = await aTakenCase();
    const colleague = anOfficer({ bureau: 3 });
    expect(await bench.act(colleague, id, { action: 'passInitial' })).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    const superior = anOfficer({ bureau: 2, scope: [2, 3, 4], roles: ['reviewer', 'supervisor'] });
    expect(await bench.act(superior, id, { action: 'passInitial' })).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    expect(await bench.act(owner, id, { action: 'passInitial' })).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    // It became the officer's own after the command had been received; before that the command is not received at all.
    const message = await receiveCommand(bench.sending, officer, id, { action: 'passInitial' });
    await db.admin('update application set persons = array[$2] where id = $1', [id, officer.person]);
    expect(await bench.decisions.settle({ application: id, message })).toMatchObject({ status: 'refused', code: 'case.own-case' });
  });

  it('refuses a stale view', async () => {
    const { id, officer } = await aTakenCase();
    expect(await bench.act(officer, id, { action: 'passInitial', expectedRevision: 1 })).toMatchObject({ status: 'refused', code: 'case.revision-changed' });
  });
});

describe('time', () => {
  it('OPN-54 reminds and escalates once, when the row says so, and never approves', async () => {
    const { id, filing } = await bench.aCase();
    expect((await bench.platform.step(id, 'remind')).remindAt).not.toBeNull();
    const late = new Date('2030-01-01T00:00:00Z');
    expect(await bench.platform.step(id, 'remind', late)).toMatchObject({ remindAt: null, stage: 'submitted' });
    expect(await bench.platform.step(id, 'escalate', late)).toMatchObject({ dueAt: null, stage: 'submitted' });
    await bench.platform.step(id, 'escalate', late);
    expect((await bench.eventTypes(filing)).slice(1)).toEqual(['filing.application.due_soon.v1', 'filing.application.overdue.v1']);
  });
});
