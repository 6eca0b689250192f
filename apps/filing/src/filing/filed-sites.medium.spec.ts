import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
const officer = anOfficer({ bureau: 3 });
const NUMBER = /^鄂公网安备 42010602\d{6}号$/;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer: testSealer(), applicant: anApplicant });
});
afterAll(() => db.close());

const filed = async (filing: string) => (await db.admin<{ state: string; number: string | null; subject: string }>('select state, number, subject from filing where id = $1', [filing]))[0]!;
const numbersIssued = async (filing: string) => (await bench.eventTypes(filing)).filter((type) => type === 'filing.number.issued.v1').length;
async function reviewed(found: Awaited<ReturnType<typeof bench.aCase>>) {
  await bench.handle(officer, found.id, 'take');
  return bench.act(officer, found.id, { action: 'passInitial' });
}

/** Sites of one subject, each a filing of its own. */
async function sitesOfOne(count: number, receipt: { state: 'submitted' | 'approved' } = { state: 'approved' }) {
  const [owner, subject] = [anApplicant(), newId()];
  const sites = [];
  for (let made = 0; made < count; made += 1) sites.push(await bench.aCase({ receipt: { ...receipt, subject } }, owner));
  return { subject, sites };
}

describe('the sites of a subject', () => {
  it('WEB-08 are filed one by one under the one subject', async () => {
    const { subject, sites } = await sitesOfOne(3);
    for (const site of sites) expect(await reviewed(site)).toMatchObject({ status: 'applied', case: { stage: 'approved' } });
    const rows = await Promise.all(sites.map(({ filing }) => filed(filing)));
    expect(rows.map(({ state, subject: under }) => [state, under])).toEqual(sites.map(() => ['filed', subject]));
  });

  it('NUM-07 have a number each, which stands with that site and no other', async () => {
    const { sites } = await sitesOfOne(2);
    await reviewed(sites[0]!);
    expect([await filed(sites[0]!.filing), await filed(sites[1]!.filing)]).toMatchObject([{ number: expect.stringMatching(NUMBER) }, { number: null }]);
    const first = (await filed(sites[0]!.filing)).number;
    await reviewed(sites[1]!);
    const [one, other] = [await filed(sites[0]!.filing), await filed(sites[1]!.filing)];
    expect(other.number).toMatch(NUMBER);
    expect([one.number, other.number === one.number]).toEqual([first, false]);
  });

  it('SUB-36 may be submitted while the subject is, and none is approved before the subject is', async () => {
    const { sites: [site] } = await sitesOfOne(1, { state: 'submitted' });
    expect(await reviewed(site!)).toMatchObject({ status: 'needs_subject', case: { stage: 'in_review' } });
    expect(await filed(site!.filing)).toMatchObject({ state: 'pending', number: null });
  });
});

describe('the number of a site', () => {
  it('TV-47 is issued with the initial review of a non-interactive one, which is filed at once', async () => {
    const found = await bench.aCase();
    expect(await reviewed(found)).toMatchObject({ status: 'applied', case: { stage: 'approved', final: true } });
    expect(await filed(found.filing)).toMatchObject({ state: 'filed', number: expect.stringMatching(NUMBER) });
  });

  it('TV-48 is not issued with the initial review of an interactive one, which waits for its inspection', async () => {
    const found = await bench.aCase({ data: { interactive: true } });
    expect(await reviewed(found)).toMatchObject({ status: 'applied', case: { stage: 'initial_passed', final: false } });
    expect(await bench.act(officer, found.id, { action: 'approve' })).toMatchObject({ status: 'refused', code: 'case.inspection-required' });
    expect(await filed(found.filing)).toMatchObject({ state: 'pending', number: null });
  });

  it('WEB-53 is issued once, with the last review and not before', async () => {
    const found = await bench.aCase();
    const seen = [await filed(found.filing)];
    await bench.handle(officer, found.id, 'take');
    seen.push(await filed(found.filing));
    expect(seen).toMatchObject([{ state: 'pending', number: null }, { state: 'pending', number: null }]);
    expect(await numbersIssued(found.filing)).toBe(0);
    await bench.act(officer, found.id, { action: 'passInitial' });
    expect(await filed(found.filing)).toMatchObject({ state: 'filed', number: expect.stringMatching(NUMBER) });
    expect(await numbersIssued(found.filing)).toBe(1);
  });

  it('NAM-33 is not issued to a name that hits a rule and is returned for it by the reviewer, who sees the rule and the word', async () => {
    const found = await bench.aCase({ data: { name: '江城文化之窗', explanation: '单位字号' } });
    const { findings } = (await bench.row(found.id)) as { findings: { field?: string }[] };
    expect(findings.filter(({ field }) => field === 'name')).toEqual([expect.objectContaining({ code: 'name.field-culture', field: 'name', hit: '文化', rule: 'NAM-06/NAM-25' })]);
    await bench.handle(officer, found.id, 'take');
    expect(await bench.act(officer, found.id, { action: 'return', payload: { reasons: [{ field: 'website.name', text: '名称涉及文化，未提供前置审批' }] } })).toMatchObject({ status: 'applied', case: { stage: 'returned' } });
    expect(await bench.row(found.id)).toMatchObject({ returned_fields: ['website.name'] });
    expect(await filed(found.filing)).toMatchObject({ number: null });
  });
});
