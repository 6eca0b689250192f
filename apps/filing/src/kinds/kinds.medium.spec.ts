import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FormData } from '@beian/contracts/filing/forms';
import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, SubjectReceipt } from '@beian/contracts/receipts';
import { OBJECT_KINDS, formOf } from '@beian/rules/forms/forms';
import { aForm } from '@beian/rules/forms/forms.fixture';
import { personalFieldsOf } from '@beian/rules/forms/personal';
import { applicationLabel } from '@beian/rules/lifecycle/labels';
import { leavesOf } from '@beian/testing/forms/submission';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import type { Application } from '../application/application.entity.ts';
import { erasedForm } from '../application/erased-form.ts';
import { aSubmissionOf, SAMPLE_COPIES, uploadReceipts } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';
import { changedFields } from '../submission/case-data.ts';

jest.setTimeout(60_000);

type Json = Record<string, unknown>;
let db: FilingOverHttp['db'];
let bench: FilingOverHttp['bench'];
let app: FilingOverHttp['app'];
let close: FilingOverHttp['close'];
const sealer = testSealer();
const officer = anOfficer({ bureau: 3 });

beforeAll(async () => {
  ({ db, bench, app, close } = await filingOverHttp(sealer));
  await db.admin(SAMPLE_COPIES);
});
afterAll(() => close());

const get = async (path: string, as?: Principal): Promise<Json> => (await app.send<Json>('GET', path, as === undefined ? {} : { as })).body;

/** Every leaf of a form by its path, in the order of paths, empty lists and nulls among them. */
const leaves = (value: unknown, path: string): [string, unknown][] => [...leavesOf(value, path)];

/** Submits over HTTP, so that the contract's schema has its say too. */
async function submitted(object: ObjectKind, part: Json = {}, owner = anApplicant()) {
  const body = await aSubmissionOf(object, bench.issuers, owner.account!, aForm(object, part) as FormData, { receipt: { state: 'approved' } });
  const answer = await app.send<Json>('POST', '/applications', { as: owner, body });
  return { owner, body, id: body.application, filing: body.filing, answer };
}
type Found = Awaited<ReturnType<typeof submitted>>;

async function correction({ owner, body }: Found, change: Json, object = body.object as ObjectKind) {
  const data = { ...body.data, ...change } as unknown as FormData;
  const { subject } = await bench.issuers.subject.verify(SUBJECT_RECEIPT, 'subject', SubjectReceipt, body.subjectReceipt);
  const again = await aSubmissionOf(object, bench.issuers, owner.account!, data, { receipt: { subject, state: 'approved', revision: 1 } });
  return { object, data, subjectReceipt: again.subjectReceipt, uploadReceipts: await uploadReceipts(bench.issuers, owner.account!, data, object) };
}

