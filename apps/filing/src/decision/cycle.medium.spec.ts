import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformIn } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { Application } from '../application/application.entity.ts';
import { aSubjectReceipt, aSubmission, SAMPLE_COPIES, uploadReceipts } from '../case.fixture.ts';
import { DraftService } from '../draft/draft.service.ts';
import { Filing } from '../filing/filing.entity.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { benchOf } from './bench.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const sealer = testSealer();
const reasons = [{ field: 'website.name', text: '网站名称与主办单位不符，请更正' }];

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
});
afterAll(() => db.close());

type Case = Awaited<ReturnType<typeof bench.aCase>>;

async function aReturnedCase(officer = anOfficer({ bureau: 3 })) {
  const found = await bench.aCase();
  await bench.handle(officer, found.id, 'take');
  expect(await bench.act(officer, found.id, { action: 'return', payload: { reasons } })).toMatchObject({ status: 'applied' });
  return { ...found, officer };
}

async function corrected({ body, owner }: Case, change: Partial<Case['body']['data']>) {
  const data = { ...body.data, ...change };
  const { subject } = await bench.issuers.subject.verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, body.subjectReceipt);
  const receipt = await aSubjectReceipt(bench.issuers, owner.account!, { subject, revision: 2, state: 'submitted' });
  return { object: 'website', data, subjectReceipt: await bench.issuers.subject.sign(SUBJECT_RECEIPT, receipt, 600), uploadReceipts: await uploadReceipts(bench.issuers, owner.account!, data) };
}

async function expectFolds({ id, filing }: { id: string; filing: string }, bureau = 3): Promise<void> {
  await inScope(db.source('worker'), platformIn(bureau), async (tx) => {
    expect(await foldHistory(tx, Application, id)).toEqual(await tx.manager.findOneByOrFail(Application, { id }));
    expect(await foldHistory(tx, Filing, filing)).toEqual(await tx.manager.findOneByOrFail(Filing, { id: filing }));
  });
}

describe('return and resubmission', () => {
  it('S1 returns with reasons sealed, 60 days to resubmit and the clock ended', async () => {
    const found = await aReturnedCase();
    const row = await bench.row(found.id);
    expect(row).toMatchObject({ stage: 'returned', due_on: null, holder: null, last_holder: found.officer.account, returned_fields: ['website.name'] });
    expect(await bench.platform.read(found.id)).toMatchObject({ stage: 'returned', remindAt: null, dueAt: null, lapsesAt: expect.stringMatching(/T16:00:00/) });
    const everything = JSON.stringify(await db.admin('select data from outbox where aggregate = $1', [found.filing]));
    expect(everything).not.toContain('主办单位不符');
    await expectFolds(found);
  });

  it('REV-11 resubmits into a new round with a new clock, and keeps both rounds', async () => {
    const found = await aReturnedCase();
    const settlement = await bench.act(found.owner, found.id, { action: 'resubmit', payload: await corrected(found, { name: '江城花艺园' }) });
    expect(settlement).toMatchObject({ status: 'applied', case: { stage: 'submitted', lapsesAt: null } });
    expect(await bench.row(found.id)).toMatchObject({ round: 2, site_name: '江城花艺园', subject_revision: 2, changed_fields: ['website.name', 'subject'], holder: null, last_holder: found.officer.account });
    const rounds = await db.admin<{ round: number }>('select round from round where application = $1 order by round', [found.id]);
    expect(rounds.map(({ round }) => round)).toEqual([1, 2]);
    expect(await bench.eventTypes(found.filing)).toContain('filing.application.resubmitted.v1');
    await expectFolds(found);
  });

  it('refuses a resubmission that breaks a rule, names the fields and changes nothing', async () => {
    const found = await aReturnedCase();
    const settlement = await bench.act(found.owner, found.id, { action: 'resubmit', payload: await corrected(found, { name: found.body.data.domains[0]! }) });
    expect(settlement).toMatchObject({ status: 'refused', code: 'input.invalid', case: { stage: 'returned' } });
    const [command] = await db.admin<{ result: { fields: { field: string }[] } }>("select result from command where id = $1", [settlement.command]);
    expect(command!.result.fields.map(({ field }) => field)).toContain('data.name');
  });

  it('S7 leaves the hosts as they were when a resubmission asks for one of another filing', async () => {
    const other = await bench.aCase();
    const found = await aReturnedCase();
    const domains = ['brand-new-host.com', other.body.data.domains[0]!];
    expect(await bench.act(found.owner, found.id, { action: 'resubmit', payload: await corrected(found, { domains }) })).toMatchObject({ status: 'refused', code: 'input.invalid' });
    const claims = await db.admin<{ host: string }>('select host from host_claim where filing = $1', [found.filing]);
    expect(claims.map(({ host }) => host)).toEqual(found.body.data.domains);
  });

  it('S2 refuses a late return by the holder alone, and lets a supervisor who holds the case do it', async () => {
    const officer = anOfficer({ bureau: 3 });
    const found = await aReturnedCase(officer);
    await bench.act(found.owner, found.id, { action: 'resubmit', payload: await corrected(found, { name: '江城花艺园' }) });
    await bench.handle(officer, found.id, 'take');
    const unmentioned = { reasons: [{ field: 'website.ipRanges', text: '地址段有误' }] };
    expect(await bench.act(officer, found.id, { action: 'return', payload: unmentioned })).toMatchObject({ status: 'refused', code: 'case.supervisor-needed' });
    await bench.handle(officer, found.id, 'release');
    const chief = anOfficer({ bureau: 3, roles: ['reviewer', 'supervisor'] });
    await bench.handle(chief, found.id, 'take');
    expect(await bench.act(chief, found.id, { action: 'return', payload: unmentioned })).toMatchObject({ status: 'applied', case: { stage: 'returned' } });
  });
});

