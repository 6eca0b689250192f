import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationApproved, ApplicationReturned, ApplicationSubmitted, ApplicationWithdrawn } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import { approveRevision } from '@beian/contracts/subject/activities';
import type { SubjectChange, SubjectChangeView, SubjectData, SubjectStep, SubjectSummary, SubjectView } from '@beian/contracts/subject/api';
import { ReviewOpened, SubjectApproved, SubjectChangeApproved, SubjectChangeReturned, SubjectChangeSubmitted, SubjectChangeWithdrawn } from '@beian/contracts/subject/events';
import type { ReviewPage, ReviewView } from '@beian/contracts/subject/reviews';
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
import { SubjectFilingConsumer } from '../retention/subject-filing.consumer.ts';
import { ELSEWHERE, HERE, separateBench } from '../separate/separate.fixture.ts';
import { Review } from '../separate/review.entity.ts';
import { aCreditCode, aResidentId, anIndividualForm, aUnitForm } from '../subject/subject-form.sample.ts';
import { Subject } from '../subject/subject.entity.ts';

// A machine under load takes its time for database, namespace and bundle.
jest.setTimeout(240_000);

let bench: Awaited<ReturnType<typeof separateBench>>;
let serial = 400;
beforeAll(async () => {
  bench = await separateBench();
});
afterAll(() => bench.close());

const officer = (part: Parameters<typeof anOfficer>[0] = {}) => anOfficer({ bureau: ELSEWHERE, ...part });
const reasons = { reasons: [{ field: 'subject.name', text: '与营业执照不一致' }] };
const moved = (form: SubjectData, part: object = {}): SubjectData => ({ ...form, name: '华为技术有限公司', region: '420602', ...part }) as SubjectData;

const aUnit = () => aUnitForm(newId(), newId(), { region: '420106', certificateNumber: aCreditCode((serial += 1)) });

/** A unit of 武昌区, approved with a filing as everywhere (S6). */
async function approved(form: SubjectData = aUnit()) {
  const submitted = await bench.submit({ form });
  const asked = { command: newId(), subject: submitted.subject, revision: 1, filing: newId(), application: newId(), bureau: ELSEWHERE, actor: newId(), expiresAt: new Date(Date.now() + 60_000).toISOString() };
  const activities = new DecisionActivities(new DecisionService(bench.db.source('worker'), testKeys('subject'))).activities();
  expect(await activities[approveRevision.name]!({ ...asked, signature: signProof(testKeys('filing'), approveRevision.name, asked) })).toMatchObject({ state: 'approved' });
  return submitted;
}
type Approved = Awaited<ReturnType<typeof approved>>;

async function change({ subject, owner }: Pick<Approved, 'subject' | 'owner'>, data: SubjectData, { expectedRevision = 1, by = owner, uploads = [] as string[] } = {}) {
  const answer = await bench.app.send<Omit<SubjectChangeView, 'fields'> & Omit<Problem, 'fields'> & { fields: (string & { field: string; code: string })[] }>('POST', `/subjects/${subject}/changes`, { as: by, body: { data, uploads, expectedRevision } });
  await bench.startRuns(subject);
  return { ...answer, review: (await bench.reviewOf(subject)) ?? '' };
}
const withdraw = (as: Principal, subject: string, expectedRevision: number) => bench.app.send<Problem>('POST', `/subjects/${subject}/change/withdrawal`, { as, body: { expectedRevision } });
const read = async <T>(as: Principal, path: string) => (await bench.app.send<T>('GET', path, { as })).body;
const inForce = async (subject: string) => (await bench.db.admin<Record<string, unknown>>('select state, revision, approved_revision as approved, unit_name as name, region from subject where id = $1', [subject]))[0];
const ofSubject = async (subject: string) => (await publishedEvents(bench.db)).filter((event) => event.subject === subject).map(({ type }) => type);
const recordsOf = async (subject: string, outcome: string) => (await recordedActions(bench.db)).filter((one) => one.target.id === subject && one.outcome === outcome).map(({ action, code }) => (code === null ? action : `${action} ${code}`));

