import { roleNames } from '@beian/kit/db/roles';
import type { TestDatabase } from './database.ts';

/** What a service's schema may have although it looks like a hole; each with its reason. Whatever is not named is a fault. */
export interface Exceptions {
  /** Functions that run as the owner: `name(arguments)` → why. */
  readonly definers: Readonly<Record<string, string>>;
  /** Policies that show every row: `table role` → why. */
  readonly open?: Readonly<Record<string, string>>;
}

interface Fault {
  readonly fault: string;
}

/** Everybody's plumbing: seen whole by the role that it is for. */
const PLUMBING_DEFINERS = { 'outbox_append(jsonb, jsonb, text)': 'draws versions and adds outbox rows; its callers see neither' };
const PLUMBING_OPEN = ['outbox relay', 'outbox audit', 'outbox_lease relay', 'outbox_relay relay'];

const TABLES = `
  select format('table %s has no forced row security', relname) as fault from pg_class
   where relnamespace = $1::text::regnamespace and relkind in ('r', 'p') and relname <> 'migrations' and not (relrowsecurity and relforcerowsecurity)
  union all select format('%s %s belongs to %s', relkind, relname, relowner::regrole) from pg_class
   where relnamespace = $1::text::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f') and relowner <> ($1::text || '_owner')::regrole
  union all select format('view %s runs as its owner', relname) from pg_class
   where relnamespace = $1::text::regnamespace and relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}' or reloptions @> '{security_invoker=on}', false)
  union all select format('%s %s: row security does not reach it', relkind, relname) from pg_class where relnamespace = $1::text::regnamespace and relkind in ('m', 'f')
  union all select format('table %s shows officers their own cases', c.relname) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'persons' and not a.attisdropped
   where c.relnamespace = $1::text::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege($1::text || '_api', c.oid, 'select')
     and not exists (select 1 from pg_policy p join pg_roles r on r.oid = any(p.polroles) and r.rolname = $1::text || '_api' where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*'))
  union all select format('migrations is open to %s', grantee) from information_schema.role_table_grants where table_schema = $1::text and table_name = 'migrations' and grantee <> $1::text || '_owner'`;

const RIGHTS = `
  select format('everybody may %s %s', lower(privilege_type), table_name) as fault from information_schema.table_privileges where table_schema = $1::text and grantee = 'PUBLIC'
  union all select format('everybody may %s %s.%s', lower(privilege_type), table_name, column_name) from information_schema.column_privileges where table_schema = $1::text and grantee = 'PUBLIC'
  union all select format('everybody may use the schema') from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = $1::text and a.grantee = 0
  union all select format('policy %s of %s is for everybody', polname, polrelid::regclass) from pg_policy join pg_class c on c.oid = polrelid where c.relnamespace = $1::text::regnamespace and 0 = any(polroles)
  union all select format('%s may %s %s', grantee, lower(privilege_type), table_name) from information_schema.role_table_grants
   where table_schema = $1::text and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES') and grantee <> $1::text || '_owner' and grantee <> current_user
  union all select format('%s has rights in the schema', a.grantee::regrole) from pg_class c, aclexplode(c.relacl) a
   where c.relnamespace = $1::text::regnamespace and a.grantee <> 0 and a.grantee::regrole::text not like $1::text || '\\_%' and a.grantee::regrole::text <> current_user`;

const ROLES = `
  select format('role %s is a superuser', rolname) as fault from pg_roles where rolname = any($1::text[]) and rolsuper
  union all select format('role %s bypasses row security', rolname) from pg_roles where rolname = any($1::text[]) and rolbypassrls
  union all select format('role %s may create roles or databases, or replicate', rolname) from pg_roles where rolname = any($1::text[]) and (rolcreaterole or rolcreatedb or rolreplication)
  union all select format('role %s is a member of %s', member::regrole, roleid::regrole) from pg_auth_members where member::regrole::text = any($1::text[])
  union all select format('role %s is missing', wanted) from unnest($1::text[]) wanted where not exists (select 1 from pg_roles where rolname = wanted)`;

const FUNCTIONS = `select format('%s(%s)', proname, oidvectortypes(proargtypes)) as name, coalesce(proconfig::text, '') like '%search_path=%' as pinned,
  proacl is null or exists (select 1 from aclexplode(proacl) a where a.grantee = 0) as everybody from pg_proc where pronamespace = $1::text::regnamespace and prosecdef`;

const OPEN = `select distinct c.relname || ' ' || substr(r.rolname, length($1::text) + 2) as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_roles r on r.oid = any(p.polroles)
  where c.relnamespace = $1::text::regnamespace and p.polcmd in ('r', 'w', 'd', '*') and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'`;

/**
 * What is wrong with the rights of a service's schema, by PostgreSQL's own catalogue, and which exceptions are named without
 * need. Empty when every table has forced row security, no login role can get round it, what names persons keeps officers' own cases away (S4), and whatever sees more is named.
 */
