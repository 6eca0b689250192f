import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ApplicationView } from '@beian/contracts/filing/api';
import type { FormData } from '@beian/contracts/filing/forms';
import type { ObjectKind } from '@beian/contracts/primitives';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import type { Principal } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { recordedActions } from '@beian/testing/outbox';
import { anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubmissionOf, SAMPLE_COPIES, uploadReceipts } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';

jest.setTimeout(60_000);

let db: FilingOverHttp['db'];
let bench: FilingOverHttp['bench'];
let app: FilingOverHttp['app'];
let close: FilingOverHttp['close'];
const officer = anOfficer({ bureau: 3 });
const REASON = '域名中的bbs是企业英文名的缩写';

beforeAll(async () => {
  ({ db, bench, app, close } = await filingOverHttp(testSealer()));
  await db.admin(SAMPLE_COPIES);
});
afterAll(() => close());

type Case = Awaited<ReturnType<typeof aTakenCase>>;
async function aTakenCase(object: ObjectKind, part: Readonly<Record<string, unknown>> = {}) {
  const found = await bench.aCaseOf(object, part);
  await bench.handle(officer, found.id, 'take');
  return found;
}
const set = (sender: Principal, id: string, interactive: boolean, reason = REASON) => bench.act(sender, id, { action: 'setInteractive', payload: { interactive, reason } });
const view = async (id: string, as: Principal) => (await app.send<ApplicationView>('GET', `/applications/${id}`, { as })).body;
const forum = () => ({ domains: [`bbs-${newId().slice(-12)}.com`], approvals: [{ kind: 'bulletin', image: '0190a1b2-c3d4-4e5f-8a9b-000000000001' }] });

async function resubmitted({ owner, id, body }: Case, change: object) {
  await bench.act(officer, id, { action: 'return', payload: { reasons: [{ field: 'website.name', text: '请更正名称' }] } });
  const { subject } = await bench.issuers.subject.verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, body.subjectReceipt);
  const data = { ...body.data, ...change } as FormData<'website'>;
  const { subjectReceipt } = await aSubmissionOf('website', bench.issuers, owner.account!, data, { receipt: { subject, state: 'approved', revision: 1 } });
  const payload = { object: 'website', data, subjectReceipt, uploadReceipts: await uploadReceipts(bench.issuers, owner.account!, data, 'website') };
  expect(await bench.act(owner, id, { action: 'resubmit', payload })).toMatchObject({ status: 'applied' });
  return bench.row(id);
}

describe('an officer sets a filing interactive or not', () => {
  it('OPN-66 dismisses a false hit with a reason: the site is filed without an inspection', async () => {
    const { id, filing, owner } = await aTakenCase('website', forum());
    expect(await bench.row(id)).toMatchObject({ interactive: true });
    expect(await set(officer, id, false)).toMatchObject({ status: 'applied', case: { stage: 'in_review' } });
    expect(await db.admin('select interactive from filing where id = $1', [filing])).toEqual([{ interactive: false }]);
    for (const who of [owner, officer]) expect(await view(id, who)).toMatchObject({ interactive: false, interactiveSetting: { interactive: false, reason: REASON } });
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
  });

  it.each<ObjectKind>(['mini_program', 'app', 'app_market', 'provider'])('OPN-19 raises a %s, which then waits for its inspection', async (object) => {
    const { id } = await aTakenCase(object);
    expect(await set(officer, id, true)).toMatchObject({ status: 'applied' });
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ case: { stage: 'initial_passed', final: false } });
  });

  it('OPN-19 keeps the reason out of events, records and rows in clear, and tells it sealed', async () => {
    const { id, filing } = await aTakenCase('app');
    await set(officer, id, true, '设有用户留言板');
    expect(await bench.eventTypes(filing)).toContain('filing.application.interactive_set.v1');
    const stored = await db.admin('select (select json_agg(o) from outbox o) as outbox, (select json_agg(a) from application a where id = $1) as row, (select json_agg(h) from application_history h where id = $1) as history', [id]);
    expect(JSON.stringify(stored)).not.toContain('留言板');
    const [done] = (await recordedActions(db, 'application.setInteractive')).filter(({ target }) => target.id === id);
    expect(done).toMatchObject({ outcome: 'done', after: { interactive: true, grounds: [], reason: { commitment: expect.any(String) } } });
    const { history } = await view(id, officer);
    expect(history.at(-1)).toMatchObject({ action: 'setInteractive', by: 'officer', note: '认定为交互式' });
  });

  it('refuses what holds already, a missing reason, and whoever does not hold the case', async () => {
    const { id, owner } = await aTakenCase('website');
    expect(await set(officer, id, false)).toMatchObject({ status: 'refused', code: 'interactive.unchanged' });
    expect(await set(officer, id, true, ' ')).toMatchObject({ status: 'refused', code: 'command.payload-invalid' });
    expect(await set(anOfficer({ bureau: 3 }), id, true)).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    expect(await set(owner, id, true)).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    expect(await set(anOfficer({ bureau: 3, roles: ['supervisor'] }), id, true)).toMatchObject({ status: 'applied' });
  });

  it('OPN-19 holds through a correction, until a ground appears that the officer has not seen', async () => {
    const seen = await aTakenCase('website', forum());
    await set(officer, seen.id, false);
    expect(await resubmitted(seen, { name: '江城园圃新名' })).toMatchObject({ interactive: false, interactive_set: { interactive: false, grounds: ['domain'] } });
    const unseen = await aTakenCase('website', forum());
    await set(officer, unseen.id, false);
    expect(await resubmitted(unseen, { serviceTypes: ['forum'] })).toMatchObject({ interactive: true, interactive_set: null, interactive_reason: null });
    const raised = await aTakenCase('website');
    await set(officer, raised.id, true);
    expect(await resubmitted(raised, { name: '江城园圃再名' })).toMatchObject({ interactive: true, interactive_set: { interactive: true } });
  });
});