describe('OPN-07 a change of an approved subject', () => {
  it('waits for the bureau of the place that it names, 21 working days; until then what was approved stays in force', async () => {
    const given = await approved();
    const { subject, owner, form } = given;
    const { status, body, review } = await change(given, moved(form));
    const { due } = explainDueDate(body.submittedAt);
    expect([status, body]).toMatchObject([201, { revision: 2, replaces: 1, review: { stage: 'submitted', dueOn: due }, fields: ['subject.name', 'subject.region'] }]);
    expect(await bench.rowOf(review)).toMatchObject({ n: 1, revision: 2, replaces: 1, fields: ['subject.name', 'subject.region'], bureau: HERE, stage: 'submitted' });
    expect(await inForce(subject)).toEqual({ state: 'approved', revision: 1, approved: 1, name: form.nature === 'unit' ? form.name : '', region: '420106' });
    expect(await read<SubjectView>(owner, `/subjects/${subject}`)).toMatchObject({ revision: 1, state: 'approved', data: { name: '华为终端有限公司' }, change: { stage: 'submitted', dueOn: due } });
    expect((await read<SubjectSummary[]>(owner, '/subjects'))[0]).toMatchObject({ subject, name: '华为终端有限公司', state: 'approved', change: { stage: 'submitted' } });
    expect(await read<SubjectChangeView>(owner, `/subjects/${subject}/change`)).toMatchObject({ revision: 2, data: { name: '华为技术有限公司' } });
    const { receipt } = (await bench.app.send<{ receipt: string }>('POST', `/subjects/${subject}/receipt`, { as: owner })).body;
    expect(await testKeys('filing').verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, receipt)).toMatchObject({ revision: 1, state: 'approved', unitName: '华为终端有限公司', region: '420106' });
    expect((await publishedEvents(bench.db, SubjectChangeSubmitted)).find((event) => event.subject === subject)?.data).toMatchObject({ review, revision: 2, replaces: 1, owner: owner.account, fields: ['subject.name', 'subject.region'], uploads: expect.arrayContaining(Object.values(form.images)) });
    expect((await publishedEvents(bench.db, ReviewOpened)).find((event) => event.subject === subject)?.data).toMatchObject({ review, bureau: HERE, change: true });
    expect(await recordsOf(subject, 'done')).toEqual(['subject.submit', 'subject.approve', 'review.open', 'subject_change.submit']);
  });

  it('is in force once approved: subject, receipt, event, record and history in one; what it replaces stays to be read', async () => {
    const given = await approved();
    const { subject, owner, form } = given;
    const { review } = await change(given, moved(form, { certificateNumber: '91440300708461136T' }));
    const by = officer({ bureau: HERE });
    expect((await bench.act(by, review, 'take')).status).toBe(200);
    expect((await bench.view(by, review)).body).toMatchObject({ replaces: 1, fields: ['subject.name', 'subject.certificateNumber', 'subject.region'], name: '华为技术有限公司', actions: ['release', 'approve', 'return'] });
    for (const [revision, name, state] of [[1, '华为终端有限公司', 'approved'], [2, '华为技术有限公司', 'submitted']] as const) expect(await read<SubjectView>(by, `/subjects/${subject}/revisions/${revision}`)).toMatchObject({ revision, state, data: { name } });
    expect(await bench.act(by, review, 'approve')).toMatchObject({ status: 200, body: { status: 'applied', stage: 'approved' } });
    expect(await inForce(subject)).toEqual({ state: 'approved', revision: 2, approved: 2, name: '华为技术有限公司', region: '420602' });
    const view = await read<SubjectView>(owner, `/subjects/${subject}`);
    expect(view).toMatchObject({ revision: 2, state: 'approved', data: { name: '华为技术有限公司' } });
    expect(view.change).toBeUndefined();
    expect(await read<SubjectChange[]>(owner, `/subjects/${subject}/changes`)).toMatchObject([{ revision: 2, replaces: 1, fields: ['subject.name', 'subject.certificateNumber', 'subject.region'] }]);
    const event = (await publishedEvents(bench.db, SubjectChangeApproved)).find((one) => one.subject === subject);
    expect(event).toMatchObject({ actor: { account: by.account }, data: { review, revision: 2, replaces: 1, bureau: HERE, nature: 'unit', type: 'enterprise', region: '420602', unitName: '华为技术有限公司' } });
    expect(await bench.sealer.open(event!.data.name, `subject:${subject}:2:name`)).toBe('华为技术有限公司');
    expect((await recordsOf(subject, 'done')).slice(-1)).toEqual(['subject_change.approve']);
    expect(await read<SubjectView>(by, `/subjects/${subject}/revisions/1`)).toMatchObject({ state: 'approved', data: { name: '华为终端有限公司' } });
    await inScope(bench.db.source('worker'), platformIn(HERE), async (tx) => {
      expect(await foldHistory(tx, Subject, subject)).toEqual(await tx.manager.findOneByOrFail(Subject, { id: subject }));
      expect(await foldHistory(tx, Review, review)).toEqual(await tx.manager.findOneByOrFail(Review, { id: review }));
    });
    // What it left free and what it took: one subject a certificate number.
    const again = await bench.app.send<Problem>('POST', '/subjects', { as: owner, body: { subject: newId(), data: moved(form, { certificateNumber: '91440300708461136T' }), uploads: await bench.receiptsFor(owner, Object.values(form.images)) } });
    expect([again.status, again.body.code]).toEqual([409, 'subject.certificate_taken']);
  });

  it('comes back with reasons at fields and leaves what is in force alone; corrected, it waits anew and replaces that', async () => {
    const given = await approved();
    const { subject, owner, form } = given;
    const by = officer({ bureau: HERE });
    const { review } = await change(given, moved(form));
    await bench.act(by, review, 'take');
    expect(await bench.act(by, review, 'return', { payload: reasons })).toMatchObject({ status: 200, body: { stage: 'returned' } });
    expect(await inForce(subject)).toMatchObject({ state: 'approved', revision: 1, approved: 1 });
    expect(await read<SubjectChangeView>(owner, `/subjects/${subject}/change`)).toMatchObject({ revision: 2, review: { stage: 'returned' }, ...reasons });
    const returned = (await publishedEvents(bench.db, SubjectChangeReturned)).find((event) => event.subject === subject);
    expect(JSON.parse(await bench.sealer.open(returned!.data.reasons, `review:${review}:reasons`))).toMatchObject(reasons);
    expect(await read<SubjectView>(by, `/subjects/${subject}/revisions/2`)).toMatchObject({ state: 'returned' });
    expect((await change(given, moved(form), { expectedRevision: 1 })).body.code).toBe('subject.revision_changed');
    const corrected = await change(given, moved(form, { name: '华为云计算技术有限公司' }), { expectedRevision: 2 });
    expect([corrected.status, corrected.body]).toMatchObject([201, { revision: 3, replaces: 1 }]);
    expect(await bench.rowOf(corrected.review)).toMatchObject({ n: 2, revision: 3, replaces: 1 });
    await bench.act(by, corrected.review, 'take');
    expect((await bench.act(by, corrected.review, 'approve')).status).toBe(200);
    expect(await inForce(subject)).toMatchObject({ revision: 3, approved: 3, name: '华为云计算技术有限公司' });
    expect((await bench.app.send('GET', `/subjects/${subject}/change`, { as: owner })).status).toBe(404);
    expect(await ofSubject(subject)).not.toContain('subject.subject.returned.v1');
    expect((await ofSubject(subject)).filter((type) => type === SubjectApproved.type)).toHaveLength(1);
  });

  it('of a subject with a review of its own goes the same way, round after round', async () => {
    const submitted = await bench.submit();
    const by = officer({ bureau: HERE });
    for (const action of ['take', 'approve'] as const) expect((await bench.act(by, submitted.review, action)).status).toBe(200);
    const { status, review } = await change(submitted, { ...submitted.form, responsible: { ...submitted.form.responsible, mobile: '13971020152' } });
    expect([status, await bench.rowOf(review)]).toMatchObject([201, { n: 2, replaces: 1, fields: ['subject.responsible.mobile'], bureau: HERE }]);
    for (const action of ['take', 'approve'] as const) expect((await bench.act(by, review, action)).status).toBe(200);
    expect(await inForce(submitted.subject)).toMatchObject({ revision: 2, approved: 2 });
  });

  it('comes once, however often it is sent, and from two windows at once', async () => {
    const given = await approved();
    const wish = moved(given.form);
    const answers = await Promise.all([1, 2, 3].map(() => change(given, wish)));
    expect(answers.map(({ status, body }) => [status, body.revision])).toEqual(Array.from({ length: 3 }, () => [201, 2]));
    const others = await Promise.all(['华为软件技术有限公司', '华为数字技术有限公司'].map((name) => change(given, moved(given.form, { name }), { expectedRevision: 2 })));
    expect(others.map(({ body }) => body.code)).toEqual(['subject.change_under_review', 'subject.change_under_review']);
    expect(await bench.db.admin('select count(*)::int as reviews from review where subject = $1', [given.subject])).toEqual([{ reviews: 1 }]);
    expect((await ofSubject(given.subject)).filter((type) => type === SubjectChangeSubmitted.type)).toHaveLength(1);
  });
});

