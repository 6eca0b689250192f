import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { approveRevision, returnRevision } from '@beian/contracts/subject/activities';
import { BureauMerged } from '@beian/contracts/identity/events';
import { ReviewMoved, ReviewOpened, SubjectApproved, SubjectReturned } from '@beian/contracts/subject/events';
import { REVIEW_REVEAL_RECEIPT, ReviewRevealReceipt, type ReviewPage } from '@beian/contracts/subject/reviews';
import { platformIn } from '@beian/contracts/principal';
import { signProof } from '@beian/kit/auth/proof';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { eventually } from '@beian/testing/eventually';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { explainDueDate } from '@beian/rules/calendar/due-date';
import { subjectWorkflowId } from '@beian/workflow-subject/contract';
import { DecisionActivities } from '../decision/decision.activities.ts';
import { DecisionService } from '../decision/decision.service.ts';
import { anIndividualForm } from '../subject/subject-form.sample.ts';
import { ReviewMergerConsumer } from './merger.consumer.ts';
import { Review } from './review.entity.ts';
import { ABOVE, ELSEWHERE, HERE, separateBench } from './separate.fixture.ts';

// A machine under load takes its time for database, namespace and bundle.
jest.setTimeout(240_000);

let bench: Awaited<ReturnType<typeof separateBench>>;
beforeAll(async () => {
  bench = await separateBench();
});
afterAll(() => bench.close());

const officer = (part: Parameters<typeof anOfficer>[0] = {}) => anOfficer({ bureau: HERE, ...part });
const reasons = { reasons: [{ field: 'subject.responsible.mobile', text: '该手机号码无法联系' }] };
const ofSubject = async (subject: string) => (await publishedEvents(bench.db)).filter((event) => event.subject === subject);
const recordsOf = async (subject: string, outcome: string) => (await recordedActions(bench.db)).filter((one) => one.target.id === subject && one.outcome === outcome).map(({ action, code }) => (code === null ? action : `${action} ${code}`));
const stateOf = async (subject: string) => (await bench.db.admin<Record<string, unknown>>('select state, revision, approved_revision as approved from subject where id = $1', [subject]))[0];
async function taken(by = officer()) {
  const submitted = await bench.submit();
  expect((await bench.act(by, submitted.review, 'take')).status).toBe(200);
  return { ...submitted, by };
}

