import { SERVICES } from '@beian/contracts/services';
import { eventually } from '@beian/testing/eventually';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseUnderTest } from './config.ts';
import { tellShortStory } from './short-story.ts';

/** Long enough for a whole story on a busy machine. */
const STORY_MS = 240_000;

/** Tables without a person's or a bureau's record in them: plumbing, counters, and reference data that everybody may see. */
const OPEN_TO: Readonly<Record<string, readonly string[]>> = {
  worker: ['number_counter', 'bureau_copy', 'region_copy', 'officer_copy'],
  api: ['bureau_copy', 'region_copy'],
  public: ['bureau_copy', 'bureau', 'region', 'public_filing', 'filing'],
};
const { host, port, name, adminUrl, passwords } = databaseUnderTest();
const admin = new pg.Client({ connectionString: adminUrl });

async function tablesOf(service: string): Promise<{ table: string; kind: string; forced: boolean }[]> {
  const { rows } = await admin.query<{ table: string; kind: string; forced: boolean }>(
    `select relname as "table", relkind as kind, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`, [service]);
  return rows;
}

/** Asks as a role for which no scope has been set; undefined where it may not look at all. */
async function asked<T extends pg.QueryResultRow>(role: string, sql: string): Promise<T[] | undefined> {
  const client = new pg.Client({ host, port, database: name, user: role, password: passwords[role] ?? '' });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } catch (fault) {
    if ((fault as { code?: string }).code === '42501') return undefined;
    throw fault;
  } finally {
    await client.end();
  }
}

async function seen(role: string, service: string, table: string): Promise<number> {
  const rows = await asked<{ n: number }>(role, `select count(*)::int as n from "${service}"."${table}"`);
  return rows?.[0]?.n ?? 0;
}

/** How many rows there really are. */
async function stored([service, table]: readonly [string, string]): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from "${service}"."${table}"`);
  return rows[0]?.n ?? 0;
}

/** Where a filed site leaves its traces. */
const TRACES = [['identity', 'account'], ['subject', 'subject'], ['filing', 'application'], ['filing', 'filing'], ['filing', 'subject_copy'], ['storage', 'upload'], ['notification', 'message'], ['audit', 'record']] as const;

describe('a scope that was forgotten', () => {
  // Empty tables hide everything well: unless another story has been told on this platform, one is told first.
  beforeAll(async () => {
    await admin.connect();
    if ((await stored(['filing', 'application'])) === 0) await tellShortStory();
    for (const trace of TRACES) await eventually(`${trace.join('.')} has heard of it`, async () => (await stored(trace)) > 0, 60_000);
  }, STORY_MS);
  afterAll(() => admin.end());

  it.each(SERVICES)('every table of %s forces row-level security', async (service) => {
    const tables = (await tablesOf(service)).filter(({ kind, table }) => kind !== 'v' && table !== 'migrations');
    expect(tables.length).toBeGreaterThan(2);
    expect(tables.filter(({ forced }) => !forced)).toEqual([]);
  });

  it.each(SERVICES.flatMap((service) => ['api', 'worker', 'public', 'audit'].map((role) => [service, role] as const)))('shows nothing of %s to its role %s', async (service, role) => {
    const shown: string[] = [];
    for (const { table } of await tablesOf(service)) {
      if ((OPEN_TO[role] ?? []).includes(table) || table === 'migrations') continue;
      if (table === 'outbox' && role === 'audit') continue;
      const n = await seen(`${service}_${role}`, service, table);
      if (n > 0) shown.push(`${table}: ${n}`);
    }
    expect(shown).toEqual([]);
  });

  it('leaves of uploads only keys of objects, ids and owners within the worker’s reach', async () => {
    const { rows } = await admin.query<{ column: string }>(`select column_name as "column" from information_schema.columns where table_schema = 'storage' and table_name = 'upload' order by 1`);
    expect(rows.length).toBeGreaterThan(3);
    const readable: string[] = [];
    for (const { column } of rows) if ((await asked('storage_worker', `select "${column}" from storage.upload limit 1`)) !== undefined) readable.push(column);
    expect(readable).toEqual(['id', 'object_key', 'owner']);
  });

  it.each(TRACES)('although %s.%s is not empty', async (service, table) => {
    expect(await stored([service, table])).toBeGreaterThan(0);
  });
});