describe('OPN-07 a change that its owner takes back', () => {
  it('is over, is decided by nobody, and another can follow; sent again nothing more happens', async () => {
    const given = await approved();
    const { subject, owner, form } = given;
    const { review } = await change(given, moved(form));
    expect([(await withdraw(owner, subject, 1)).status, (await withdraw(anApplicant(), subject, 2)).status]).toEqual([409, 404]);
    expect([(await withdraw(owner, subject, 2)).status, (await withdraw(owner, subject, 2)).status]).toEqual([204, 204]);
    expect((await read<SubjectView>(owner, `/subjects/${subject}`)).change).toBeUndefined();
    expect((await bench.app.send('GET', `/subjects/${subject}/change`, { as: owner })).status).toBe(404);
    expect((await publishedEvents(bench.db, SubjectChangeWithdrawn)).filter((event) => event.subject === subject).map(({ data }) => data)).toMatchObject([{ review, revision: 2, bureau: HERE }]);
    expect((await recordsOf(subject, 'done')).slice(-1)).toEqual(['subject_change.withdraw']);
    const by = officer({ bureau: HERE });
    expect((await bench.view(by, review)).body).toMatchObject({ stage: 'withdrawn', actions: [] });
    expect(await bench.act(by, review, 'take')).toMatchObject({ status: 409, body: { code: 'review.final' } });
    const run = (await bench.client.getTemporal()).workflow.getHandle(subjectWorkflowId(subject, 1));
    await eventually('its run has ended', async () => (await run.describe()).status.name === 'COMPLETED');
    expect((await change(given, moved(form))).body).toMatchObject({ revision: 3, replaces: 1 });
  });

  it('is not, once an officer has ever taken it; what came back is given up, and does not come again', async () => {
    const given = await approved();
    const { subject, owner, form } = given;
    const { review } = await change(given, moved(form));
    const by = officer({ bureau: HERE });
    for (const action of ['take', 'release'] as const) {
      await bench.act(by, review, action);
      expect((await withdraw(owner, subject, 2)).body.code).toBe('subject.change_taken');
    }
    await bench.act(by, review, 'take');
    await bench.act(by, review, 'return', { payload: reasons });
    const again = await change(given, moved(form, { name: '华为云计算技术有限公司' }), { expectedRevision: 2 });
    expect((await withdraw(owner, subject, 3)).status).toBe(204);
    expect((await read<SubjectView>(owner, `/subjects/${subject}`)).change).toBeUndefined();
    expect(await bench.rowOf(again.review)).toMatchObject({ stage: 'withdrawn' });
  });

  it('or that an officer takes at the same moment: one of the two, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const given = await approved();
      const { review } = await change(given, moved(given.form));
      const [back, taken] = await Promise.all([withdraw(given.owner, given.subject, 2), bench.act(officer({ bureau: HERE }), review, 'take')]);
      expect([[204, 409], [409, 200]]).toContainEqual([back.status, taken.status]);
    }
  });

  it('abuse 1: by raw SQL nothing but that, and nothing back', async () => {
    const given = await approved();
    const { review } = await change(given, moved(given.form));
    const update = (stage: string) => inScope(bench.db.source('api'), given.owner, async (tx) => (await tx.query(`with done as (update review set stage = '${stage}' where id = $1 returning 1) select 1 from done`, [review])).length);
    await expect(update('in_review')).rejects.toThrow(/row-level security|check constraint/);
    expect([await update('withdrawn'), await update('submitted')]).toEqual([1, 0]);
  });
});

