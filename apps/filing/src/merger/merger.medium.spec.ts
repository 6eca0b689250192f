import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { Application } from '../application/application.entity.ts';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { DeskQueries } from '../desk/desk.queries.ts';
import { GivenAwayQueries } from '../desk/given-away.queries.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { MergerConsumer } from './merger.consumer.ts';
import { MergerService } from './merger.service.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let mergers: MergerService;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer: testSealer(), applicant: anApplicant });
  mergers = new MergerService(db.source('worker'), testKeys('filing'), { ROLES: [] });
});
afterAll(() => db.close());

const merged = (bureau: number, successor: number) => inScope(db.source('worker'), platformIn(), (tx) => new MergerConsumer().merged({ data: { bureau, successor } } as never, tx));

describe('the cases of a bureau that has ended', () => {
  it('S5 go over to its successor while they are open, with history, event and record; the holder keeps them', async () => {
    const [waiting, held, done] = [await bench.aCase(), await bench.aCase(), await bench.aCase()];
    const officer = anOfficer({ bureau: 3 });
    await bench.handle(officer, held.id, 'take');
    await bench.handle(officer, done.id, 'take');
    await bench.act(officer, done.id, { action: 'passInitial' });
    await merged(3, 4);
    expect(await Promise.all([mergers.move(), mergers.move()]).then((counts) => counts.reduce((sum, each) => sum + each, 0))).toBe(2);
    expect([(await bench.row(waiting.id))['bureau'], (await bench.row(held.id))['bureau'], (await bench.row(done.id))['bureau']]).toEqual([4, 4, 3]);
    expect(await bench.row(held.id)).toMatchObject({ holder: officer.account, stage: 'in_review', marks: [{ code: 'case.transferred', message: '武昌区网安大队撤并，由本单位承接' }] });
    expect((await publishedEvents(db, ApplicationTransferred)).filter(({ subject }) => subject === held.filing).map(({ data, actor }) => [data.from, data.bureau, actor.kind])).toEqual([[3, 4, 'platform']]);
    expect((await recordedActions(db, 'application.transfer')).filter(({ target }) => target.id === held.id)).toMatchObject([{ outcome: 'done', actor: { kind: 'platform' }, after: { bureau: 4, cause: 'merger' } }]);
    expect(await inScope(db.source('worker'), platformIn(4), (tx) => foldHistory(tx, Application, held.id))).toMatchObject({ bureau: 4 });
    expect(await bench.act({ ...officer, bureau: 4, scope: [4, 3] }, held.id, { action: 'passInitial' })).toMatchObject({ status: 'applied' });
  });

  it('S5 go to the end of the chain when the successor has ended, too, and late ones follow', async () => {
    await merged(4, 2);
    const late = await bench.aCase({ receipt: { region: '420106' } });
    expect(await mergers.move()).toBeGreaterThan(0);
    expect((await bench.row(late.id))['bureau']).toBe(2);
    expect(await mergers.move()).toBe(0);
  });
});

describe('what a bureau still sees of a case that it has given away', () => {
  it('abuse 10: its number, where it went and when; neither case, filing, commands nor the line of another bureau', async () => {
    const { id, filing } = await bench.aCase({ receipt: { region: '420112' } });
    const officer = anOfficer({ bureau: 5 });
    await bench.handle(officer, id, 'transfer', { bureau: 1, reason: '属地不符' });
    const lists = new GivenAwayQueries(db.source('api'));
    const { number } = await bench.row(id);
    expect(await lists.list(anOfficer({ bureau: 5 }))).toEqual([{ number: number as string, bureauName: '示例省公安厅网安总队', at: expect.any(String) }]);
    expect(await lists.list(anOfficer({ bureau: 4 }))).toEqual([]);
    for (const [table, column, value] of [['application', 'id', id], ['application_history', 'id', id], ['filing', 'id', filing], ['round', 'application', id]] as const) {
      expect([table, await inScope(db.source('api'), officer, (tx) => tx.query(`select 1 from ${table} where ${column} = $1`, [value]))]).toEqual([table, []]);
    }
  });

  it('S4 the desk shows nobody a case of the own', async () => {
    const desk = new DeskQueries(db.source('api'));
    const relative = anOfficer({ bureau: 5 });
    const { id, owner } = await bench.aCase({ receipt: { region: '420112', persons: [relative.person!] } });
    const shown = async (who: typeof relative) => (await desk.page(who, { queue: 'open', limit: 50 })).items.map(({ application }) => application).includes(id);
    expect([await shown(relative), await shown(anOfficer({ bureau: 5, account: owner.account })), await shown(anOfficer({ bureau: 5 }))]).toEqual([false, false, true]);
  });
});