describe('a subject that is reviewed on its own', () => {
  it('SUB-34 has a case of its own at the competent bureau, due after 21 working days; elsewhere OPN-04 keeps it bundled', async () => {
    const { view, subject, review } = await bench.submit();
    const due = explainDueDate(view.submittedAt).due;
    expect(view).toMatchObject({ state: 'submitted', review: { stage: 'submitted', dueOn: due } });
    expect(await bench.rowOf(review)).toMatchObject({ bureau: HERE, n: 1, revision: 1, stage: 'submitted', holder: null });
    const opened = (await publishedEvents(bench.db, ReviewOpened)).find((event) => event.subject === subject);
    expect(opened?.data).toMatchObject({ review, bureau: HERE, dueOn: due });
    const { body } = await bench.app.send<ReviewPage>('GET', '/reviews', { as: officer() });
    expect(body.items.find((item) => item.review === review)).toMatchObject({ name: '温**', workingDaysLeft: 21, bureauName: '襄城大队' });
    const bundled = await bench.submit({ form: anIndividualForm(newId(), 700, { region: '420106' }) });
    expect([bundled.view.review, bundled.review]).toEqual([undefined, '']);
  });

  it('SUB-34 is approved by the officer who took it: review, subject, event, record and history in one', async () => {
    const { subject, review, owner, by } = await taken();
    expect(await bench.act(by, review, 'approve')).toMatchObject({ status: 200, body: { status: 'applied', stage: 'approved' } });
    expect(await stateOf(subject)).toEqual({ state: 'approved', revision: 1, approved: 1 });
    const approved = (await publishedEvents(bench.db, SubjectApproved)).find((event) => event.subject === subject);
    expect(approved).toMatchObject({ actor: { account: by.account }, data: { owner: owner.account, bureau: HERE, filing: null, review } });
    expect(await recordsOf(subject, 'done')).toEqual(['subject.submit', 'review.open', 'review.take', 'subject.approve']);
    const folded = await inScope(bench.db.source('worker'), platformIn(HERE), async (tx) => [await foldHistory(tx, Review, review), await tx.manager.findOneByOrFail(Review, { id: review })]);
    expect(folded[0]).toEqual(folded[1]);
    expect((await bench.app.send<{ review: unknown }>('GET', `/subjects/${subject}`, { as: owner })).body.review).toMatchObject({ stage: 'approved' });
  });

  it('SUB-34 is returned with reasons bound to fields, corrected, and waits for 21 working days anew', async () => {
    const { subject, review, owner, form, by } = await taken();
    expect((await bench.act(by, review, 'return', { payload: { reasons: [] } })).status).toBe(422);
    expect(await bench.act(by, review, 'return', { payload: reasons })).toMatchObject({ status: 200, body: { stage: 'returned' } });
    expect((await bench.app.send<{ review: unknown }>('GET', `/subjects/${subject}`, { as: owner })).body.review).toMatchObject({ stage: 'returned', ...reasons });
    const returned = (await publishedEvents(bench.db, SubjectReturned)).find((event) => event.subject === subject);
    expect(JSON.parse(await bench.sealer.open(returned!.data.reasons!, `review:${review}:reasons`))).toMatchObject(reasons);
    const body = { data: { ...form, responsible: { ...form.responsible, mobile: '13971020152' } }, uploads: [], expectedRevision: 1 };
    expect(await bench.app.send('PUT', `/subjects/${subject}`, { as: owner, body })).toMatchObject({ status: 200, body: { revision: 2, state: 'submitted', review: { stage: 'submitted' } } });
    const next = await bench.reviewOf(subject);
    expect(await bench.rowOf(next!)).toMatchObject({ n: 2, revision: 2, stage: 'submitted' });
    expect(await bench.app.send('PUT', `/subjects/${subject}`, { as: owner, body: { ...body, data: form, expectedRevision: 2 } })).toMatchObject({ status: 409, body: { code: 'subject.under_review' } });
    await bench.startRuns(subject);
    expect((await bench.act(by, next!, 'take')).status).toBe(200);
    expect((await bench.act(by, next!, 'approve')).status).toBe(200);
    expect(await stateOf(subject)).toEqual({ state: 'approved', revision: 2, approved: 2 });
  });

  it('goes by signal as by Update', async () => {
    const { subject, review, by } = await taken();
    const key = newId();
    expect(await bench.act(by, review, 'approve', { key, via: 'signal' })).toMatchObject({ status: 202, body: { status: 'pending' } });
    await eventually('the signal is settled', async () => (await bench.app.send<{ status: string }>('GET', `/reviews/commands/${key}`, { as: by })).body.status === 'applied');
    expect(await stateOf(subject)).toMatchObject({ state: 'approved' });
    expect((await ofSubject(subject)).filter(({ type }) => type === SubjectApproved.type)).toHaveLength(1);
  });

  it('a key that comes again changes nothing; another request under it is refused', async () => {
    const { subject, review, by } = await taken();
    const wish = { key: newId(), version: (await bench.rowOf(review)).version };
    const answers = await Promise.all([1, 2, 3].map(() => bench.act(by, review, 'approve', wish)));
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(Array.from({ length: 3 }, () => [200, 'applied']));
    expect((await bench.act(by, review, 'approve', wish)).status).toBe(200);
    expect((await ofSubject(subject)).filter(({ type }) => type === SubjectApproved.type)).toHaveLength(1);
    expect(await bench.act(by, review, 'return', { ...wish, payload: reasons })).toMatchObject({ status: 409, body: { code: 'command.key-reused' } });
  });

  it('of two officers at once one takes it', async () => {
    const { review } = await bench.submit();
    const version = (await bench.rowOf(review)).version;
    const answers = await Promise.all([1, 2].map(() => bench.act(officer(), review, 'take', { version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('review.already-held');
  });
});

describe('what is refused, and recorded', () => {
  it('S4 another bureau sees nothing, a superior sees and does not act, an officer on the subject is told so', async () => {
    const { review, owner, by } = await taken();
    const elsewhere = officer({ bureau: ELSEWHERE });
    expect([(await bench.view(elsewhere, review)).status, (await bench.act(elsewhere, review, 'approve')).status]).toEqual([404, 404]);
    const above = officer({ bureau: ABOVE, scope: [ABOVE, HERE] });
    expect((await bench.view(above, review)).body).toMatchObject({ actions: [], stage: 'in_review' });
    expect(await bench.act(above, review, 'approve')).toMatchObject({ status: 409, body: { code: 'review.sender-not-allowed' } });
    const person = (await bench.db.admin<{ persons: string[] }>('select persons from review where id = $1', [review]))[0]!.persons[0]!;
    for (const own of [officer({ person }), officer({ account: owner.account })]) {
      expect([(await bench.view(own, review)).status, (await bench.act(own, review, 'take')).status]).toEqual([403, 403]);
      expect((await bench.app.send<ReviewPage>('GET', '/reviews', { as: own })).body.items.map((item) => item.review)).not.toContain(review);
    }
    expect((await bench.app.send('GET', `/reviews/${review}`, { as: anApplicant() })).status).toBe(403);
    expect((await bench.view(by, review)).body.actions).toEqual(['release', 'approve', 'return']);
  });

  it.each([
    ['who does not hold it', 'review.sender-not-allowed', true, {}],
    ['before it is taken', 'review.stage-not-allowed', false, {}],
    ['on what has changed', 'review.changed', true, { version: 1, holder: true }],
  ])('a decision %s: %s', async (_who, code, isTaken, { version, holder }: { version?: number; holder?: boolean }) => {
    const by = officer();
    const { review, subject } = isTaken ? await taken(by) : await bench.submit();
    expect(await bench.act(holder ? by : officer(), review, 'approve', { ...(version !== undefined && { version }) })).toMatchObject({ status: 409, body: { code, title: expect.stringMatching(/\p{Script=Han}/u) } });
    expect(await recordsOf(subject, 'refused')).toEqual([`review.approve ${code}`]);
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted' });
  });

  it('what is decided takes nothing more, and is not taken again', async () => {
    const { review, by } = await taken();
    await bench.act(by, review, 'approve');
    expect(await bench.act(by, review, 'return', { payload: reasons })).toMatchObject({ status: 409, body: { code: 'review.final' } });
    expect(await bench.act(officer(), review, 'take')).toMatchObject({ status: 409, body: { code: 'review.final' } });
  });

  it('abuse 7: a message that this service has not signed for this run changes nothing and is alarmed', async () => {
    const { subject, review, by } = await taken();
    const forged = { command: newId(), review, action: 'approve' as const, payloadDigest: 'a'.repeat(64), expectedVersion: 2, issuedAt: '2026-01-05T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', credential: 'a'.repeat(64), signature: 'x' };
    const address = { namespace: bench.namespace, workflowId: subjectWorkflowId(subject, 1) };
    expect(await bench.decisions.settle(review, forged, address)).toMatchObject({ status: 'refused', code: 'command.unknown' });
    expect(await recordsOf(subject, 'refused')).toEqual(['command.forged command.unknown']);
    expect((await bench.view(by, review)).body.stage).toBe('in_review');
  });

  it('OPN-04 a case of a filing decides no subject that has a review of its own', async () => {
    const { subject } = await bench.submit();
    const activities = new DecisionActivities(new DecisionService(bench.db.source('worker'), testKeys('subject'))).activities();
    const facts = () => ({ command: newId(), subject, revision: 1, filing: newId(), application: newId(), bureau: ELSEWHERE, actor: newId() });
    for (const definition of [approveRevision, returnRevision]) {
      const asked = { ...facts(), expiresAt: new Date(Date.now() + 60_000).toISOString() };
      expect(await activities[definition.name]!({ ...asked, signature: signProof(testKeys('filing'), definition.name, asked) })).toMatchObject({ state: 'awaited' });
    }
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted', approved: null });
  });
});

describe('what an officer sees', () => {
  const field = 'subject.responsible.certificateNumber';
  const reveal = (as: Parameters<typeof bench.view>[0], review: string, part: object = {}) => bench.app.send<{ value: string | null; receipt: string | null; code: string }>('POST', `/reviews/${review}/reveals`, { as, body: { field, reason: 'verify_identity', ...part } });

  it('is masked; the holder opens one field, or one picture by a receipt, each time recorded', async () => {
    const { review, subject, form, by } = await taken();
    const seen = await bench.app.send<{ data: { responsible: { certificateNumber: string } } }>('GET', `/subjects/${subject}/revisions/1`, { as: by });
    expect(seen.body.data.responsible.certificateNumber).toContain('*');
    expect((await reveal(by, review)).body.value).toBe(form.responsible.certificateNumber);
    const picture = await reveal(by, review, { field: 'subject.images.openerId', upload: form.images.openerId });
    expect(await testKeys('storage').verify(REVIEW_REVEAL_RECEIPT, 'subject', ReviewRevealReceipt, picture.body.receipt!)).toMatchObject({ account: by.account, upload: form.images.openerId });
    expect((await reveal(by, review, { field: 'subject.images.openerId', upload: newId() })).status).toBe(404);
    expect(await reveal(officer(), review)).toMatchObject({ status: 403, body: { code: 'reveal.not_holder' } });
    expect((await reveal(officer({ bureau: ELSEWHERE }), review)).status).toBe(404);
    expect((await recordsOf(subject, 'done')).filter((action) => action === 'subject.reveal')).toHaveLength(3);
  });

  it('abuse 1: by raw SQL is no more than the bureaus and the person of the session allow, as the worker no more than its bureau', async () => {
    const { review, owner } = await bench.submit();
    const person = (await bench.db.admin<{ persons: string[] }>('select persons from review where id = $1', [review]))[0]!.persons[0]!;
    const count = async (who: Parameters<typeof bench.view>[0], role: 'api' | 'worker' = 'api') => inScope(bench.db.source(role), who, async (tx) => Promise.all(['review', 'review_history'].map(async (table) => (await tx.query(`select 1 from ${table} where id = $1`, [review])).length)));
    expect(await Promise.all([officer(), owner, officer({ bureau: ELSEWHERE }), officer({ person }), officer({ account: owner.account }), anApplicant()].map((who) => count(who)))).toEqual([[1, 1], [1, 1], [0, 0], [0, 0], [0, 0], [0, 0]]);
    expect([await count(platformIn(HERE), 'worker'), await count(platformIn(ELSEWHERE), 'worker')]).toEqual([[1, 1], [0, 0]]);
    for (const who of [owner, officer()]) await expect(inScope(bench.db.source('api'), who, (tx) => tx.query(`update review set stage = 'approved', decided_at = now() where id = $1`, [review]))).rejects.toThrow(/permission denied|row-level security/);
  });
});

describe('a bureau that ends', () => {
  it('S5 hands its open reviews over with their holders; what is decided stays where it was', async () => {
    const [from, to] = [700, 701];
    const { review, subject } = await taken();
    const decided = await taken();
    await bench.act(decided.by, decided.review, 'approve');
    await bench.db.admin('update review set bureau = $1 where id = any($2)', [from, [review, decided.review]]);
    const consumer = new ReviewMergerConsumer(bench.keys);
    await inScope(bench.db.source('worker'), platformIn(), (tx) => consumer.merged(anEnvelope(BureauMerged, { bureau: from, successor: to }, { subject: String(from) }), tx));
    expect([(await bench.rowOf(review)).bureau, (await bench.rowOf(decided.review)).bureau]).toEqual([to, from]);
    expect((await publishedEvents(bench.db, ReviewMoved)).find((event) => event.subject === subject)?.data).toMatchObject({ review, bureau: to, from });
    const by = officer({ bureau: to, account: (await bench.rowOf(review)).holder as string });
    expect((await bench.act(by, review, 'approve')).status).toBe(200);
  });
});

describe('the run', () => {
  it('that is lost is started again from its row, by a sweep and by the next command', async () => {
    const [swept, acted] = [await taken(), await taken()];
    const terminate = async ({ subject }: { subject: string }) => (await bench.client.getTemporal()).workflow.getHandle(subjectWorkflowId(subject, 1)).terminate();
    await Promise.all([swept, acted].map(terminate));
    expect((await bench.act(acted.by, acted.review, 'approve')).status).toBe(200);
    await eventually('the sweep has found it', async () => (await bench.runs.sweep()).recovered > 0);
    expect((await bench.act(swept.by, swept.review, 'approve')).status).toBe(200);
    expect(await recordsOf(swept.subject, 'done')).toContain('run.recovered');
  });

  it('that does not answer voids the command: nothing has changed, and another key goes through', async () => {
    const { subject, review, by } = await taken();
    expect(await bench.act(by, review, 'approve', { through: bench.lonely })).toMatchObject({ status: 503, body: { code: 'command.void' } });
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted' });
    expect((await bench.act(by, review, 'approve')).status).toBe(200);
  });

  it('OPN-54 reminds once and tells once that the review is overdue', async () => {
    const { subject, review } = await bench.submit();
    const { due, remindOn } = explainDueDate(new Date());
    const at = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 26 * 3_600_000);
    for (const [step, now] of [['escalate', at(remindOn)], ['remind', at(remindOn)], ['remind', at(due)], ['escalate', at(due)]] as const) await bench.clock.step(review, step, now);
    expect((await ofSubject(subject)).map(({ type }) => type).slice(-2)).toEqual(['subject.review.due_soon.v1', 'subject.review.overdue.v1']);
    expect(await bench.rowOf(review)).toMatchObject({ stage: 'submitted' });
  });
});
