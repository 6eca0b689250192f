import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformIn } from '@beian/contracts/principal';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { CreateSpecimen1700000000001, Specimen } from '@beian/testing/specimen';
import fc from 'fast-check';
import { newId } from '../http/uuid.ts';
import { inScope, type Tx } from './scope.ts';
import { createVersioned, foldHistory, updateVersioned, type Patch } from './versioned.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((value) => value.replaceAll('\0', ''));
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown);
const patch: fc.Arbitrary<Patch<Specimen>> = fc.record(
  {
    siteName: fc.option(text),
    dueAt: fc.option(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
    dueDay: fc.constantFrom(null, '2024-02-29', '2026-10-01'),
    detail: fc.option(json.filter((value) => value !== null)),
    labels: fc.array(text, { maxLength: 3 }),
    size: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
    picture: fc.option(fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes))),
    ratio: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    flagged: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('versioned tables', () => {
  let db: TestDatabase;
  const here = platformIn(1);
  const inBureau = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => inScope(db.source('worker'), here, fn);

  beforeAll(async () => {
    db = await testDatabase({ service: 'filing', entities: [Specimen], migrations: [CreateSpecimen1700000000001] });
  });
  afterAll(() => db.close());

  async function created(): Promise<string> {
    const id = newId();
    await inBureau((tx) => createVersioned(tx, Specimen, { id, bureau: 1, siteName: '示例' }, { action: 'specimen.create' }));
    return id;
  }

  it('folds the history to the row exactly, whatever the patches', async () => {
    await fc.assert(
      fc.asyncProperty(patch, fc.array(patch, { maxLength: 5 }), async (first, patches) => {
        const id = newId();
        await inBureau((tx) => createVersioned(tx, Specimen, { ...first, id, bureau: 1 }, { action: 'specimen.create' }));
        for (const next of patches) await inBureau((tx) => updateVersioned(tx, Specimen, id, next, { action: 'specimen.change' }));
        const [row, folded] = await inBureau(async (tx) => [await tx.manager.findOneByOrFail(Specimen, { id }), await foldHistory(tx, Specimen, id)]);
        const { nameLength: _derived, ...stored } = row!;
        expect({ ...folded }).toEqual(stored);
        expect(row!.version).toBe(patches.length + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps who did what, and only what was changed', async () => {
    const owner = anApplicant();
    const id = newId();
    await inScope(db.source('api'), owner, async (tx) => {
      await createVersioned(tx, Specimen, { id, bureau: 1, owner: owner.account }, { action: 'specimen.create' });
      expect(await updateVersioned(tx, Specimen, id, { siteName: '新名' }, { action: 'specimen.rename' })).toBe(2);
    });
    const history = await db.admin('select version, actor, action, patch from specimen_history where id = $1 order by version', [id]);
    expect(history[1]).toEqual({ version: 2, actor: owner.account, action: 'specimen.rename', patch: { site_name: '新名' } });
    expect(history[0]).toMatchObject({ version: 1, action: 'specimen.create', patch: { flagged: false, labels: [], site_name: null } });
  });

  it('refuses a version that is no longer the present one', async () => {
    const id = await created();
    const change = (): Promise<number> => inBureau((tx) => updateVersioned(tx, Specimen, id, { flagged: true }, { action: 'specimen.flag', expected: 1 }));
    expect(await change()).toBe(2);
    await expect(change()).rejects.toMatchObject({ code: 'record.changed', status: 409 });
  });

  it('does not find rows outside the scope, and hides their history', async () => {
    const id = await created();
    const elsewhere = anOfficer({ bureau: 2 });
    const change = inScope(db.source('api'), elsewhere, (tx) => updateVersioned(tx, Specimen, id, { flagged: true }, { action: 'specimen.flag', expected: 1 }));
    await expect(change).rejects.toMatchObject({ code: 'record.not_found', status: 404 });
    expect(await inScope(db.source('api'), elsewhere, (tx) => foldHistory(tx, Specimen, id))).toBeUndefined();
    expect(await inScope(db.source('api'), anOfficer({ bureau: 1 }), (tx) => foldHistory(tx, Specimen, id))).toMatchObject({ id, version: 1 });
  });

  it('lets nobody write the history of a row outside the scope', async () => {
    const id = await created();
    const forge = (version: number): Promise<unknown> =>
      inScope(db.source('api'), anOfficer({ bureau: 2 }), (tx) => tx.query(`insert into specimen_history values ($1, $2, now(), null, 'forged', '{}')`, [id, version]));
    await expect(forge(2)).rejects.toThrow('row-level security');
    await expect(forge(1)).rejects.toThrow('specimen_history_pkey');
  });

  it('refuses to change or remove history, to the owner and the administrator too', async () => {
    await created();
    for (const sql of [`update specimen_history set action = 'x'`, 'delete from specimen_history', 'truncate specimen_history']) {
      await expect(db.admin(sql)).rejects.toThrow('append-only');
    }
  });

  it('notices a gap', async () => {
    const id = await created();
    await db.admin(`insert into specimen_history values ($1, 3, now(), null, 'x', '{}')`, [id]);
    await expect(inBureau((tx) => foldHistory(tx, Specimen, id))).rejects.toThrow('gaps');
  });

  it('refuses what is no column, and version or id in a patch', async () => {
    const id = await created();
    const change = (given: object): Promise<number> => inBureau((tx) => updateVersioned(tx, Specimen, id, given, { action: 'x' }));
    await expect(change({ nothing: 1 })).rejects.toThrow('no column for nothing');
    await expect(change({ version: 9 })).rejects.toThrow('may not set version');
  });
});
