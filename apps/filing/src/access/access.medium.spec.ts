import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { maskForm } from '@beian/rules/persons/personal-fields';
import { anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

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
const get = (path: string, as?: Principal) => app.send<Json>('GET', path, as === undefined ? {} : { as });

/** An approved filing of bureau 3 with a draft of its owner beside it. */
async function aFiledCase() {
  const found = await bench.aCase();
  const officer = anOfficer({ bureau: 3 });
  await bench.handle(officer, found.id, 'take');
  await bench.act(officer, found.id, { action: 'passInitial' });
  const draft = newId();
  const saved = await app.send('PUT', `/drafts/${draft}`, { as: found.owner, body: { object: 'website', subject: null, step: 1, content: { name: '未完成' }, expectedVersion: 0 } });
  expect(saved.status).toBe(200);
  return { ...found, officer, draft };
}

describe('who may read what', () => {
  it('abuse 1: route × person answers the record, 404, 403 or 401, and a stranger never learns that it exists', async () => {
    const { owner, id, filing, draft } = await aFiledCase();
    const people: Readonly<Record<string, Principal | undefined>> = {
      owner, stranger: anApplicant(), competent: anOfficer({ bureau: 3 }), superior: anOfficer({ bureau: 2, scope: [2, 3, 4] }),
      neighbour: anOfficer({ bureau: 4 }), auditor: anAuditor({ bureau: 3, scope: [3] }), visitor: undefined,
    };
    const routes = { view: `/applications/${id}`, due: `/applications/${id}/due-date`, filing: `/filings/${filing}`, icon: `/filings/${filing}/icon`, draft: `/drafts/${draft}`, desk: '/desk', mine: '/applications' };
    const table: Record<string, Record<string, number>> = {};
    for (const [who, principal] of Object.entries(people)) {
      table[who] = {};
      for (const [route, path] of Object.entries(routes)) table[who][route] = (await get(path, principal)).status;
    }
    expect(table).toEqual({
      owner: { view: 200, due: 200, filing: 200, icon: 200, draft: 200, desk: 403, mine: 200 },
      stranger: { view: 404, due: 404, filing: 404, icon: 404, draft: 404, desk: 403, mine: 200 },
      competent: { view: 200, due: 200, filing: 200, icon: 200, draft: 403, desk: 200, mine: 403 },
      superior: { view: 200, due: 200, filing: 200, icon: 200, draft: 403, desk: 200, mine: 403 },
      neighbour: { view: 404, due: 404, filing: 404, icon: 404, draft: 403, desk: 200, mine: 403 },
      auditor: { view: 404, due: 404, filing: 404, icon: 404, draft: 403, desk: 403, mine: 403 },
      visitor: { view: 401, due: 401, filing: 401, icon: 401, draft: 401, desk: 401, mine: 401 },
    });
  });

  it('gives the owner the form in clear and an officer its masks, and records an officer’s look before', async () => {
    const { owner, id, body, officer, filing } = await aFiledCase();
    const seen = await get(`/applications/${id}`, officer);
    expect(seen.body).toMatchObject({ data: { manager: maskForm(body.object, body.data).manager, name: body.data.name }, stageLabel: '已备案', actions: [], filingNumber: expect.stringContaining('鄂公网安备') });
    expect((seen.body['history'] as { action: string; by: string }[]).map(({ action, by }) => `${by} ${action}`)).toEqual(['owner submit', 'officer take', 'officer passInitial']);
    const looks = async () => (await db.admin<{ canonical: string }>("select data->>'canonical' as canonical from outbox where stream = 'records' and aggregate = $1", [filing])).filter(({ canonical }) => canonical.includes('"application.view"')).length;
    expect(await looks()).toBe(1);
    expect(JSON.stringify(seen.body)).not.toContain(body.data.manager.certificateNumber);
    expect((await get(`/applications/${id}`, owner)).body).toMatchObject({ data: { manager: { certificateNumber: body.data.manager.certificateNumber } } });
    expect(await looks()).toBe(1);
  });

  it('offers each person what the decision itself would admit', async () => {
    const found = await bench.aCase();
    const actions = async (principal: Principal) => (await get(`/applications/${found.id}`, principal)).body['actions'];
    expect(await actions(found.owner)).toEqual(['withdraw']);
    const officer = anOfficer({ bureau: 3 });
    expect(await actions(officer)).toEqual(['take', 'transfer']);
    expect(await actions(anOfficer({ bureau: 2, scope: [2, 3, 4] }))).toEqual(['transfer']);
    await bench.handle(officer, found.id, 'take');
    expect(await actions(officer)).toEqual(['release', 'transfer', 'passInitial', 'return', 'setInteractive']);
    expect(await actions(found.owner)).toEqual([]);
    const relative = anOfficer({ bureau: 3 });
    await db.admin('update application set persons = array[$2], holder = null where id = $1', [found.id, relative.person]);
    expect(await get(`/applications/${found.id}`, relative)).toMatchObject({ status: 403, body: { code: 'case.own-case' } });
  });

  it('NUM-02..08 gives number, icon and code once filed, and neither before', async () => {
    const { owner, filing } = await aFiledCase();
    const { body } = await get(`/filings/${filing}`, owner);
    const code = body['code'] as string;
    expect(body).toMatchObject({ state: 'filed', stateLabel: '已备案', iconUrl: `/api/filing/filings/${filing}/icon`, displayBy: expect.any(String) });
    expect(body['html']).toBe(`<a href="https://beian.example/lookup?code=${code}" rel="noreferrer" target="_blank"><img src="https://beian.example/api/filing/public/icon.png" alt="">${body['number'] as string}</a>`);
    const open = await bench.aCase();
    expect((await get(`/filings/${open.filing}`, open.owner)).body).toMatchObject({ state: 'pending', code: null, html: null, iconUrl: null });
    expect(await get(`/filings/${open.filing}/icon`, open.owner)).toMatchObject({ status: 404, body: { code: 'filing.not-filed' } });
  });
});

describe('public look-up (OPN-30)', () => {
  it('finds a filing by number, digits, host with or without www. and U-label, and masks a person', async () => {
    const owner = anApplicant();
    const found = await bench.aCase({ receipt: { nature: 'individual', type: 'individual' }, data: { serviceTypes: ['blog'], domains: ['www.公开查询.中国'] } }, owner);
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, found.id, 'take');
    await bench.act(officer, found.id, { action: 'passInitial' });
    const [{ number, code } = { number: '', code: '' }] = await db.admin<{ number: string; code: string }>('select number, code from filing where id = $1', [found.filing]);
    const search = async (q: string) => (await get(`/public/filings?q=${encodeURIComponent(q)}`)).body['items'] as Record<string, unknown>[];
    const expected = { object: 'website', siteName: found.body.data.name, domains: ['www.公开查询.中国'], opener: '赵**', openerKind: '个人', interactive: false, number, bureauName: '武昌区网安大队', filedOn: expect.any(String), state: 'filed' };
    for (const q of [number, code, number.replaceAll(' ', ''), '公开查询.中国', 'WWW.公开查询.中國']) expect(await search(q)).toEqual([expected]);
    expect(await search(code.slice(0, 13))).toEqual([]);
    expect(await search('查询.中国')).toEqual([]);
    expect(await search('%')).toEqual([]);
  });

  it('finds nothing of a filing that is not filed yet', async () => {
    const found = await bench.aCase();
    expect((await get(`/public/filings?q=${found.body.data.domains[0]!}`)).body).toEqual({ items: [] });
  });

  it('abuse 18: gives the public role no other column', async () => {
    for (const column of ['owner', 'opener_name', 'persons', 'subject']) {
      await expect(db.source('public').query(`select ${column} from filing`)).rejects.toThrow(/permission denied/);
    }
    await expect(db.source('public').query('select brigade_phone from bureau_copy')).rejects.toThrow(/permission denied/);
  });
});

