/**
 * SQL for migrations: rights and row-level security. Each function returns text for one `runner.query(…)`.
 * `role` is a login role (`filing_api`); `table` is a bare name in the service's schema.
 */

/** What a policy or grant is about. */
export type Command = 'select' | 'insert' | 'update' | 'delete';

/** Condition that the row belongs to the signed-in account. */
export function ownedBy(column: string): string {
  return `${quote(column)} = nullif(current_setting('beian.account', true), '')::uuid`;
}

/** Condition that the row lies in one of the session's bureaus; the array stands in clear, so that an index serves it. */
export function inBureaus(column: string): string {
  return `${quote(column)} = any(nullif(current_setting('beian.bureaus', true), '')::int[])`;
}

/** Condition that the platform itself acts (workers, consumers, timers): a forgotten scope is nobody, and no person's session is it. */
export const AS_PLATFORM = `current_setting('beian.kind', true) = 'platform'`;

/** Condition that somebody acts, whoever it is: a forgotten scope is nobody. */
export const AS_SOMEBODY = `nullif(current_setting('beian.kind', true), '') is not null`;

/** Condition that the session has the role administrator. */
export const AS_ADMINISTRATOR = `'administrator' = any(nullif(current_setting('beian.roles', true), '')::text[])`;

/**
 * Condition that the row is no own case of the officer who reads it (S4): neither submitted by the officer's account nor, where the
 * table names persons, with the keyed index of the officer's certificate number among them. Columns stand in SQL as given.
 */
export function notOwnCase(owner: string, persons?: string): string {
  return `((select current_setting('beian.kind', true)) is distinct from 'officer' or not ${standsOn(owner, persons)})`;
}

/** Condition that the signed-in account, or its person, stands on the row; never null. Settings are read once a statement, not once a row. */
export function standsOn(owner: string, persons?: string): string {
  const account = `coalesce(${owner} = (select nullif(current_setting('beian.account', true), '')::uuid), false)`;
  return persons === undefined ? account : `(${account} or ${persons} && array[(select nullif(current_setting('beian.person', true), ''))])`;
}

/** Takes from the role what other policies give it: rows without the condition are neither seen nor changed nor added. */
export function withhold(table: string, role: string, condition: string, name: string): string {
  return `create policy ${quote(`${table}_${name}_${role}`.slice(0, 63))} on ${quote(table)} as restrictive for all to ${quote(role)} using (${condition})`;
}

/** Forces row-level security on, also for the owner: without a policy nobody sees a row. */
export function enableRowSecurity(table: string): string {
  return `alter table ${quote(table)} enable row level security;\nalter table ${quote(table)} force row level security`;
}

/** Lets the role act on rows whose `column` is the signed-in account. */
export function ownerPolicy(table: string, column: string, role: string, commands: readonly Command[]): string {
  return policies(table, 'owner', role, commands, ownedBy(column));
}

/** Lets the role act on rows whose `column` is one of the session's bureaus. */
export function bureauPolicy(table: string, column: string, role: string, commands: readonly Command[]): string {
  return policies(table, 'bureau', role, commands, inBureaus(column));
}

/** Lets the role act on every row for which `using` holds, by default on all; `name` tells several of them apart. */
export function openPolicy(table: string, role: string, commands: readonly Command[], using = 'true', name = 'open'): string {
  return policies(table, name, role, commands, using);
}

/** Replaces the condition of policies that `openPolicy` made: a later migration narrows what an earlier one allowed. */
export function narrowPolicy(table: string, role: string, commands: readonly Command[], condition: string, name = 'open'): string {
  return commands.map((command) => `alter policy ${policyName(table, name, role, command)} on ${quote(table)}${clauses(command, condition)}`).join(';\n');
}

/** Takes policies away that one of the functions above made; `name` is theirs: `owner`, `bureau`, `open` or the one given. */
export function dropPolicy(table: string, role: string, commands: readonly Command[], name = 'open'): string {
  return commands.map((command) => `drop policy ${policyName(table, name, role, command)} on ${quote(table)}`).join(';\n');
}

/** Grants privileges on a table, or for some columns of it. Nothing is granted by default. */
export function grant(table: string, role: string, privileges: readonly Command[], columns?: readonly string[]): string {
  const list = columns ? ` (${columns.map(quote).join(', ')})` : '';
  return `grant ${privileges.map((privilege) => `${privilege}${list}`).join(', ')} on ${quote(table)} to ${quote(role)}`;
}

/** Refuses UPDATE, DELETE and TRUNCATE to everybody, the owner included, as long as the trigger stands. */
export function appendOnly(table: string): string {
  const trigger = quote(`${table}_append_only`);
  return [
    `create or replace function refuse_change() returns trigger language plpgsql as $fn$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $fn$`,
    `create trigger ${trigger} before update or delete on ${quote(table)} for each row execute function refuse_change()`,
    `create trigger ${quote(`${table}_no_truncate`)} before truncate on ${quote(table)} for each statement execute function refuse_change()`,
  ].join(';\n');
}

/** A quoted SQL identifier. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function policies(table: string, kind: string, role: string, commands: readonly Command[], condition: string): string {
  return commands
    .map((command) => `create policy ${policyName(table, kind, role, command)} on ${quote(table)} for ${command} to ${quote(role)}${clauses(command, condition)}`)
    .join(';\n');
}

function policyName(table: string, kind: string, role: string, command: Command): string {
  return quote(`${table}_${kind}_${role}_${command}`.slice(0, 63));
}

function clauses(command: Command, condition: string): string {
  const using = command === 'insert' ? '' : ` using (${condition})`;
  const check = command === 'insert' || command === 'update' ? ` with check (${condition})` : '';
  return using + check;
}
