import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approveRevision, returnRevision, SUBJECT_ANSWER, type SubjectFacts } from '@beian/contracts/subject/activities';
import type { DataOf } from '@beian/contracts/define-event';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import { isProof, signProof } from '@beian/kit/auth/proof';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { aBureau, anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SubjectCaseConsumer } from '../cases/subject-case.consumer.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ReviewOpening } from '../separate/opening.service.ts';
import { anIndividualForm } from '../subject/subject-form.sample.ts';
import { SubjectImages } from '../subject/subject-images.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { SubjectService } from '../subject/subject.service.ts';
import { DecisionActivities } from './decision.activities.ts';
import { DecisionService } from './decision.service.ts';

const keys = testKeys('subject');
let db: TestDatabase;
let subjects: SubjectService;
let activities: Record<string, (input: unknown) => Promise<{ state: string; signature?: string }>>;
let serial = 100;

beforeAll(async () => {
  db = await testDatabase({ service: 'subject', entities: ENTITIES, migrations: MIGRATIONS });
  subjects = new SubjectService(db.source('api'), keys, new SubjectImages(keys), new SubjectRevisions(testSealer()), new ReviewOpening(keys, { SEPARATE_SUBJECT_REVIEW: [], OUTSIDE_PROVINCE: 'referral' }));
  activities = new DecisionActivities(new DecisionService(db.source('worker'), keys)).activities();
});
afterAll(() => db.close());

/** As the filing service signs it. */
const asked = (name: string, facts: SubjectFacts, expiresAt: string | null) => ({ ...facts, expiresAt, signature: signProof(testKeys('filing'), name, { ...facts, expiresAt }) });
const soon = () => new Date(Date.now() + 60_000).toISOString();
const state = ({ state: told }: { state: string }) => ({ state: told });
const approve = async (facts: SubjectFacts) => state(await activities['approveSubjectRevision']!(asked(approveRevision.name, facts, soon())));
const giveBack = async (facts: SubjectFacts) => state(await activities['returnSubjectRevision']!(asked(returnRevision.name, facts, null)));

async function aSubject(of = (serial += 1)): Promise<{ owner: Principal; subject: string; revise: (expectedRevision: number) => Promise<unknown> }> {
  const owner = anApplicant();
  const subject = newId();
  const data = anIndividualForm(newId(), of);
  const facts = { upload: data.images.openerId, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner: owner.account, purpose: 'certificate', checked: true };
  await subjects.submit(owner, { subject, data, uploads: [await testKeys('storage').sign(UPLOAD_RECEIPT, facts, 60)] });
  return { owner, subject, revise: (expectedRevision) => subjects.revise(owner, subject, { data: { ...data, region: `42010${expectedRevision}` }, uploads: [], expectedRevision }) };
}

const decision = (subject: string, part: Partial<SubjectFacts> = {}): SubjectFacts =>
  ({ command: newId(), subject, revision: 1, filing: newId(), application: newId(), bureau: aBureau(), actor: newId(), ...part });
const stateOf = async (subject: string) => (await db.admin('select state, revision, approved_revision as approved, version from subject where id = $1', [subject]))[0];
const events = (subject: string) => db.admin(`select type, actor->>'account' as actor, causation, data from outbox where stream = 'events' and aggregate = $1 order by seq`, [subject]);
const records = (filing: string) => db.admin(`select (data->>'canonical')::jsonb->>'action' as action, (data->>'canonical')::jsonb->'actor' as actor from outbox where stream = 'records' and aggregate = $1`, [filing]);

