import { dropPolicy, openPolicy } from '../db/policies.ts';
import { roleName } from '../db/roles.ts';

/** The owner is bound by row security too: it sees rows only while its own function has raised this setting. */
const INSIDE = `current_setting('beian.definer', true) = 'on'`;

/**
 * Versions are drawn under the row lock of the aggregate's position, which is held until the transaction ends: they are
 * contiguous, and become visible in order. Positions are locked in one order everywhere, so that no two flushes deadlock.
 */
const append = (service: string): string => `create function outbox_append(p_entries jsonb, p_actor jsonb, p_correlation text) returns void
  language plpgsql volatile security definer set search_path = "${service}", pg_temp as $fn$
declare
  present_kind text := nullif(current_setting('beian.kind', true), '');
begin
  if present_kind is null then
    raise exception 'nothing is said without a scope' using errcode = 'insufficient_privilege';
  end if;
  -- The platform carries out persons' commands in their names; a person speaks for itself alone.
  if present_kind <> 'platform' and (p_actor->>'kind' is distinct from present_kind or coalesce(p_actor->>'account', '') <> coalesce(current_setting('beian.account', true), '')) then
    raise exception 'nobody speaks in the name of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('beian.definer', 'on', true);
  with entry as (
    select * from jsonb_to_recordset(p_entries) as e(ordinal int, id uuid, stream text, aggregate text, type text, at timestamptz, causation text, snapshot boolean, data jsonb)
  ), taken as (
    insert into outbox_position as p (stream, aggregate, version)
    select stream, aggregate, count(*)::int from entry group by stream, aggregate order by stream, aggregate
    on conflict (stream, aggregate) do update set version = p.version + excluded.version
    returning stream, aggregate, version
  )
  insert into outbox (id, stream, aggregate, version, type, at, actor, correlation, causation, snapshot, data)
  select e.id, e.stream, e.aggregate,
    t.version - count(*) over (partition by e.stream, e.aggregate) + row_number() over (partition by e.stream, e.aggregate order by e.ordinal),
    e.type, e.at, p_actor, p_correlation, e.causation, e.snapshot, e.data
  from entry e join taken t on t.stream = e.stream and t.aggregate = e.aggregate
  order by e.ordinal;
  perform set_config('beian.definer', '', true);
end $fn$`;

/**
 * Statements of a migration after `outboxStatements`: rows are added by one function alone. Its callers neither see which
 * records exist (every aggregate has a position) nor can they draw a version that no event has.
 */
export function outboxAppendStatements(service: string): string[] {
  const [owner, api, worker] = [roleName(service, 'owner'), roleName(service, 'api'), roleName(service, 'worker')];
  return [
    ...[api, worker].flatMap((writer) => [
      dropPolicy('outbox', writer, ['insert']),
      dropPolicy('outbox_position', writer, ['select', 'insert', 'update']),
      `revoke all on outbox, outbox_position from "${writer}"`,
    ]),
    openPolicy('outbox', owner, ['insert'], INSIDE, 'definer'),
    openPolicy('outbox_position', owner, ['select', 'insert', 'update'], INSIDE, 'definer'),
    append(service),
    'revoke all on function outbox_append(jsonb, jsonb, text) from public',
    `grant execute on function outbox_append(jsonb, jsonb, text) to "${api}", "${worker}"`,
  ];
}