describe('OPN-07 no change, and the try recorded', () => {
  const refused = async (given: Approved, data: SubjectData, status: number, code: string) => {
    const answer = await change(given, data);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.title).toMatch(/\p{Script=Han}/u);
    expect((await recordsOf(given.subject, 'refused')).slice(-1)).toEqual([`subject_change.submit ${code}`]);
  };

  it('of a subject that is not approved, of its nature, or of nothing', async () => {
    const waiting = await bench.submit({ form: aUnit() });
    await refused(waiting, moved(waiting.form), 409, 'subject.not_approved');
    const given = await approved();
    await refused(given, given.form, 422, 'subject.nothing_changed');
    await refused(given, anIndividualForm(newId(), (serial += 1)), 409, 'subject.nature_fixed');
  });

  it('to a form with a fault, or with a picture that nobody has checked', async () => {
    const given = await approved();
    const faulty = await change(given, moved(given.form, { name: '张三' }));
    expect([faulty.status, faulty.body.fields.map(({ field }) => field)]).toEqual([422, ['data.name']]);
    const unchecked = await change(given, { ...given.form, images: { ...given.form.images, openerId: newId() } } as SubjectData);
    expect([unchecked.status, unchecked.body.fields]).toMatchObject([422, [{ field: 'data.images.openerId', code: 'upload.missing' }]]);
    const openerId = newId();
    const checked = await change(given, { ...given.form, images: { ...given.form.images, openerId } } as SubjectData, { uploads: await bench.receiptsFor(given.owner, [openerId]) });
    expect([checked.status, checked.body.fields]).toEqual([201, ['subject.images.openerId']]);
  });

  it('while an application is with its officers; once that is returned, approved or withdrawn it goes', async () => {
    const given = await approved();
    const { subject, owner } = given;
    const consumer = new SubjectFilingConsumer({} as never);
    const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, bureau: ELSEWHERE };
    const told = (handle: (tx: never) => Promise<void>) => inScope(bench.db.source('worker'), platformIn(), (tx) => handle(tx as never));
    const submit = () => told((tx) => consumer.submitted(anEnvelope(ApplicationSubmitted, { ...facts, round: 1, dueOn: '2026-12-31', applicationNumber: '1', siteName: '站', region: '420106', subject, subjectRevision: 1, uploads: [] }, { subject: facts.filing }), tx));
    const endings = [
      () => told((tx) => consumer.returned(anEnvelope(ApplicationReturned, { ...facts, round: 1, dueOn: null, siteName: '站', command: newId(), fields: [], reasons: 'v1.k.a.b', lapsesOn: '2026-12-31', subjectReturned: false }, { subject: facts.filing }), tx)),
      () => told((tx) => consumer.approved(anEnvelope(ApplicationApproved, { ...facts, siteName: '站', number: '鄂公网安备', brigadePhone: '027' }, { subject: facts.filing }), tx)),
      () => told((tx) => consumer.withdrawn(anEnvelope(ApplicationWithdrawn, { ...facts, siteName: '站' }, { subject: facts.filing }), tx)),
    ];
    for (const end of endings) {
      await submit();
      await refused(given, moved(given.form), 409, 'subject.in_use');
      await end();
      await refused(given, given.form, 422, 'subject.nothing_changed');
    }
    expect((await change(given, moved(given.form))).status).toBe(201);
  });

  it('OPN-65 to a certificate number that another account has approved; one that is approved meanwhile stops the change at its approval', async () => {
    const [first, second] = [await approved(), await approved()];
    const numberOf = ({ form }: Approved) => (form.nature === 'unit' ? form.certificateNumber : '');
    await refused(first, moved(first.form, { certificateNumber: numberOf(second) }), 409, 'subject.registered');
    const free = aCreditCode((serial += 1));
    const { review } = await change(first, moved(first.form, { certificateNumber: free }));
    const by = officer({ bureau: HERE });
    await bench.act(by, review, 'take');
    await approved({ ...aUnit(), certificateNumber: free });
    expect((await bench.app.send<SubjectView>('GET', `/subjects/${first.subject}/revisions/2`, { as: by })).body.sameCertificate).toEqual({ approved: true, waiting: 0 });
    expect(await bench.act(by, review, 'approve')).toMatchObject({ status: 409, body: { code: 'review.certificate-registered' } });
    expect(await inForce(first.subject)).toMatchObject({ revision: 1 });
    expect((await bench.act(by, review, 'return', { payload: reasons })).status).toBe(200);
  });

  it('to a certificate number of another own subject, nor the other way round while it is under review', async () => {
    const given = await approved(anIndividualForm(newId(), (serial += 1)));
    const { owner } = given;
    const other = await bench.submit({ owner, form: anIndividualForm(newId(), (serial += 1)) });
    const withNumber = (certificateNumber: string) => ({ ...given.form, responsible: { ...given.form.responsible, certificateNumber } }) as SubjectData;
    await refused(given, withNumber(other.form.responsible.certificateNumber), 409, 'subject.certificate_taken');
    const free = aResidentId((serial += 1));
    expect((await change(given, withNumber(free))).status).toBe(201);
    const late = anIndividualForm(newId(), serial);
    const answer = await bench.app.send<Problem>('POST', '/subjects', { as: owner, body: { subject: newId(), data: late, uploads: await bench.receiptsFor(owner, [late.images.openerId]) } });
    expect([answer.status, answer.body.code]).toEqual([409, 'subject.certificate_taken']);
  });

  it('of a subject whose form is gone by law, whose change is over and keeps no certificate number', async () => {
    const given = await approved(anIndividualForm(newId(), (serial += 1)));
    const { subject, owner, form } = given;
    const number = aResidentId((serial += 1));
    const wish = { ...form, responsible: { ...form.responsible, certificateNumber: number } } as SubjectData;
    expect((await change(given, wish)).status).toBe(201);
    await bench.db.admin(`update subject set erased_at = now(), certificate_index = 'erased:' || id where id = $1`, [subject]);
    await refused(given, wish, 410, 'subject.erased');
    expect((await bench.app.send('GET', `/subjects/${subject}/change`, { as: owner })).status).toBe(410);
    expect(await bench.submit({ owner, form: anIndividualForm(newId(), serial) })).toMatchObject({ view: { state: 'submitted' } });
  });

  it('abuse 1: of another’s subject, which is not there for anybody else', async () => {
    const given = await approved();
    const stranger = anApplicant();
    expect((await change(given, moved(given.form), { by: stranger })).status).toBe(404);
    await change(given, moved(given.form));
    for (const path of ['change', 'changes']) expect((await bench.app.send('GET', `/subjects/${given.subject}/${path}`, { as: stranger })).status).toBe(404);
    expect(await read<SubjectChange[]>(given.owner, `/subjects/${given.subject}/changes`)).toEqual([]);
    expect((await bench.app.send('POST', `/subjects/${given.subject}/changes`, { as: officer(), body: {} })).status).toBe(403);
  });
});