describe('drafts (OPN-37)', () => {
  const content = { name: '没写完的网站', domains: ['-- not a host'], manager: { name: '某甲' } };
  const save = (as: Principal, id: string, expectedVersion: number, more: Json = {}) =>
    app.send<Json>('PUT', `/drafts/${id}`, { as, body: { object: 'website', subject: null, step: 2, content, expectedVersion, ...more } });

  it('keeps whatever was typed, sealed, and lists it by its name', async () => {
    const owner = anApplicant();
    const id = newId();
    expect((await save(owner, id.toUpperCase(), 0)).body).toMatchObject({ draft: id, name: '没写完的网站', version: 1, step: 2 });
    expect((await get(`/drafts/${id}`, owner)).body['content']).toEqual(content);
    expect(await db.admin('select content from draft where id = $1', [id])).toEqual([{ content: expect.not.stringContaining('某甲') }]);
    expect((await get('/drafts', owner)).body).toMatchObject([{ draft: id }]);
  });

  it('OPN-08 keeps a subject likewise; a unit is listed by its name, a natural person by none, whatever was typed before', async () => {
    const owner = anApplicant();
    const changes = newId();
    const drafts = [
      [newId(), null, { nature: 'unit', name: '武汉某某有限公司', responsible: { name: '某甲' } }, '武汉某某有限公司'],
      [newId(), changes, { nature: 'individual', name: '某甲', responsible: { name: '某甲' }, base: 1 }, ''],
    ] as const;
    for (const [id, subject, typed] of drafts) expect((await save(owner, id, 0, { object: 'subject', subject, step: 0, content: typed })).status).toBe(200);
    for (const [id, subject, typed, name] of drafts) expect((await get(`/drafts/${id}`, owner)).body).toMatchObject({ object: 'subject', subject, name, content: typed });
    expect(JSON.stringify(await db.admin('select * from draft where owner = $1', [owner.account]))).not.toContain('某甲');
    expect((await save(owner, newId(), 0, { object: 'letter' })).status).toBe(422);
  });

  it('refuses to overwrite what another window has saved, and another person’s draft in the same words', async () => {
    const owner = anApplicant();
    const id = newId();
    await save(owner, id, 0);
    expect((await save(owner, id, 1)).body).toMatchObject({ version: 2 });
    expect(await save(owner, id, 1)).toMatchObject({ status: 409, body: { code: 'draft.changed' } });
    expect(await save(anApplicant(), id, 0)).toMatchObject({ status: 409, body: { code: 'draft.changed' } });
    expect(await save(anApplicant(), id, 2)).toMatchObject({ status: 409, body: { code: 'draft.changed' } });
  });

  it('refuses more than 256 KiB', async () => {
    expect(await save(anApplicant(), newId(), 0, { content: { name: '长'.repeat(90_000) } })).toMatchObject({ status: 422, body: { code: 'draft.too-large' } });
  });

  it('is gone once discarded, and discarding again changes nothing', async () => {
    const owner = anApplicant();
    const id = newId();
    await save(owner, id, 0);
    const discard = async () => (await app.send('DELETE', `/drafts/${id}`, { as: owner })).status;
    expect([await discard(), await discard()]).toEqual([204, 204]);
    expect((await get(`/drafts/${id}`, owner)).status).toBe(404);
    expect(await bench.eventTypes(id)).toEqual(['filing.draft.saved.v1', 'filing.draft.discarded.v1']);
  });
});
