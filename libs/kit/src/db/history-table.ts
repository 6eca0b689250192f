import { appendOnly, enableRowSecurity, grant, quote } from './policies.ts';

/** Login roles that append to a history (and read it), and those that only read it. */
export interface HistoryRoles {
  readonly write: readonly string[];
  readonly read?: readonly string[];
}

/**
 * SQL of `<table>_history`, for one `runner.query(…)` after the table itself exists: append-only also for the owner, and as
 * visible as the row it belongs to. A role may begin a history only of a row that does not exist yet (the primary key refuses
 * a second version 1, the foreign key refuses one without its row), and continue only those of rows that it sees.
 */
export function historyTable(table: string, idColumn: string, roles: HistoryRoles): string {
  const history = `${table}_history`;
  const visible = `exists (select 1 from ${quote(table)} owner_row where owner_row.${quote(idColumn)} = ${quote(history)}.id)`;
  const readers = [...new Set([...roles.write, ...(roles.read ?? [])])];
  return [
    `create table ${quote(history)} (
  id uuid not null references ${quote(table)} (${quote(idColumn)}),
  version integer not null check (version > 0),
  at timestamptz not null,
  actor uuid,
  action text not null,
  patch jsonb not null,
  primary key (id, version)
)`,
    enableRowSecurity(history),
    appendOnly(history),
    ...readers.flatMap((role) => [
      grant(history, role, ['select']),
      `create policy ${quote(`${history}_read_${role}`.slice(0, 63))} on ${quote(history)} for select to ${quote(role)} using (${visible})`,
    ]),
    ...roles.write.flatMap((role) => [
      grant(history, role, ['insert']),
      `create policy ${quote(`${history}_append_${role}`.slice(0, 63))} on ${quote(history)} for insert to ${quote(role)} with check (version = 1 or ${visible})`,
    ]),
  ].join(';\n');
}
