import { Client } from 'pg';
import { lockDownStatements, roleStatements, schemaStatements, VAULT } from '../../libs/kit/src/db/roles.ts';
import { SERVICE_NAMES } from './services.ts';

/** Creates the database, the login roles, a schema a service and the vault's. Idempotent: repeated at every start. */
export async function prepareDatabase(adminUrl: string, database: string, passwords: Readonly<Record<string, string>>): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(database)}`);
    for (const service of [VAULT, ...SERVICE_NAMES]) await runAll(admin, roleStatements(service, passwords));
  });
  await withClient(databaseUrl(adminUrl, database), async (admin) => {
    await runAll(admin, lockDownStatements());
    for (const service of [VAULT, ...SERVICE_NAMES]) await runAll(admin, schemaStatements(service));
  });
}

/** The same server and account, another database. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
}

async function runAll(client: Client, statements: readonly string[]): Promise<void> {
  await client.query(statements.join(';\n'));
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
