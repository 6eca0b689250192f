import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import { sha256 } from '@beian/kit/crypto/digest';
import { newId } from '@beian/kit/http/uuid';
import { recordedActions } from '@beian/testing/outbox';
import { anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubmission, SAMPLE_COPIES } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

let db: FilingOverHttp['db'];
let bench: FilingOverHttp['bench'];
let app: FilingOverHttp['app'];
let close: FilingOverHttp['close'];
const sealer = testSealer();

beforeAll(async () => {
  ({ db, bench, app, close } = await filingOverHttp(sealer));
  await db.admin(SAMPLE_COPIES);
});
afterAll(() => close());

type Json = Record<string, unknown>;
const answerOf = async (method: string, path: string, as?: Principal, body?: unknown, headers: Record<string, string> = {}) => {
  const { status, body: problem } = await app.send<Json>(method, path, { ...(as && { as }), ...(body === undefined ? {} : { body }), headers });
  const fields = problem?.['fields'] as { field: string; code: string }[] | undefined;
  return [status, problem?.['code'] ?? '', ...(fields ?? []).map(({ field, code }) => `${code} ${field}`)].join(' ').trim();
};
const act = (as: Principal, id: string, action: string, expectedRevision: unknown, payload: unknown = {}, key = newId()) =>
  answerOf('POST', `/applications/${id}/actions/${action}`, as, { expectedRevision, payload }, { 'idempotency-key': key });

describe('cases of an officer’s own', () => {
  it('S4 an officer does not see a case with himself on site or subject, whatever the way, and the try is recorded', async () => {
    const relative = anOfficer({ bureau: 3 });
    const { id, filing, owner } = await bench.aCase({ receipt: { persons: [relative.person ?? '', sha256(newId())] } });
    const before = (await recordedActions(db)).length;
    for (const path of [`/applications/${id}`, `/applications/${id}/due-date`, `/filings/${filing}`, `/filings/${filing}/icon`]) expect([path, await answerOf('GET', path, relative)]).toEqual([path, '403 case.own-case']);
    expect((await recordedActions(db)).slice(before).map(({ action, outcome, code }) => `${action} ${outcome} ${code}`)).toEqual([
      'application.view refused case.own-case', 'application.due-date refused case.own-case', 'filing.view refused case.own-case', 'filing.view refused case.own-case',
    ]);
    for (const [action, payload] of [['take', {}], ['transfer', { bureau: 4, reason: '按管辖移送' }], ['passInitial', {}]] as const) expect([action, await act(relative, id, action, 1, payload)]).toEqual([action, '403 case.own-case']);
    expect((await recordedActions(db)).slice(before + 4).map(({ action, outcome, code }) => `${action} ${outcome} ${code}`)).toEqual(['take', 'transfer', 'passInitial'].map((action) => `application.${action} refused case.own-case`));
    expect(await db.admin('select 1 from command where application = $1', [id])).toEqual([]);
    expect(await answerOf('GET', `/applications/${id}`, anOfficer({ bureau: 3 }))).toBe('200');
    expect(await answerOf('GET', `/applications/${id}`, owner)).toBe('200');
  });
});

describe('cases of others', () => {
  it('abuse 1: a look that is refused is recorded, with nothing about the case', async () => {
    const { id, filing } = await bench.aCase();
    const stranger = anApplicant();
    const before = (await recordedActions(db)).length;
    for (const path of [`/applications/${id}`, `/applications/${id}/due-date`, `/filings/${filing}`]) expect(await answerOf('GET', path, stranger)).toBe('404 record.not_found');
    expect((await recordedActions(db)).slice(before)).toMatchObject(['application.view', 'application.due-date', 'filing.view'].map((action) => ({ action, outcome: 'refused', code: 'record.not_found', filing: null, actor: { account: stranger.account } })));
  });

  it('abuse 2: who may not see a case learns nothing by acting on it, whatever the stage', async () => {
    const { id } = await bench.aCase();
    for (const nosy of [anApplicant(), anAuditor({ bureau: 3, scope: [3] }), anOfficer({ bureau: 3, roles: ['administrator'] }), anOfficer({ bureau: 4 })]) {
      for (const action of ['take', 'withdraw', 'approve']) expect(await act(nosy, id, action, 1)).toBe('404 record.not_found');
    }
  });

  it('abuse 15: a transfer repeated with its key is answered as the first time, though the case has gone', async () => {
    const { id } = await bench.aCase();
    const officer = anOfficer({ bureau: 3 });
    const key = newId();
    const transfer = () => act(officer, id, 'transfer', 1, { bureau: 4, reason: '属洪山区管辖' }, key);
    expect([await transfer(), await transfer()]).toEqual(['200', '200']);
    expect(await answerOf('GET', `/applications/${id}`, officer)).toBe('404 record.not_found');
    expect(await act(officer, id, 'transfer', 1, { bureau: 2, reason: '属洪山区管辖' }, key)).toBe('409 command.key-reused');
    expect(await act(anOfficer({ bureau: 3 }), id, 'transfer', 1, { bureau: 4, reason: '属洪山区管辖' }, key)).toBe('404 record.not_found');
  });
});