describe('OPN-07 who sees a change', () => {
  it('S4 is its bureau and nobody who stands on the new revision; a superior or another bureau decides nothing', async () => {
    const given = await approved();
    const { form } = given;
    const number = aResidentId((serial += 1));
    const { review } = await change(given, moved(form, { responsible: { ...form.responsible, name: '郑直', certificateNumber: number } }));
    const own = officer({ bureau: HERE, person: bench.sealer.index('certificate', number) });
    expect([(await bench.view(own, review)).status, (await bench.act(own, review, 'take')).status]).toEqual([403, 403]);
    expect((await bench.app.send('GET', `/subjects/${given.subject}/revisions/2`, { as: own })).status).toBe(403);
    expect((await read<ReviewPage>(own, '/reviews')).items.map((item) => item.review)).not.toContain(review);
    expect((await bench.view(officer({ bureau: 4 }), review)).status).toBe(404);
    expect((await read<ReviewPage>(officer({ bureau: HERE }), '/reviews')).items.find((item) => item.review === review)).toMatchObject({ replaces: 1, name: '华为技术有限公司', region: '420602' });
  });

  it('its holder opens the picture of the change and the one that it replaces, and no other', async () => {
    const given = await approved();
    const openerId = newId();
    const { review } = await change(given, { ...given.form, images: { ...given.form.images, openerId } } as SubjectData, { uploads: await bench.receiptsFor(given.owner, [openerId]) });
    const by = officer();
    await bench.act(by, review, 'take');
    const reveal = (upload: string) => bench.app.send<{ receipt: string | null }>('POST', `/reviews/${review}/reveals`, { as: by, body: { field: 'subject.images.openerId', reason: 'examine_picture', upload } });
    expect((await Promise.all([openerId, given.form.images.openerId, newId()].map(reveal))).map(({ status, body }) => [status, typeof body.receipt])).toEqual([[200, 'string'], [200, 'string'], [404, 'undefined']]);
  });

  it('the history of the subject tells officers what was submitted, decided and changed, the newest first; nobody else anything', async () => {
    const given = await approved();
    const { subject, owner } = given;
    const by = officer({ bureau: HERE });
    const { review } = await change(given, moved(given.form));
    const path = `/subjects/${subject}/revisions`;
    const told = async (who: Principal) => (await read<SubjectStep[]>(who, path)).map(({ step, revision, fields }) => [step, revision, fields]);
    const moves = ['subject.name', 'subject.region'];
    const begun = [['change_submitted', 2, moves], ['approved', 1, []], ['submitted', 1, []]];
    expect(await told(by)).toEqual(begun);
    for (const action of ['take', 'approve'] as const) await bench.act(by, review, action);
    const changed = [['changed', 2, moves], ...begun];
    expect(await told(by)).toEqual(changed);
    // Another bureau reviews it, and this one learns what became of it.
    const again = await change(given, given.form, { expectedRevision: 2 });
    const other = officer();
    await bench.act(other, again.review, 'take');
    await bench.act(other, again.review, 'return', { payload: reasons });
    expect((await withdraw(owner, subject, 3)).status).toBe(204);
    expect(await told(by)).toEqual([['change_withdrawn', 3, []], ['change_returned', 3, []], ['change_submitted', 3, moves], ...changed]);
    expect(await Promise.all([owner, officer({ bureau: 77 }), officer({ bureau: HERE, account: owner.account! })].map(async (who) => (await bench.app.send('GET', path, { as: who })).status))).toEqual([403, 404, 403]);
  });

  it('abuse 1: by raw SQL an owner brings nothing into force, and a worker of another bureau reads no revision', async () => {
    const given = await approved();
    await change(given, moved(given.form));
    const { subject, owner } = given;
    for (const sql of ['update subject set revision = 2, approved_revision = 2 where id = $1', `update subject set unit_name = '别的' where id = $1`]) {
      await expect(inScope(bench.db.source('api'), owner, (tx) => tx.query(sql, [subject]))).rejects.toThrow(/permission denied|row-level security/);
    }
    const seen = (bureau: number) => inScope(bench.db.source('worker'), platformIn(bureau), async (tx) => (await tx.query('select revision from subject_revision where subject = $1', [subject])).length);
    expect([await seen(HERE), await seen(ELSEWHERE)]).toEqual([2, 0]);
    await expect(inScope(bench.db.source('worker'), platformIn(HERE), (tx) => tx.query('select data from subject_revision where subject = $1', [subject]))).rejects.toThrow(/permission denied/);
  });

  it('is kept from a page that shows one review of a new subject', async () => {
    const { review } = await bench.submit();
    expect((await bench.view(officer({ bureau: HERE }), review)).body satisfies ReviewView).toMatchObject({ replaces: null, fields: [] });
  });
});
