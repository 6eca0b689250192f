import { AS_PLATFORM, enableRowSecurity, grant, narrowPolicy, openPolicy } from '../db/policies.ts';
import { roleName } from '../db/roles.ts';

/**
 * `inbox`: every event taken, once. `inbox_position`: how far each aggregate has come; its row lock is what keeps two
 * consumers in a rebalance apart. `inbox_parked`: messages that could not be taken, and those that wait behind them.
 */
const TABLES = `create table inbox (
  consumer text not null,
  event uuid not null,
  handled boolean not null,
  at timestamptz not null default now(),
  primary key (consumer, event)
);
create table inbox_position (
  consumer text not null,
  topic text not null,
  aggregate text not null,
  version integer not null,
  primary key (consumer, topic, aggregate)
);
create table inbox_parked (
  id bigint generated always as identity primary key,
  consumer text not null,
  topic text not null,
  aggregate text not null,
  kafka_partition integer not null,
  kafka_offset bigint not null,
  fingerprint text not null,
  key bytea,
  value bytea,
  event uuid,
  type text,
  version integer,
  rank integer not null,
  reason text not null check (reason in ('malformed', 'schema', 'unknown_version', 'handler', 'unavailable', 'gap', 'late', 'queued')),
  detail text not null,
  attempts integer not null default 0,
  parked_at timestamptz not null default now(),
  retry_at timestamptz,
  verdict text check (verdict in ('release', 'discard')),
  settled_at timestamptz,
  settled_as text check (settled_as in ('replayed', 'released', 'discarded')),
  unique (consumer, topic, kafka_partition, kafka_offset, fingerprint)
);
create index inbox_parked_open on inbox_parked (consumer, topic, aggregate, rank, id) where settled_at is null;
create index inbox_parked_event on inbox_parked (consumer, event)`;

/** What an operator may see of a parked message; its content may name cases outside every operator's business. */
export const PARKED_VIEW = ['id', 'consumer', 'topic', 'aggregate', 'event', 'type', 'version', 'rank', 'reason', 'detail', 'attempts', 'parked_at', 'retry_at', 'verdict', 'settled_at', 'settled_as'];

/** Statements of a migration that give a service its inbox: the worker role takes events, operators see what is parked. */
export function inboxStatements(service: string): string[] {
  const worker = roleName(service, 'worker');
  const api = roleName(service, 'api');
  const operator = `'operator' = any(nullif(current_setting('beian.roles', true), '')::text[])`;
  return [
    TABLES,
    ...['inbox', 'inbox_position', 'inbox_parked'].map(enableRowSecurity),
    openPolicy('inbox', worker, ['select', 'insert']),
    grant('inbox', worker, ['select', 'insert']),
    openPolicy('inbox_position', worker, ['select', 'insert', 'update']),
    grant('inbox_position', worker, ['select', 'insert']),
    grant('inbox_position', worker, ['update'], ['version']),
    openPolicy('inbox_parked', worker, ['select', 'insert', 'update']),
    grant('inbox_parked', worker, ['select', 'insert']),
    grant('inbox_parked', worker, ['update'], ['reason', 'detail', 'attempts', 'retry_at', 'verdict', 'settled_at', 'settled_as']),
    openPolicy('inbox_parked', api, ['select', 'update'], operator),
    grant('inbox_parked', api, ['select'], PARKED_VIEW),
    grant('inbox_parked', api, ['update'], ['retry_at', 'verdict']),
  ];
}

/** Statements of a migration after `inboxStatements`: which aggregates there are is seen by the platform's consumers alone. */
export function inboxScopeStatements(service: string): string[] {
  const worker = roleName(service, 'worker');
  return [
    narrowPolicy('inbox', worker, ['select', 'insert'], AS_PLATFORM),
    ...['inbox_position', 'inbox_parked'].map((table) => narrowPolicy(table, worker, ['select', 'insert', 'update'], AS_PLATFORM)),
  ];
}
