import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { migrateVault } from '@beian/kit/crypto/vault/keys.verb';
import { VAULT_MIGRATIONS } from '@beian/kit/crypto/vault/vault-migrations';
import { openDatabase, type DatabaseOptions } from '@beian/kit/db/database';
import { migrate } from '@beian/kit/db/migrate';
import { lockDownStatements, schemaStatements, VAULT, type RoleSuffix } from '@beian/kit/db/roles';
import { Client, type QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';

/** A database of its own for one spec file, with one service's schema migrated. */
export interface TestDatabase {
  readonly service: string;
  readonly name: string;
  /** The pool of a login role; `close` closes it. */
  source(role: RoleSuffix): DataSource;
  /** A pool of any service's login role, for attacks; `close` closes it too. */
  open(service: string, role: RoleSuffix): Promise<DataSource>;
  /** A query as the cluster's administrator, whom row security does not bind: for arranging and for looking. */
  admin<T extends QueryResultRow = QueryResultRow>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Closes every pool and drops the database. */
  close(): Promise<void>;
}

const ROLES: readonly RoleSuffix[] = ['api', 'worker', 'relay', 'public', 'audit', 'owner'];
const VAULT_POOL = 2;
const POOL = 5;

/**
 * Creates a database on the server of DB_HOST and DB_PORT. The cluster's login roles exist already (deploy/local). With
 * `vault` it has the vault too, and `source('vault')` is the service's way to it.
 */
export async function testDatabase(options: { service: string; vault?: boolean } & Pick<DatabaseOptions, 'entities' | 'migrations' | 'poolSize'>): Promise<TestDatabase> {
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
  if (options.vault) {
    for (const sql of schemaStatements(VAULT)) await admin.query(sql);
    const owner = await openDatabase({ host, port, name, service: VAULT, role: 'owner', password: passwords['vault_owner'] ?? '', migrations: VAULT_MIGRATIONS, poolSize: VAULT_POOL });
    await migrateVault(owner);
    await owner.destroy();
    sources.set('vault', await openDatabase({ host, port, name, service, role: 'vault', password: passwords[`${service}_vault`] ?? '', poolSize: VAULT_POOL }));
  }
  for (const role of ROLES) {
    const password = passwords[`${service}_${role}`];
    if (password === undefined) throw new Error(`No password for ${service}_${role}`);
    const source = await openDatabase({ ...options, host, port, name, role, password, poolSize: options.poolSize ?? POOL });
    sources.set(role, source);
    if (role === 'owner') await migrate(source, service);
  }
  const further: DataSource[] = [];
  return {
    service,
    name,
    source: (role) => sources.get(role)!,
    async open(other, role) {
      const login = `${other}_${role}`;
      await admin.query(`grant connect on database "${name}" to "${login}"`);
      const source = await openDatabase({ host, port, name, service: other, role, password: passwords[login] ?? '', poolSize: 2 });
      further.push(source);
      return source;
    },
    admin: async <T extends QueryResultRow>(sql: string, params: unknown[] = []) => (await admin.query<T>(sql, params)).rows,
    async close() {
      await Promise.all([...sources.values(), ...further].map((source) => source.destroy()));
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
