import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RevealQuotaReached } from '@beian/contracts/filing/events';
import { REVEAL_RECEIPT, RevealReceipt, REVEALS_A_DAY } from '@beian/contracts/filing/reveals';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { maskForm } from '@beian/rules/persons/personal-fields';
import { CaseViewService } from '../application/case-view.service.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { RevealService } from './reveal.service.ts';

jest.setTimeout(60_000);

const sealer = testSealer();
const keys = testKeys('filing');
const FIELD = 'website.manager.certificateNumber';
let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let reveals: RevealService;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  reveals = new RevealService(db.source('api'), keys, sealer);
});
afterAll(() => db.close());

async function aHeldCase() {
  const found = await bench.aCase();
  const officer = anOfficer({ bureau: 3 });
  await bench.handle(officer, found.id, 'take');
  return { ...found, officer };
}
const records = async (id: string) => (await recordedActions(db, 'application.reveal')).filter(({ target }) => target.id === id).map(({ outcome, code, ground, after }) => [outcome, code, ground, after['fields'] ?? null]);

describe('what an officer sees of a case', () => {
  it('are masks, also for its holder; the owner sees the form as it was sent', async () => {
    const { id, officer, owner, body } = await aHeldCase();
    const views = new CaseViewService(db.source('api'), keys, sealer);
    expect(await views.view(officer, id)).toMatchObject({ data: { manager: maskForm(body.object, body.data).manager, name: body.data.name }, mayReveal: true, erased: false });
    expect((await views.view(anOfficer({ bureau: 3 }), id)).mayReveal).toBe(false);
    expect(await views.view(owner, id)).toMatchObject({ data: { manager: body.data.manager }, mayReveal: false });
  });
});

describe('a reveal', () => {
  it('opens one field for the holder of the case, and is recorded with its reason', async () => {
    const { id, officer, body } = await aHeldCase();
    expect(await reveals.reveal(officer, id, { field: FIELD, reason: 'verify_identity' })).toEqual({ field: FIELD, value: body.data.manager.certificateNumber, receipt: null });
    expect(await records(id)).toEqual([['done', null, 'verify_identity', [FIELD]]]);
  });

  it('of the subject or of a picture gives a receipt for that service, bound to officer, subject and field', async () => {
    const { id, filing, officer, body } = await aHeldCase();
    const { value, receipt } = await reveals.reveal(officer, id, { field: 'website.manager.idImage', upload: body.data.manager.idImage, reason: 'examine_picture' });
    expect(value).toBeNull();
    expect(await testKeys('storage').verify(REVEAL_RECEIPT, 'filing', RevealReceipt, receipt!)).toMatchObject({ account: officer.account, application: id, filing, upload: body.data.manager.idImage, reason: 'examine_picture' });
    expect((await reveals.reveal(officer, id, { field: 'subject.responsible.mobile', reason: 'contact_party' })).receipt).not.toBeNull();
  });

  it('nothing is decrypted or signed when the record cannot be written', async () => {
    const { id, officer } = await aHeldCase();
    const opened: string[] = [];
    const watched = { ...sealer, open: async (sealed: string, context: string) => { opened.push(context); return sealer.open(sealed, context); } };
    const broken = { ...keys, signBytes: () => { throw new Error('no key'); }, sign: async () => { opened.push('signed'); return ''; } };
    const service = new RevealService(db.source('api'), broken, watched);
    for (const field of [FIELD, 'subject.responsible.mobile']) await expect(service.reveal(officer, id, { field, reason: 'verify_identity' })).rejects.toThrow('no key');
    expect(opened).toEqual([]);
    expect(await db.admin('select 1 from reveal where application = $1', [id])).toEqual([]);
  });

  it('S4 is refused to whoever does not hold the case, does not see it, or stands in it, and the try recorded', async () => {
    const { id, officer } = await aHeldCase();
    const ask = (who: typeof officer, field = FIELD) => reveals.reveal(who, id, { field, reason: 'verify_identity' }).then(() => 'opened', (error: { code: string }) => error.code);
    const [{ persons }] = (await db.admin<{ persons: string[] }>('select persons from application where id = $1', [id])) as [{ persons: string[] }];
    expect(await ask(anOfficer({ bureau: 3 }))).toBe('reveal.not_holder');
    expect(await ask(anOfficer({ bureau: 4 }))).toBe('record.not_found');
    expect(await ask({ ...officer, person: persons[0]! })).toBe('case.own-case');
    for (const field of ['website.name', 'website.manager.idImage', '__proto__.polluted', 'subject']) expect(await ask(officer, field)).toBe('reveal.no_such_field');
    expect((await records(id)).map(([outcome, code]) => [outcome, code])).toEqual([
      ['refused', 'reveal.not_holder'], ['refused', 'record.not_found'], ['refused', 'case.own-case'], ...Array.from({ length: 4 }, () => ['refused', 'reveal.no_such_field']),
    ]);
  });

  it('abuse 36: past the day’s quota is refused for that officer, also with requests at the same time, and alarmed once', async () => {
    const { id, officer } = await aHeldCase();
    const other = await aHeldCase();
    await db.admin(`insert into reveal (id, account, application, field, reason, day) select gen_random_uuid(), $1, $2, 'x', 'verify_identity', (now() at time zone 'Asia/Shanghai')::date from generate_series(1, $3)`, [officer.account, id, REVEALS_A_DAY - 2]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => reveals.reveal(officer, id, { field: FIELD, reason: 'verify_identity' }).then(() => 200, (error: { status: number }) => error.status)));
    expect(answers.sort()).toEqual([200, 200, 429, 429]);
    expect(await reveals.reveal(other.officer, other.id, { field: FIELD, reason: 'verify_identity' })).toMatchObject({ field: FIELD });
    expect((await publishedEvents(db, RevealQuotaReached)).map(({ data }) => data)).toEqual([{ account: officer.account, bureau: 3, day: expect.any(String), reveals: REVEALS_A_DAY }]);
    expect((await records(id)).filter(([, code]) => code === 'reveal.quota')).toHaveLength(2);
  });

  it('of an erased case says that it is erased; the case itself is still shown', async () => {
    const { id, officer } = await aHeldCase();
    await sealer.erase(`application:${id}`, 'test');
    await expect(reveals.reveal(officer, id, { field: FIELD, reason: 'verify_identity' })).rejects.toMatchObject({ status: 410 });
    const view = await new CaseViewService(db.source('api'), keys, sealer).view(officer, id);
    expect(view).toMatchObject({ erased: true, data: { manager: { name: '已删除' } } });
  });

  it('rows are seen by the officer who made them alone, and change for nobody', async () => {
    const { id, officer } = await aHeldCase();
    await reveals.reveal(officer, id, { field: FIELD, reason: 'verify_identity' });
    for (const role of ['api', 'worker', 'public', 'audit'] as const) {
      const rows = await db.source(role).query<unknown[]>('select * from reveal').catch((error: Error) => error.message);
      expect(Array.isArray(rows) ? rows : [String(rows).replace(/.*permission denied.*/, 'denied')]).toEqual(Array.isArray(rows) ? [] : ['denied']);
    }
    await expect(db.admin('delete from reveal where application = $1', [id])).rejects.toThrow('append-only');
  });
});
