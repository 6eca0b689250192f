import { SERVICES } from '@beian/contracts/services';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseUnderTest } from './config.ts';

/** Tables without a person's or a bureau's record in them: plumbing, counters, and reference data that everybody may see. */
const OPEN_TO: Readonly<Record<string, readonly string[]>> = {
  worker: ['inbox', 'inbox_position', 'inbox_parked', 'outbox_position', 'number_counter', 'bureau_copy', 'region_copy', 'officer_copy'],
  api: ['outbox_position', 'bureau_copy', 'region_copy'],
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

/** What a role sees when nobody has said for whom it looks; undefined where it may not look at all. */
async function seen(role: string, service: string, table: string): Promise<number | undefined> {
  const client = new pg.Client({ host, port, database: name, user: role, password: passwords[role] ?? '' });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from "${service}"."${table}"`);
    return rows[0]?.n ?? 0;
  } catch (fault) {
    if ((fault as { code?: string }).code === '42501') return undefined;
    throw fault;
  } finally {
    await client.end();
  }
}

describe('a scope that was forgotten', () => {
  beforeAll(() => admin.connect());
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
      if (n !== undefined && n > 0) shown.push(`${table}: ${n}`);
    }
    expect(shown).toEqual([]);
  });

  it.each([['identity', 'account'], ['subject', 'subject'], ['filing', 'application'], ['filing', 'filing'], ['storage', 'upload'], ['notification', 'message'], ['audit', 'record']])(
    'although %s.%s is not empty', async (service, table) => {
      const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from "${service}"."${table}"`);
      expect(rows[0]?.n).toBeGreaterThan(0);
    });
});