describe.each(OBJECT_KINDS)('a new filing of a %s', (object) => {
  it('OPN-25 is read back leaf by leaf: in clear by its owner, with masks by officers', async () => {
    const { owner, body, id, answer } = await submitted(object);
    expect([answer.status, answer.body]).toMatchObject([201, { object, label: applicationLabel(object, 'new'), siteName: body.data.name, stage: 'submitted', interactive: false, bureau: 3 }]);
    const [own, seen] = [await get(`/applications/${id}`, owner), await get(`/applications/${id}`, officer)];
    const masks = personalFieldsOf(formOf(object));
    const filed = leaves(body.data, object);
    expect(leaves(own['data'], object)).toEqual(filed);
    expect(leaves(seen['data'], object)).toEqual(filed.map(([path, value]) => [path, masks[path]?.(value as string) ?? value]));
    expect(filed.filter(([path]) => masks[path] !== undefined)).toHaveLength(Object.keys(masks).length);
  });

  it('REV-11 is returned naming a field of its form, corrected and approved; OPN-25 gives a number of the one series', async () => {
    const found = await submitted(object);
    const { owner, body, id, filing } = found;
    await bench.handle(officer, id, 'take');
    expect(await bench.act(officer, id, { action: 'return', payload: { reasons: [{ field: `${object}.name`, text: '名称与实际不符，请更正' }] } })).toMatchObject({ status: 'applied', case: { stage: 'returned' } });
    const payload = await correction(found, { name: '江城第二园圃' });
    expect(await bench.act(owner, id, { action: 'resubmit', payload })).toMatchObject({ status: 'applied', case: { stage: 'submitted' } });
    expect(await bench.row(id)).toMatchObject({ object, round: 2, site_name: '江城第二园圃', changed_fields: [`${object}.name`], returned_fields: [`${object}.name`] });
    expect(leaves((await get(`/applications/${id}`, owner))['data'], object)).toEqual(leaves({ ...body.data, name: '江城第二园圃' }, object));
    await bench.handle(officer, id, 'take');
    expect(await bench.act(officer, id, { action: 'passInitial' })).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    const view = await get(`/filings/${filing}`, owner);
    expect(view).toMatchObject({ object, state: 'filed', siteName: '江城第二园圃', number: expect.stringMatching(/^鄂公网安备 42010602\d{6}号$/), iconUrl: expect.any(String) });
    const pastes = object === 'website' || object === 'app_market';
    expect([typeof view['html'], view['domains']]).toEqual([pastes ? 'string' : 'object', pastes ? (body.data as unknown as { domains: string[] }).domains : []]);
    expect(await get(`/public/filings?q=${String(view['code'])}`)).toMatchObject({ items: [{ object, siteName: '江城第二园圃' }] });
  });

  it('refuses a correction in the form of another kind, and changes nothing', async () => {
    const found = await submitted(object);
    await bench.handle(officer, found.id, 'take');
    await bench.act(officer, found.id, { action: 'return', payload: { reasons: [{ field: `${object}.name`, text: '请更正名称' }] } });
    const other: ObjectKind = object === 'provider' ? 'app' : 'provider';
    const payload = { ...(await correction(found, {})), object: other, data: aForm(other) };
    expect(await bench.act(found.owner, found.id, { action: 'resubmit', payload })).toMatchObject({ status: 'refused', code: 'command.payload-invalid', case: { stage: 'returned' } });
  });

  it('S4 keeps the indexes of its persons beside those of the subject', async () => {
    const { id, body } = await submitted(object);
    const numbers = leaves(body.data, object).filter(([path]) => path.endsWith('.certificateNumber')).map(([, number]) => sealer.index('certificate', number as string));
    const { persons } = (await bench.row(id)) as { persons: string[] };
    expect(persons).toEqual(expect.arrayContaining(numbers));
    expect(persons).toHaveLength(numbers.length + 1);
  });

  it('OPN-37 becomes a draft of its kind when it is withdrawn', async () => {
    const { owner, body, id } = await submitted(object);
    await bench.act(owner, id, { action: 'withdraw' });
    const [draft] = (await get('/drafts', owner)) as unknown as { draft: string; object: string; name: string }[];
    expect(draft).toMatchObject({ object, name: body.data.name });
    expect((await get(`/drafts/${draft!.draft}`, owner))['content']).toMatchObject(JSON.parse(JSON.stringify(body.data)));
  });

  it('OPN-60 shows 已删除 in the place of what was erased', async () => {
    const { id, owner } = await submitted(object);
    const row = (await bench.row(id)) as { site_name: string; domains: string[]; submitted_at: Date };
    const shown = erasedForm({ object, siteName: row.site_name, domains: row.domains, interactive: false, submittedAt: row.submitted_at } as Application);
    expect(shown.name).toBe(row.site_name);
    expect(JSON.stringify(shown)).toContain(ERASED_TEXT);
    expect(changedFields(object, shown, (await get(`/applications/${id}`, owner))['data'] as FormData)).not.toContain(`${object}.name`);
  });

  it('refuses what a rule refuses, and names the field', async () => {
    const { answer } = await submitted(object, { name: '某某论坛' });
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'input.invalid', fields: expect.arrayContaining([expect.objectContaining({ field: 'data.name', code: 'name.forum' })]) }]);
  });
});

