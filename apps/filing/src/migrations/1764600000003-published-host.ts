import { AS_SOMEBODY, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSIDE = `current_setting('beian.definer', true) = 'on'`;
const PUBLISHED = (row: 'new' | 'old' | 'filing'): string => `${row}.state in ('filed', 'cancelled')`;

/**
 * Under row security PostgreSQL asks an index only by functions that are declared leakproof. Equality of text is, whether an
 * array contains something is not: a look-up by host would walk through every filing. So the hosts of what is public stand in
 * rows of their own, kept by the table itself.
 */
const KEEP = `create function keep_published_hosts() returns trigger language plpgsql security definer set search_path = filing, pg_temp as $fn$
begin
  perform set_config('beian.definer', 'on', true);
  delete from published_host p where p.filing = new.id and not (${PUBLISHED('new')} and p.host = any(new.hosts));
  insert into published_host (host, filing) select distinct host, new.id from unnest(new.hosts) host where ${PUBLISHED('new')} on conflict do nothing;
  perform set_config('beian.definer', '', true);
  return null;
end $fn$`;

/** OPN-30: a filing is found by its host along an index, also among millions. */
export class PublishedHost1764600000003 implements MigrationInterface {
  name = 'PublishedHost1764600000003';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table published_host (host text not null, filing uuid not null references filing (id), primary key (host, filing))',
      'create index published_host_filing on published_host (filing)',
      enableRowSecurity('published_host'),
      openPolicy('published_host', 'filing_public', ['select'], AS_SOMEBODY),
      grant('published_host', 'filing_public', ['select']),
      openPolicy('published_host', 'filing_owner', ['select', 'insert', 'delete'], INSIDE, 'definer'),
      KEEP,
      'revoke all on function keep_published_hosts() from public',
      `create trigger filing_published after insert on filing for each row when (${PUBLISHED('new')}) execute function keep_published_hosts()`,
      `create trigger filing_republished after update of state, hosts on filing for each row when (${PUBLISHED('new')} or ${PUBLISHED('old')}) execute function keep_published_hosts()`,
      `select set_config('beian.definer', 'on', true)`,
      `insert into published_host (host, filing) select distinct host, filing.id from filing, unnest(filing.hosts) host where ${PUBLISHED('filing')}`,
      `select set_config('beian.definer', '', true)`,
      'drop index filing_hosts',
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
