import { enableRowSecurity, grant, openPolicy } from '../db/policies.ts';
import { roleName } from '../db/roles.ts';

/** Hash buckets of aggregates; relays share them, and each has one leader at a time. */
export const BUCKETS = 16;

/** Which relay a lease is of: to Kafka, or to Temporal. */
export type RelayKind = 'kafka' | 'runs';

const TABLES = `create table outbox_position (
  stream text not null,
  aggregate text not null,
  version integer not null,
  primary key (stream, aggregate)
);
create table outbox (
  id uuid primary key,
  seq bigint generated always as identity,
  stream text not null check (stream in ('events', 'records', 'runs')),
  aggregate text not null,
  version integer not null check (version > 0),
  bucket smallint not null generated always as ((hashtextextended(aggregate, 0) & ${BUCKETS - 1})::smallint) stored,
  type text not null,
  at timestamptz not null,
  actor jsonb not null,
  correlation text not null,
  causation text,
  snapshot boolean not null default false,
  data jsonb not null,
  published_at timestamptz,
  run_started_at timestamptz,
  run_attempts integer not null default 0,
  run_retry_at timestamptz,
  run_fault text,
  unique (stream, aggregate, version)
);
create index outbox_unpublished on outbox (seq, bucket) where published_at is null and stream <> 'runs';
create index outbox_unstarted on outbox (seq, bucket) where run_started_at is null and stream = 'runs';
create table outbox_lease (
  relay text not null check (relay in ('kafka', 'runs')),
  bucket smallint not null,
  holder uuid,
  until timestamptz,
  primary key (relay, bucket)
);
insert into outbox_lease (relay, bucket) select relay, bucket from unnest(array['kafka', 'runs']) relay, generate_series(0, ${BUCKETS - 1}) bucket;
create table outbox_relay (
  relay text not null,
  holder uuid not null,
  until timestamptz not null,
  primary key (relay, holder)
)`;

/** Marks are set once; what was said stands for ever. Column triggers cost nothing when only marks are written. */
const MARKS_ONLY = `create function outbox_refuse_change() returns trigger language plpgsql as $fn$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $fn$;
create trigger outbox_append_only before update of id, seq, stream, aggregate, version, type, at, actor, correlation, causation, snapshot, data on outbox
  for each row execute function outbox_refuse_change();
create trigger outbox_marks_stay before update of published_at, run_started_at on outbox for each row
  when ((old.published_at is not null and new.published_at is distinct from old.published_at)
     or (old.run_started_at is not null and new.run_started_at is distinct from old.run_started_at))
  execute function outbox_refuse_change();
create trigger outbox_no_delete before delete on outbox for each row execute function outbox_refuse_change();
create trigger outbox_no_truncate before truncate on outbox for each statement execute function outbox_refuse_change()`;

/**
 * Statements of a migration that give a service its outbox: append-only rows, contiguous versions per aggregate, and
 * the leases of its relays. The api and worker roles add rows, the relay role reads and marks them, the audit role reads.
 */
export function outboxStatements(service: string): string[] {
  const role = (suffix: 'api' | 'worker' | 'relay' | 'audit') => roleName(service, suffix);
  const writers = [role('api'), role('worker')];
  const columns = ['id', 'stream', 'aggregate', 'version', 'type', 'at', 'actor', 'correlation', 'causation', 'snapshot', 'data'];
  return [
    TABLES,
    MARKS_ONLY,
    ...['outbox', 'outbox_position', 'outbox_lease', 'outbox_relay'].map(enableRowSecurity),
    ...writers.flatMap((writer) => [
      openPolicy('outbox', writer, ['insert']),
      grant('outbox', writer, ['insert'], columns),
      openPolicy('outbox_position', writer, ['select', 'insert', 'update']),
      grant('outbox_position', writer, ['select', 'insert']),
      grant('outbox_position', writer, ['update'], ['version']),
    ]),
    openPolicy('outbox', role('relay'), ['select', 'update']),
    grant('outbox', role('relay'), ['select']),
    grant('outbox', role('relay'), ['update'], ['published_at', 'run_started_at', 'run_attempts', 'run_retry_at', 'run_fault']),
    openPolicy('outbox_lease', role('relay'), ['select', 'update']),
    grant('outbox_lease', role('relay'), ['select', 'update']),
    openPolicy('outbox_relay', role('relay'), ['select', 'insert', 'update', 'delete']),
    grant('outbox_relay', role('relay'), ['select', 'insert', 'update', 'delete']),
    openPolicy('outbox', role('audit'), ['select']),
    grant('outbox', role('audit'), ['select']),
  ];
}