describe('what two filings cannot both have', () => {
  const packages = [{ platform: 'android', bundleId: 'cn.taken.app', signature: 'd41d8cd98f00b204e9800998ecf8427e' }];
  const url = { domains: ['taken-market.com'], accessUrl: 'https://taken-market.com/' };
  it.each<[string, ObjectKind, Json, Json, string]>([
    ['S7 a website’s host', 'website', { domains: ['taken-site.com'] }, { domains: ['www.taken-site.com'] }, 'data.domains.0 domain.duplicate'],
    ['S7 an app market’s host', 'app_market', url, url, 'data.domains.0 domain.duplicate'],
    ['OPN-22 a mini-program’s id', 'mini_program', { platform: 'wechat', appId: 'wx00000000000000aa' }, { platform: 'wechat', appId: 'WX00000000000000AA' }, 'data.appId mini_program.duplicate'],
    ['OPN-22 an APP’s package', 'app', { packages }, { packages: [...packages] }, 'data.packages.0.bundleId app.duplicate'],
    ['OPN-22 a provider’s licence', 'provider', { licenceNumber: 'B1-20200001' }, { licenceNumber: 'b1-20200001' }, 'data.licenceNumber provider.duplicate'],
  ])('%s', async (_id, object, first, second, fault) => {
    expect((await submitted(object, first)).answer.status).toBe(201);
    const { status, body } = (await submitted(object, second)).answer;
    expect([status, (body['fields'] as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`)]).toEqual([422, [fault]]);
  });

  it('S7 the same id on another platform is another mini-program', async () => {
    await submitted('mini_program', { platform: 'wecom', appId: 'same-id' });
    expect((await submitted('mini_program', { platform: 'feishu', appId: 'same-id' })).answer.status).toBe(201);
  });

  it('gives a package back when its filing ends', async () => {
    const [own] = [[{ platform: 'ios', bundleId: 'cn.returned.app', signature: 'd41d8cd98f00b204e9800998ecf8427e' }]];
    const found = await submitted('app', { packages: own });
    await bench.act(found.owner, found.id, { action: 'withdraw' });
    expect((await submitted('app', { packages: own })).answer.status).toBe(201);
  });
});

describe('an approved service provider', () => {
  const found = async (kind: string, region: string) => ((await get(`/providers?kind=${kind}&region=${region}&name=${encodeURIComponent('汉水')}`, anApplicant()))['items'] as { name: string; region: string }[]).map(({ name, region: at }) => `${name} ${at}`);
  const approved = async (part: Json) => {
    const { id, filing } = await submitted('provider', part);
    await bench.handle(officer, id, 'take');
    return { filing, pass: () => bench.act(officer, id, { action: 'passInitial' }) };
  };

  it('SVP-03 is found by the look-up from its approval on, as what it is and where it serves', async () => {
    const { pass } = await approved({ name: '汉水云', categories: ['cloud', 'access', 'registrar', 'sms'], regions: ['420100', '429004'] });
    expect(await found('access', '420000')).toEqual([]);
    expect(await pass()).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    expect(await found('access', '420000')).toEqual(['汉水云 420100', '汉水云 429004']);
    expect(await found('registrar', '429004')).toEqual(['汉水云 429004']);
  });

  it('OPN-44 makes an imported line its own, which keeps its telephone and comes back when it was withdrawn', async () => {
    const line = '3f1e8d0c-5a55-4c1e-9d65-0b8a8e7a4a11';
    await db.admin(`insert into provider_entry (id, version, kind, name, region, phone, source, active) values ($1, 1, 'access', '汉水数据', '420100', '027-1', 'import', false)`, [line]);
    const { filing, pass } = await approved({ name: ' 汉水数据', categories: ['data_centre'], regions: ['420100'] });
    await pass();
    expect(await db.admin('select name, phone, source, active, filing, version from provider_entry where name like $1', ['汉水数据'])).toEqual([{ name: '汉水数据', phone: '027-1', source: 'import', active: true, filing, version: 2 }]);
  });

  it('SVP-03 stands on no list when it gives neither access nor domains', async () => {
    const { pass } = await approved({ name: '汉水短信', categories: ['sms', 'cdn', 'security'], regions: ['420100'] });
    expect(await pass()).toMatchObject({ case: { stage: 'approved' } });
    expect([...(await found('access', '420000')), ...(await found('registrar', '420000'))].filter((one) => one.startsWith('汉水短信'))).toEqual([]);
  });
});

describe('what the receipt says of the subject', () => {
  const refusedFor = async (name: string, receipt: Partial<SubjectReceipt>) => {
    const owner = anApplicant();
    const body = await aSubmissionOf('mini_program', bench.issuers, owner.account!, aForm('mini_program', { name, explanation: '单位名称' }) as FormData<'mini_program'>, { receipt });
    const { status, body: answer } = await app.send<Json>('POST', '/applications', { as: owner, body });
    return [status, (answer['fields'] as { code: string }[] | undefined)?.map(({ code }) => code)];
  };

  it('S6 OPN-16 NAM-02 company words are closed to 个体工商户', async () => {
    expect(await refusedFor('江城花艺公司', { type: 'enterprise', soleTrader: true })).toEqual([422, ['name.company']]);
    expect((await refusedFor('江城花艺公司', { type: 'enterprise' }))[0]).toBe(201);
  });

  it('S6 TV-25 NAM-04 an approved government body may be named one without a warning', async () => {
    const owner = anApplicant();
    const body = await aSubmissionOf('app', bench.issuers, owner.account!, aForm('app', { name: '某某市人民政府' }) as FormData<'app'>, { receipt: { type: 'government', state: 'approved' } });
    await app.send<Json>('POST', '/applications', { as: owner, body });
    expect(((await bench.row(body.application))['findings'] as { field: string }[]).filter(({ field }) => field === 'name')).toEqual([]);
  });
});

describe('what a unit declares of itself', () => {
  it.each<[string, string, Partial<SubjectReceipt>, string[]]>([
    ['OPN-70 nothing', '中国某某政府通', { state: 'approved' }, ['name.public-affairs', 'name.national']],
    ['OPN-70 both, not yet confirmed', '中国某某政府通', { nationalLevel: true, governmentAuthorised: true, state: 'submitted' }, ['name.public-affairs-unconfirmed', 'name.national-unconfirmed']],
    ['OPN-70 both, approved by an officer', '中国某某政府通', { nationalLevel: true, governmentAuthorised: true, state: 'approved' }, []],
    ['OPN-70 the one, approved by an officer', '中国某某政府通', { nationalLevel: true, state: 'approved' }, ['name.public-affairs']],
  ])('%s', async (_id, name, receipt, codes) => {
    const owner = anApplicant();
    const body = await aSubmissionOf('app', bench.issuers, owner.account!, aForm('app', { name, explanation: '单位名称' }) as FormData<'app'>, { receipt });
    expect((await app.send<Json>('POST', '/applications', { as: owner, body })).status).toBe(201);
    const { findings } = (await bench.row(body.application)) as { findings: { field: string; code: string }[] };
    expect(findings.filter(({ field }) => field === 'name').map(({ code }) => code).sort()).toEqual([...codes].sort());
  });
});

describe('the kind of a filing', () => {
  it('stays what it was when it is submitted again after a withdrawal', async () => {
    const found = await submitted('app');
    await bench.act(found.owner, found.id, { action: 'withdraw' });
    const body = await aSubmissionOf('provider', bench.issuers, found.owner.account!, aForm('provider') as FormData<'provider'>, { body: { filing: found.filing } });
    const answer = await app.send<Json>('POST', '/applications', { as: found.owner, body });
    expect([answer.status, answer.body['code']]).toEqual([409, 'application.exists']);
  });

  it('S4 limits what an officer may reveal to the form of the kind and to the subject', async () => {
    const { id, body } = await submitted('provider');
    await bench.handle(officer, id, 'take');
    const reveal = (field: string) => app.send<Json>('POST', `/applications/${id}/reveals`, { as: officer, body: { field, reason: 'verify_identity' } });
    expect((await reveal('provider.manager.name')).body).toMatchObject({ value: (body.data as FormData<'provider'>).manager.name });
    expect((await reveal('website.manager.name')).status).toBe(404);
    expect((await reveal('subject.responsible.name')).body).toMatchObject({ value: null, receipt: expect.any(String) });
  });
});
