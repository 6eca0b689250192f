import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationErased } from '@beian/contracts/filing/events';
import { commit } from '@beian/kit/records/record';
import { canonicalJson } from '@beian/kit/crypto/digest';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { CaseViewService } from '../application/case-view.service.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { FilingQueries } from '../filing/filing.queries.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { CaseRetentionSweeper } from './case-retention.sweeper.ts';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const sealer = testSealer('filing');
const keys = testKeys('filing');
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);
let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let sweeper: CaseRetentionSweeper;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  sweeper = new CaseRetentionSweeper(db.source('worker'), keys, sealer);
});
afterAll(() => db.close());

describe('the retention of cases', () => {
  it('OPN-60 erases pictures a year and the form five years after the end, records each once, and leaves open cases alone', async () => {
    const [ended, open] = [await bench.aCase(), await bench.aCase()];
    await bench.act(ended.owner, ended.id, { action: 'withdraw' });
    const [round] = await db.admin<{ data: string }>('select data from round where application = $1', [ended.id]);
    const { salt } = JSON.parse(await sealer.open(round!.data, `application:${ended.id}:data`)) as { salt: string };
    expect(await sweeper.sweep(inDays(364))).toBe(0);
    expect(await sweeper.sweep(inDays(366))).toBe(1);
    expect(await sweeper.sweep(inDays(366))).toBe(0);
    expect(await sweeper.sweep(inDays(5 * 365 + 1))).toBe(1);
    expect(await sweeper.sweep(inDays(50 * 365))).toBe(0);

    const events = (await publishedEvents(db, ApplicationErased)).map(({ data }) => [data.application, data.part, data.uploads.length > 0]);
    expect(events).toEqual([[ended.id, 'pictures', true], [ended.id, 'form', false]]);
    expect((await recordedActions(db, 'application.erase')).map(({ ground, after }) => [ground, after['part']])).toEqual([['retention.ended', 'pictures'], ['retention.ended', 'form']]);

    const views = new CaseViewService(db.source('api'), keys, sealer);
    expect(await views.view(ended.owner, ended.id)).toMatchObject({ erased: true, data: { name: ended.body.data.name, manager: { certificateNumber: '已删除' } } });
    expect(await views.view(open.owner, open.id)).toMatchObject({ erased: false });
    expect(await new FilingQueries(db.source('api'), keys, sealer, { GATEWAY_ORIGIN: 'http://localhost' }).view(ended.owner, ended.filing)).toMatchObject({ filing: ended.filing });

    // The record still stands, and whoever has value and salt from elsewhere can still prove it; the salt is gone with the value.
    const [submitted] = (await recordedActions(db, 'application.submit')).filter(({ target }) => target.id === ended.id);
    expect(submitted!.after['data']).toEqual(commit(canonicalJson(ended.body.data), salt));
    await expect(sealer.open(round!.data, `application:${ended.id}:data`)).rejects.toThrow('destroyed');
  });
});
