import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { ENDINGS, interleave, Parcels1700000000002, type Way } from '@beian/testing/interleaving';
import { SEED } from '@beian/testing/jurisdiction';
import { inScope } from './scope.ts';

// A machine under load takes its time.
jest.setTimeout(240_000);

let db: TestDatabase;

beforeAll(async () => {
  useLogger(createLogger('filing', 'silent'));
  db = await testDatabase({ service: 'filing', migrations: [Parcels1700000000002], poolSize: 2 });
});
afterAll(() => db.close());

/** What `inScope` must not be: settings of the session, and a connection that is given back whatever happened. */
const careless: Way = async (source, principal, fn) => {
  const runner = source.createQueryRunner();
  const query = async (sql: string, params: unknown[] = []) => ((await runner.query(sql, params, true)).records ?? []) as never[];
  try {
    await runner.query(`select set_config('beian.account', $1, false), set_config('beian.bureaus', $2, false), set_config('beian.kind', $3, false)`, [principal.account, `{${principal.scope.join(',')}}`, principal.kind]);
    await runner.query('BEGIN');
    const result = await fn({ principal, query } as never);
    await runner.query('COMMIT');
    return result;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
};

describe('requests of two bureaus over two pooled connections', () => {
  // The short form of `npm run proof:isolation`.
  it('abuse 5: meet nothing of one another, however they end', async () => {
    const found = await interleave(db, inScope, { requests: 2_000, seed: SEED });
    expect(found).toMatchObject({ foreign: [], survived: [], stray: [], wrong: [] });
    for (const ending of ENDINGS) expect([ending, found.endings[ending] > 0]).toEqual([ending, true]);
    expect(found.rows).toBeGreaterThan(20_000);
  });

  it('the proof finds settings that survive in a connection, so it can fail', async () => {
    await db.admin('delete from parcel');
    const found = await interleave(db, careless, { requests: 200, seed: SEED });
    expect(found.survived.length).toBeGreaterThan(0);
  });
});