export async function catalogFaults(db: TestDatabase, { definers, open = {} }: Exceptions): Promise<string[]> {
  const faults = async (sql: string, param: unknown): Promise<string[]> => (await db.admin<{ fault: string }>(sql, [param])).map(({ fault }: Fault) => fault);
  const found = [...(await faults(TABLES, db.service)), ...(await faults(RIGHTS, db.service)), ...(await faults(ROLES, roleNames(db.service)))];
  const known: Readonly<Record<string, string>> = { ...PLUMBING_DEFINERS, ...definers };
  const functions = await db.admin<{ name: string; pinned: boolean; everybody: boolean }>(FUNCTIONS, [db.service]);
  for (const { name, pinned, everybody } of functions) {
    if (!Object.hasOwn(known, name)) found.push(`function ${name} runs as its owner`);
    if (!pinned) found.push(`function ${name} takes its search path from the caller`);
    if (everybody) found.push(`function ${name} may be called by everybody`);
  }
  const openNow = (await db.admin<{ name: string }>(OPEN, [db.service])).map(({ name }) => name);
  const openKnown = new Set([...PLUMBING_OPEN, ...Object.keys(open)]);
  found.push(...openNow.filter((name) => !openKnown.has(name)).map((name) => `policy shows all of ${name}`));
  found.push(...Object.keys(known).filter((name) => !functions.some((each) => each.name === name)).map((name) => `no function ${name} needs an exception`));
  found.push(...Object.keys(open).filter((name) => !openNow.includes(name)).map((name) => `no policy needs the exception ${name}`));
  return found.sort();
}

/** Holes of every kind, cut into the schema of a test database; what `catalogFaults` must then name, so that the check can fail. */
export async function cutHoles({ admin, service }: TestDatabase): Promise<string[]> {
  await admin(`create table hole_open (id uuid primary key); alter table hole_open owner to "${service}_owner"; grant select on hole_open to "${service}_api";
    create table hole_enabled (id uuid primary key); alter table hole_enabled owner to "${service}_owner"; alter table hole_enabled enable row level security;
    create table hole_owned (id uuid primary key); alter table hole_owned owner to "${service}_api"; alter table hole_owned enable row level security; alter table hole_owned force row level security;
    create policy hole on hole_owned for select to "${service}_api" using (true);
    create table hole_own (id uuid primary key, persons text[]); alter table hole_own owner to "${service}_owner"; alter table hole_own enable row level security; alter table hole_own force row level security;
    create policy hole on hole_own for select to "${service}_api" using (id is not null); grant select on hole_own to "${service}_api";
    create view hole_view as select 1 as one; alter view hole_view owner to "${service}_owner";
    create function hole_definer() returns int language sql security definer as 'select 1'; alter function hole_definer() owner to "${service}_owner"`);
  return [
    'function hole_definer() may be called by everybody', 'function hole_definer() runs as its owner', 'function hole_definer() takes its search path from the caller',
    'policy shows all of hole_owned api', `r hole_owned belongs to ${service}_api`,
    'table hole_enabled has no forced row security', 'table hole_open has no forced row security', 'table hole_own shows officers their own cases', 'view hole_view runs as its owner',
  ];
}

const WITHHELD = `select polname as name, polroles[1]::regrole::text as role, pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = $1::text::regclass and not polpermissive`;

/** A mutation: drops the policies that take officers' own cases of a table away (S4). The function that it gives puts them back. */
export async function dropWithheld({ admin, service }: TestDatabase, table: string): Promise<() => Promise<void>> {
  const policies = await admin<{ name: string; role: string; condition: string }>(WITHHELD, [`${service}.${table}`]);
  if (policies.length === 0) throw new Error(`Nothing is withheld of ${table}`);
  for (const { name } of policies) await admin(`drop policy "${name}" on "${table}"`);
  return async () => {
    for (const { name, role, condition } of policies) await admin(`create policy "${name}" on "${table}" as restrictive for all to ${role} using (${condition})`);
  };
}

const TABLES_OF = `select relname as name from pg_class where relnamespace = $1::text::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'migrations' order by 1`;

/** `table role` of all that a role sees by plain SQL when no scope has been set (abuse case 3); what relays are for is left out. */
export async function shownWithoutScope(db: TestDatabase): Promise<string[]> {
  const tables = (await db.admin<{ name: string }>(TABLES_OF, [db.service])).map(({ name }) => name);
  const shown: string[] = [];
  for (const role of ['api', 'worker', 'public', 'owner', 'relay', 'audit'] as const) {
    for (const table of tables) {
      if ((role === 'relay' || role === 'audit') && table.startsWith('outbox')) continue;
      const count = await db.source(role).query<{ n: number }[]>(`select count(*)::int as n from "${table}"`).then(([row]) => row?.n ?? 0, (error: Error) => {
        if (/permission denied/.test(error.message)) return 0;
        throw error;
      });
      if (count > 0) shown.push(`${table} ${role}`);
    }
  }
  return shown;
}
