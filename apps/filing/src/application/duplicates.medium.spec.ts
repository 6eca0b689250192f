import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { benchOf } from '../decision/bench.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { CaseViewService } from './case-view.service.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

const HERE = '武昌区网安大队';
const THERE = '洪山区网安大队';

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let cases: CaseViewService;
const sealer = testSealer();

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  cases = new CaseViewService(db.source('api'), testKeys('filing'), sealer);
});
afterAll(() => db.close());

/** A case of a subject of its own, under a registrable domain that others have too. */
async function under(domain: string, region = '420106', persons?: string[]) {
  const found = await bench.aCase({ data: { domains: [`s-${newId().slice(-12)}.${domain}`] }, receipt: { region, ...(persons && { persons }) } });
  return { ...found, number: (await bench.row(found.id))['number'] as string };
}
const shown = async (who: Principal, id: string) => (await cases.view(who, id)).duplicates;
const aDomain = () => `d-${newId().slice(-12)}.com`;

describe('S7 a filing of another subject under the same registrable domain', () => {
  it('is named to the officer by its number and bureau, in the own bureau and in another', async () => {
    const domain = aDomain();
    const [asked, near, far] = [await under(domain), await under(domain), await under(domain, '420111')];
    await under(aDomain(), '420111');
    const expected = [{ domain, number: near.number, bureauName: HERE }, { domain, number: far.number, bureauName: THERE }];
    expect(await shown(anOfficer({ bureau: 3 }), asked.id)).toEqual(expected.sort((a, b) => (a.number < b.number ? -1 : 1)));
  });

  it('is named by its filing number once it has one', async () => {
    const domain = aDomain();
    const [asked, filed] = [await under(domain), await under(domain, '420111')];
    const officer = anOfficer({ bureau: 4 });
    await bench.handle(officer, filed.id, 'take');
    await bench.act(officer, filed.id, { action: 'passInitial' });
    const [row] = await db.admin<{ number: string }>('select number from filing where id = $1', [filed.filing]);
    expect(row!.number).toMatch(/公网安备/);
    expect(await shown(anOfficer({ bureau: 3 }), asked.id)).toEqual([{ domain, number: row!.number, bureauName: THERE }]);
  });

  it('S4 is only said to be there when it is the officer’s own, by person or by account', async () => {
    const domain = aDomain();
    const relative = anOfficer({ bureau: 3 });
    const [asked, own] = [await under(domain), await under(domain, '420111', [relative.person!])];
    const nothing = [{ domain, number: null, bureauName: null }];
    expect(await shown(relative, asked.id)).toEqual(nothing);
    expect(await shown(anOfficer({ bureau: 3, account: own.owner.account }), asked.id)).toEqual(nothing);
    expect(await shown(anOfficer({ bureau: 3 }), asked.id)).toEqual([{ domain, number: own.number, bureauName: THERE }]);
  });

  it('is told with nothing else of it, and of a case alone that the officer sees', async () => {
    const domain = aDomain();
    const [asked, other] = [await under(domain), await under(domain, '420111')];
    const ask = (who: Principal, id: string) => inScope(db.source('api'), who, (tx) => tx.query('select * from duplicates_of($1)', [id]));
    expect((await ask(anOfficer({ bureau: 3 }), asked.id)).map((row) => Object.keys(row))).toEqual([['domain', 'number', 'bureau_name']]);
    const nosy = anOfficer({ bureau: 4 });
    expect(await ask(nosy, asked.id)).toEqual([]);
    expect(await ask(anOfficer({ bureau: 3, account: asked.owner.account }), asked.id)).toEqual([]);
    expect(await ask(asked.owner, asked.id)).toEqual([]);
    expect(await ask(nosy, other.id)).toHaveLength(1);
    expect(await shown(asked.owner, asked.id)).toEqual([]);
    await expect(cases.view(anAuditor({ bureau: 3, scope: [3] }), asked.id)).rejects.toMatchObject({ status: 404 });
    await expect(db.source('worker').query('select * from duplicates_of($1)', [asked.id])).rejects.toThrow(/permission denied/);
  });
});
