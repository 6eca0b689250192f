import { appendOnly, enableRowSecurity } from '../../db/policies.ts';

const granted = (levels: string): string => `exists (select 1 from vault.class_grant g where g.role = current_user and g.class = data_key.class and g.level in (${levels}))`;

/**
 * The vault: wrapped data keys, who may reach which class, and what happened to each key. A service's role `<service>_vault`
 * sees the keys of the classes granted to it, makes keys of those it seals, and may change such a key in one way: destroy it.
 * `vault_worker` wraps keys anew. A destroyed key never comes back, whoever tries.
 */
export const VAULT_TABLES = [
  `create table data_key (
    id uuid primary key,
    holder text not null check (holder <> ''),
    class text not null,
    suite text not null check (suite in ('aes', 'sm4')),
    period text not null default '',
    kek text not null,
    wrapped bytea,
    created_at timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz,
    ground text,
    check ((wrapped is null) = (destroyed_at is not null)),
    check ((ground is null) = (destroyed_at is null))
  )`,
  'create unique index data_key_live on data_key (holder, class, suite, period) where destroyed_at is null',
  'create index data_key_kek on data_key (kek, id) where destroyed_at is null',
  `create index data_key_period on data_key (class, period) where destroyed_at is null and period <> ''`,
  `create table class_grant (
    role name not null,
    class text not null,
    level text not null check (level in ('open', 'seal')),
    primary key (role, class)
  )`,
  `create table key_log (
    id bigint generated always as identity primary key,
    key uuid not null references data_key (id),
    at timestamptz not null default clock_timestamp(),
    role name not null,
    action text not null check (action in ('made', 'rewrapped', 'destroyed')),
    kek text not null
  )`,
  'create index key_log_key on key_log (key, id)',
  ...['data_key', 'class_grant', 'key_log'].map(enableRowSecurity),
  appendOnly('key_log'),

  `create function guard_key() returns trigger language plpgsql set search_path = vault as $fn$
begin
  if old.destroyed_at is not null or (new.id, new.holder, new.class, new.suite, new.period, new.created_at) is distinct from (old.id, old.holder, old.class, old.suite, old.period, old.created_at) then
    raise exception 'a data key is re-wrapped or destroyed, and nothing else' using errcode = 'restrict_violation';
  end if;
  return new;
end $fn$`,
  'create trigger data_key_guard before update on data_key for each row execute function guard_key()',
  `create function log_key() returns trigger language plpgsql security definer set search_path = vault as $fn$
begin
  insert into key_log (key, role, action, kek) values (new.id, session_user, case when tg_op = 'INSERT' then 'made' when new.destroyed_at is not null then 'destroyed' else 'rewrapped' end, new.kek);
  return null;
end $fn$`,
  'create trigger data_key_log after insert or update on data_key for each row execute function log_key()',

  `create policy class_grant_owner on class_grant for all to vault_owner using (true) with check (true)`,
  `create policy class_grant_own on class_grant for select to public using (role = current_user)`,
  `create policy key_log_append on key_log for insert to vault_owner with check (true)`,
  `create policy key_log_read on key_log for select to vault_worker using (true)`,
  'grant select on key_log to vault_worker',
  `create policy data_key_see on data_key for select to public using (${granted(`'open', 'seal'`)})`,
  `create policy data_key_make on data_key for insert to public with check (destroyed_at is null and ${granted(`'seal'`)})`,
  `create policy data_key_destroy on data_key for update to public using (${granted(`'seal'`)}) with check (destroyed_at is not null and ${granted(`'seal'`)})`,
  `create policy data_key_all on data_key for select to vault_worker using (true)`,
  `create policy data_key_rewrap on data_key for update to vault_worker using (destroyed_at is null) with check (destroyed_at is null)`,
  'grant select, update (kek, wrapped) on data_key to vault_worker',
  'grant usage on schema vault to vault_worker',
  // Policies for everybody look into it; the worker has no row there.
  'grant select on class_grant to vault_worker',
];