describe('withdrawal and lapse', () => {
  it('S1 lets the owner withdraw before anybody took the case: data become a draft, hosts are free, n + 1 follows', async () => {
    const found = await bench.aCase();
    expect(await bench.act(found.owner, found.id, { action: 'withdraw' })).toMatchObject({ status: 'applied', case: { stage: 'withdrawn', final: true } });
    const [draft] = await new DraftService(db.source('api'), sealer).list(found.owner);
    expect(draft).toMatchObject({ name: found.body.data.name, object: 'website' });
    const { content } = await new DraftService(db.source('api'), sealer).read(found.owner, draft!.draft);
    expect(content).toEqual({ ...found.body.data, ids: { application: expect.any(String), filing: found.filing } });
    const stranger = anApplicant();
    const again = await aSubmission(bench.issuers, found.owner.account!, { data: { domains: ['elsewhere-now.com'] }, body: { filing: found.filing } });
    expect(await bench.submissions.submit(found.owner, again)).toMatchObject({ n: 2, stage: 'submitted' });
    const sameHost = await aSubmission(bench.issuers, stranger.account!, { data: { domains: found.body.data.domains } });
    await expect(bench.submissions.submit(stranger, sameHost)).resolves.toMatchObject({ n: 1 });
    await expectFolds({ id: again.application, filing: found.filing });
  });

  it('S1 refuses to withdraw once an officer has taken the case, even when it was given back', async () => {
    const found = await bench.aCase();
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    await bench.handle(officer, found.id, 'release');
    expect(await bench.act(found.owner, found.id, { action: 'withdraw' })).toMatchObject({ status: 'refused', code: 'case.already-taken-once' });
  });

  it('S1 lets a returned case lapse after 60 days, not before', async () => {
    const found = await aReturnedCase();
    const { lapsesAt } = await bench.platform.read(found.id);
    expect(await bench.platform.step(found.id, 'lapse', new Date(Date.parse(lapsesAt!) - 1))).toMatchObject({ stage: 'returned' });
    expect(await bench.platform.step(found.id, 'lapse', new Date(lapsesAt!))).toMatchObject({ stage: 'lapsed', final: true });
    expect((await bench.eventTypes(found.filing)).slice(-2)).toEqual(['filing.application.lapsed.v1', 'filing.filing.ended.v1']);
    await expectFolds(found);
  });
});

describe('row operations', () => {
  it('lets one of two officers take a case; the other is told that it is held', async () => {
    const found = await bench.aCase();
    const outcomes = await Promise.all([1, 2].map(() => bench.handle(anOfficer({ bureau: 3 }), found.id, 'take', {}, 1)));
    expect(outcomes.map(({ status, code }) => [status, code]).sort()).toEqual([['applied', null], ['refused', 'case.already-held']]);
    expect(outcomes.map(({ result }) => result['first']).filter((first) => first !== undefined)).toEqual([expect.stringMatching(/^最近一步：其他民警已于\d+月\d+日.*\d{2}:\d{2}受理$/)]);
  });

  it('S4 lets a superior pull a case up and nothing else, and hides it from the bureau that had it', async () => {
    const found = await bench.aCase();
    const superior = anOfficer({ bureau: 2, scope: [2, 3, 4] });
    expect(await bench.handle(superior, found.id, 'take')).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    expect(await bench.handle(superior, found.id, 'transfer', { bureau: 4, reason: '由洪山办理' })).toMatchObject({ status: 'refused', code: 'transfer.target-not-allowed' });
    expect(await bench.handle(superior, found.id, 'transfer', { bureau: 2, reason: '案情复杂，由支队办理' })).toMatchObject({ status: 'applied', application: { bureau: 2 } });
    await expect(bench.handle(anOfficer({ bureau: 3 }), found.id, 'take')).rejects.toMatchObject({ status: 404 });
    expect(await bench.handle(superior, found.id, 'take')).toMatchObject({ status: 'applied' });
    await expectFolds(found, 2);
  });

  it('moves a case to a bureau that its officer cannot see, with its history and reason; the deciding bureau gives the number', async () => {
    const found = await bench.aCase();
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    expect(await bench.handle(officer, found.id, 'transfer', { bureau: 4, reason: '实际经营地在洪山区' })).toMatchObject({ status: 'applied', application: { bureau: 4, holder: null, stage: 'in_review' } });
    const receiver = anOfficer({ bureau: 4 });
    expect((await bench.row(found.id))['marks']).toEqual([{ code: 'case.transferred', message: '武昌区网安大队移交：实际经营地在洪山区' }]);
    expect(await bench.handle(receiver, found.id, 'take')).toMatchObject({ status: 'applied' });
    expect(await bench.act(receiver, found.id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'approved', bureau: 4 } });
    const [{ code } = { code: '' }] = await db.admin<{ code: string }>('select code from filing where id = $1', [found.filing]);
    expect(code.slice(0, 6)).toBe('420111');
    expect(await bench.eventTypes(found.filing)).toContain('filing.application.transferred.v1');
    expect(JSON.stringify(await db.admin('select data from outbox where aggregate = $1', [found.filing]))).not.toContain('实际经营地');
    await expectFolds(found, 4);
  });

  it('refuses an unknown or closed bureau as target', async () => {
    const found = await bench.aCase();
    expect(await bench.handle(anOfficer({ bureau: 3 }), found.id, 'transfer', { bureau: 99, reason: '移交不存在的单位' })).toMatchObject({ status: 'refused', code: 'transfer.target-unknown' });
  });
});