describe('input that no page sends', () => {
  it('abuse 24, 28: text that no table holds, or that hides something, is refused by field', async () => {
    const owner = anApplicant();
    const submit = async (name: string) => answerOf('POST', '/applications', owner, await aSubmission(bench.issuers, owner.account ?? '', { data: { name } }));
    expect(await submit('江城\u0000花艺')).toBe('422 input.invalid text.unstorable data.name');
    expect(await submit('江城\ud800花艺')).toBe('422 input.invalid text.unstorable data.name');
    expect(await submit('江城\u200b花艺')).toBe('422 input.invalid custom data.name');
    const officer = anOfficer({ bureau: 3 });
    const { id } = await bench.aCase();
    expect(await act(officer, id, 'transfer', 1, { bureau: 4, reason: '移\u0000交' })).toBe('422 input.invalid text.unstorable payload.reason');
    expect(await act(officer, id, 'return', 1, { reasons: [{ field: 'website.na\u0000me', text: '请改名' }] })).toBe('422 input.invalid text.unstorable payload.reasons.0.field');
    expect(await act(officer, id, 'transfer', 1, { bureau: 4, reason: '移交\u202e理由' })).toBe('422 input.invalid custom payload.reason');
    expect(await answerOf('GET', '/desk?q=%00', officer)).toBe('422 input.invalid text.unstorable q');
    expect(await answerOf('PUT', `/drafts/${newId()}`, owner, { object: 'website', subject: null, step: 1, content: { name: '\u0000' }, expectedVersion: 0 })).toBe('422 input.invalid text.unstorable content.name');
  });

  it('abuse 35: JSON nested out of all measure is refused', async () => {
    const draft = (depth: number) => ({ object: 'website', subject: null, step: 1, content: { deep: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown }, expectedVersion: 0 });
    expect(await answerOf('PUT', `/drafts/${newId()}`, anApplicant(), draft(2_000))).toBe('422 input.invalid input.too_deep content');
    expect(await answerOf('PUT', `/drafts/${newId()}`, anApplicant(), draft(20))).toBe('200');
  });

  it('abuse 19: numbers beyond what the database counts are refused', async () => {
    const officer = anOfficer({ bureau: 3 });
    const { id } = await bench.aCase();
    for (const revision of [2 ** 31, Number.MAX_SAFE_INTEGER]) expect(await act(officer, id, 'take', revision)).toBe('422 input.invalid too_big expectedRevision');
    expect(await act(officer, id, 'transfer', 1, { bureau: 2 ** 31, reason: '移交理由' })).toBe('422 input.invalid too_big payload.bureau');
    expect(await answerOf('PUT', `/drafts/${newId()}`, anApplicant(), { object: 'website', subject: null, step: 1, content: {}, expectedVersion: 2 ** 31 })).toBe('422 input.invalid too_big expectedVersion');
  });

  it.each(['2026', '1', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01', '2026-02-30', 'Mon, 23 Nov 2026 (x) 00:00:00'])('a page position with %s, which no page gives out, is refused', async (key) => {
    const after = Buffer.from(JSON.stringify([key, newId()])).toString('base64url');
    expect(await answerOf('GET', `/applications?after=${after}`, anApplicant())).toBe('422 input.invalid invalid_format after');
    expect(await answerOf('GET', `/desk?queue=closed&after=${after}`, anOfficer({ bureau: 3 }))).toBe('422 input.invalid invalid_format after');
  });

  it('goes on from every position that a page has given out', async () => {
    const owner = anApplicant();
    for (const _ of [1, 2]) await bench.aCase({}, owner);
    const page = async (query: string, as: Principal) => (await app.send<{ items: unknown[]; next: string | null }>('GET', query, { as })).body;
    const { next } = await page('/applications?limit=1', owner);
    expect((await page(`/applications?limit=1&after=${next}`, owner)).items).toHaveLength(1);
    const desk = await page('/desk?limit=1', anOfficer({ bureau: 3 }));
    expect((await page(`/desk?limit=1&after=${desk.next}`, anOfficer({ bureau: 3 }))).items).toHaveLength(1);
  });
});