describe('deciding a bundled subject (S6)', () => {
  it('approves the revision: state, history, event and record name the officer and the case', async () => {
    const { subject, owner } = await aSubject();
    const facts = decision(subject);
    expect(await approve(facts)).toEqual({ state: 'approved' });
    expect(await stateOf(subject)).toEqual({ state: 'approved', revision: 1, approved: 1, version: 2 });
    const { command, filing, bureau, actor } = facts;
    expect((await events(subject))[1]).toEqual({ type: 'subject.subject.approved.v1', actor, causation: command, data: { subject, revision: 1, owner: owner.account, bureau, filing } });
    expect(await records(filing)).toEqual([{ action: 'subject.approve', actor: { kind: 'officer', account: actor, bureau } }]);
    expect(await db.admin('select action, actor from subject_history where id = $1 and version = 2', [subject])).toEqual([{ action: 'subject.approve', actor }]);
  });

  it('a command repeated, also at once, settles once and answers the same', async () => {
    const { subject } = await aSubject();
    const facts = decision(subject);
    const answers = await Promise.all([approve(facts), approve(facts), approve(facts)]);
    expect([...answers, await approve(facts)]).toEqual(Array.from({ length: 4 }, () => ({ state: 'approved' })));
    expect(await stateOf(subject)).toMatchObject({ version: 2 });
    expect(await events(subject)).toHaveLength(2);
    await expect(giveBack(facts)).rejects.toMatchObject({ code: 'subject.command_reused' });
  });

  it('an approved revision stays approved, whatever a second case asks', async () => {
    const { subject } = await aSubject();
    await approve(decision(subject));
    expect(await approve(decision(subject))).toEqual({ state: 'approved' });
    expect(await giveBack(decision(subject))).toEqual({ state: 'approved' });
    expect(await stateOf(subject)).toMatchObject({ state: 'approved', version: 2 });
    expect(await events(subject)).toHaveLength(2);
  });

  it('OPN-65 of two accounts with one certificate number one is approved, also at once; the other’s case is told so', async () => {
    const number = (serial += 1);
    const both = [await aSubject(number), await aSubject(number)];
    const asked = both.map(({ subject }) => decision(subject));
    const answers = await Promise.all(asked.map(approve));
    expect(answers.map(({ state: told }) => told).sort()).toEqual(['approved', 'registered']);
    const late = answers.findIndex(({ state: told }) => told === 'registered');
    expect(await stateOf(both[late]!.subject)).toMatchObject({ state: 'submitted', version: 1 });
    expect(await approve(asked[late]!)).toEqual({ state: 'registered' });
    expect(await giveBack(decision(both[late]!.subject))).toEqual({ state: 'returned' });
  });

  it('a returned revision cannot be approved by another case before it is corrected', async () => {
    const { subject, revise } = await aSubject();
    expect(await giveBack(decision(subject))).toEqual({ state: 'returned' });
    expect((await events(subject))[1]).toMatchObject({ type: 'subject.subject.returned.v1' });
    expect(await approve(decision(subject))).toEqual({ state: 'returned' });
    await revise(1);
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted', revision: 2 });
    expect(await approve(decision(subject, { revision: 2 }))).toEqual({ state: 'approved' });
  });

  it('a decision on a revision that was corrected meanwhile is superseded, also when repeated later', async () => {
    const { subject, revise } = await aSubject();
    await revise(1);
    const late = decision(subject);
    expect(await approve(late)).toEqual({ state: 'superseded' });
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted', revision: 2 });
    await approve(decision(subject, { revision: 2 }));
    expect(await approve(late)).toEqual({ state: 'superseded' });
  });

  it('approve and return at once: one decides, the other is told', async () => {
    const { subject } = await aSubject();
    const [first, second] = await Promise.all([approve(decision(subject)), giveBack(decision(subject))]);
    expect(first.state).toBe(second.state);
    expect(await events(subject)).toHaveLength(2);
  });

  it('an unknown subject, a revision to come and a malformed input are refused and change nothing', async () => {
    const { subject } = await aSubject();
    await expect(approve(decision(newId()))).rejects.toMatchObject({ code: 'record.not_found' });
    await expect(approve(decision(subject, { revision: 2 }))).rejects.toMatchObject({ code: 'record.not_found' });
    await expect(activities['approveSubjectRevision']!({ ...decision(subject), revision: 'one' })).rejects.toMatchObject({ code: 'input.invalid' });
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted', version: 1 });
  });
});

