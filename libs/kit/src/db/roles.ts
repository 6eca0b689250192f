/**
 * Login roles of a service's schema (architecture: Jurisdiction). Plain SQL text without imports, because the
 * embedded stack, the tests and an operator's installation all create the same roles from it.
 */

/** Suffixes of the login roles; only `owner` owns tables and only `migrate` uses it; `vault` reaches the vault's data keys and nothing else. */
export const ROLE_SUFFIXES = ['owner', 'api', 'worker', 'relay', 'public', 'audit', 'vault'] as const;

export type RoleSuffix = (typeof ROLE_SUFFIXES)[number];

/** The login role of a service, for example `filing_api`. */
export function roleName(service: string, suffix: RoleSuffix): string {
  return `${service}_${suffix}`;
}

/** The schema of the data keys. It is no service: its owner migrates it, its worker re-wraps keys. */
export const VAULT = 'vault';

/** All login roles of a service, or of the vault. */
export function roleNames(service: string): string[] {
  const suffixes = service === VAULT ? (['owner', 'worker'] as const) : ROLE_SUFFIXES;
  return suffixes.map((suffix) => roleName(service, suffix));
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  if (text.includes('\0') || text.includes('\\')) throw new Error('A password may hold neither NUL nor a backslash');
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Statements, run one by one as the cluster's administrator, after which a service's login roles exist with these
 * passwords and without any right to bypass row security. Idempotent; a repeat sets the passwords anew.
 * @param passwords login role → password; a missing one throws, so that no role is left without a password.
 */
export function roleStatements(service: string, passwords: Readonly<Record<string, string>>): string[] {
  return roleNames(service).flatMap((role) => {
    const password = passwords[role];
    if (!password) throw new Error(`No password given for the database role ${role}`);
    const name = quoteName(role);
    return [
      `DO $do$ BEGIN CREATE ROLE ${name} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`,
      `ALTER ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT PASSWORD ${quoteText(password)}`,
      `ALTER ROLE ${name} SET search_path = ${quoteName(service)}`,
      `ALTER ROLE ${name} SET timezone = 'UTC'`,
      // Under row security PostgreSQL expects few rows to pass, and at its own price for a page out of order, which is that of turning
      // discs, it gathers and sorts all cases of an owner, or all records of a filing, for the page that it shows.
      `ALTER ROLE ${name} SET random_page_cost = 1`,
    ];
  });
}

/**
 * Statements, run as administrator inside the platform's database, that create the service's schema owned by
 * `<service>_owner` and let its other roles look into it. Rights on tables are granted by the migrations, table by
 * table; nothing is granted by default. Idempotent; needs the roles.
 */
export function schemaStatements(service: string): string[] {
  const schema = quoteName(service);
  const users = roleNames(service).map(quoteName).join(', ');
  return [
    `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${quoteName(roleName(service, 'owner'))}`,
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${users}`,
    `DO $do$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${users}', current_database()); END $do$`,
  ];
}

/** Statements, run as administrator inside the database, that take the rights PostgreSQL gives to everybody. */
export function lockDownStatements(): string[] {
  return [
    `DO $do$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $do$`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  ];
}
