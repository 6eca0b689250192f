import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openDatabase, type DatabaseOptions } from '@beian/kit/db/database';
import { migrate } from '@beian/kit/db/migrate';
import { lockDownStatements, schemaStatements, type RoleSuffix } from '@beian/kit/db/roles';
import { Client, type QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';

/** A database of its own for one spec file, with one service's schema migrated. */
export interface TestDatabase {
  readonly service: string;
  readonly name: string;
  /** The pool of a login role; `close` closes it. */
  source(role: RoleSuffix): DataSource;
  /** A query as the cluster's administrator, whom row security does not bind: for arranging and for looking. */
  admin<T extends QueryResultRow = QueryResultRow>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Closes every pool and drops the database. */
  close(): Promise<void>;
}

const ROLES: readonly RoleSuffix[] = ['api', 'worker', 'relay', 'public', 'audit', 'owner'];
const POOL = 5;

/** Creates a database on the server of DB_HOST and DB_PORT. The cluster's login roles exist already (deploy/local). */
export async function testDatabase(options: { service: string } & Pick<DatabaseOptions, 'entities' | 'migrations' | 'poolSize'>): Promise<TestDatabase> {
  const { service } = options;
  const host = variable('DB_HOST');
  const port = Number(variable('DB_PORT'));
  const adminUrl = variable('DB_ADMIN_URL');
  const passwords = JSON.parse(await readFile(variable('DB_SECRETS_FILE'), 'utf8')) as Record<string, string>;
  const name = `test_${service}_${randomBytes(6).toString('hex')}`;
  await once(adminUrl, [`create database "${name}"`]);
  const admin = new Client({ connectionString: databaseUrl(adminUrl, name) });
  await admin.connect();
  for (const sql of [...lockDownStatements(), ...schemaStatements(service), `set search_path = "${service}"`]) await admin.query(sql);

  const sources = new Map<RoleSuffix, DataSource>();
  for (const role of ROLES) {
    const password = passwords[`${service}_${role}`];
    if (password === undefined) throw new Error(`No password for ${service}_${role}`);
    const source = await openDatabase({ ...options, host, port, name, role, password, poolSize: options.poolSize ?? POOL });
    sources.set(role, source);
    if (role === 'owner') await migrate(source, service);
  }
  return {
    service,
    name,
    source: (role) => sources.get(role)!,
    admin: async <T extends QueryResultRow>(sql: string, params: unknown[] = []) => (await admin.query<T>(sql, params)).rows,
    async close() {
      await Promise.all([...sources.values()].map((source) => source.destroy()));
      await admin.end();
      await once(adminUrl, [`drop database "${name}" with (force)`]);
    },
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: medium specs need the servers of deploy/local`);
  return value;
}

function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function once(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