describe('who may ask for a decision', () => {
  const forgeries: readonly [string, (facts: SubjectFacts) => unknown][] = [
    ['nobody’s signature', (facts) => ({ ...asked(approveRevision.name, facts, soon()), signature: 'A'.repeat(86) })],
    ['the signature of another service', (facts) => { const expiresAt = soon(); return { ...facts, expiresAt, signature: signProof(testKeys('storage'), approveRevision.name, { ...facts, expiresAt }) }; }],
    ['what was signed for a return', (facts) => asked(returnRevision.name, facts, null)],
    ...(['command', 'filing', 'application', 'actor'] as const).map((part): [string, (facts: SubjectFacts) => unknown] => [`another ${part}`, (facts) => ({ ...asked(approveRevision.name, facts, soon()), [part]: newId() })]),
    ['another bureau', (facts) => ({ ...asked(approveRevision.name, facts, soon()), bureau: aBureau() })],
    ['a longer life', (facts) => ({ ...asked(approveRevision.name, facts, soon()), expiresAt: '2099-01-01T00:00:00.000Z' })],
    ['no end', (facts) => ({ ...asked(approveRevision.name, facts, soon()), expiresAt: null })],
  ];
  it.each(forgeries)('abuse 6: a task on the queue with %s is refused and recorded; nothing is decided', async (_name, forge) => {
    const { subject } = await aSubject();
    await expect(activities['approveSubjectRevision']!(forge(decision(subject)))).rejects.toMatchObject({ code: 'command.signature-invalid' });
    expect(await stateOf(subject)).toMatchObject({ state: 'submitted', version: 1 });
    expect((await recordedActions(db, 'command.forged')).filter(({ target }) => target.id === subject)).toMatchObject([{ outcome: 'refused', code: 'command.signature-invalid' }]);
    expect(await db.admin('select 1 from subject_case where subject = $1', [subject])).toEqual([]);
  });

  it('abuse 7: what was signed for another subject, or for an earlier moment, is refused', async () => {
    const [one, other] = [await aSubject(), await aSubject()];
    await expect(activities['approveSubjectRevision']!({ ...asked(approveRevision.name, decision(one.subject), soon()), subject: other.subject })).rejects.toMatchObject({ code: 'command.signature-invalid' });
    await expect(activities['approveSubjectRevision']!(asked(approveRevision.name, decision(one.subject), '2026-01-01T00:00:00.000Z'))).rejects.toMatchObject({ code: 'command.expired' });
    expect([await stateOf(one.subject), await stateOf(other.subject)]).toMatchObject([{ state: 'submitted' }, { state: 'submitted' }]);
  });

  it('the answer is signed, so that the run which carries it cannot make one', async () => {
    const { subject } = await aSubject();
    const facts = decision(subject);
    const { signature = '' } = await activities['approveSubjectRevision']!(asked(approveRevision.name, facts, soon()));
    expect(isProof(testKeys('filing'), 'subject', SUBJECT_ANSWER, { ...facts, state: 'approved' }, signature)).toBe(true);
    expect(isProof(testKeys('filing'), 'subject', SUBJECT_ANSWER, { ...facts, state: 'returned' }, signature)).toBe(false);
  });
});

describe('cases of a subject', () => {
  const consumer = new SubjectCaseConsumer();
  const anApplicationOf = (owner: string, subject: string, bureau: number): DataOf<typeof ApplicationSubmitted> => ({
    filing: newId(), application: newId(), n: 1, kind: 'new', object: 'website', owner, bureau, round: 1, dueOn: null,
    applicationNumber: 'A1', siteName: '站', region: '420106', subject, subjectRevision: 1, uploads: [],
  });
  const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
  const bureausOf = async (subject: string) => (await db.admin<{ bureau: number }>('select bureau from subject_case where subject = $1 order by at', [subject])).map(({ bureau }) => bureau);

  it('each bureau that gets a case is kept once, also after a transfer', async () => {
    const { subject, owner } = await aSubject();
    const [first, second] = [aBureau(), aBureau()];
    const data = anApplicationOf(owner.account!, subject, first);
    const envelope = anEnvelope(ApplicationSubmitted, data, { subject: data.filing });
    await told((tx) => consumer.submitted(envelope, tx));
    await told((tx) => consumer.resubmitted(anEnvelope(ApplicationResubmitted, data, { subject: data.filing }), tx));
    await told((tx) => consumer.transferred(anEnvelope(ApplicationTransferred, { ...data, from: first, bureau: second }, { subject: data.filing }), tx));
    expect(await bureausOf(subject)).toEqual([first, second]);
  });

  it("an event that names another's subject is refused by the database", async () => {
    const { subject } = await aSubject();
    const data = anApplicationOf(newId(), subject, aBureau());
    await expect(told((tx) => consumer.submitted(anEnvelope(ApplicationSubmitted, data, { subject: data.filing }), tx))).rejects.toThrow(/foreign key/);
    expect(await bureausOf(subject)).toEqual([]);
  });
});
