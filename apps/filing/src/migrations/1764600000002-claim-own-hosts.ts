import { openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSIDE = `current_setting('beian.definer', true) = 'on'`;

/**
 * As before, and only for a filing that is the caller's own or nobody's yet: with another's id a person could give that
 * filing's hosts back, or learn which host it has. The refusal is that of an id which is taken (abuse case 4). The worker
 * has entered the case whose hosts it changes.
 */
const CLAIM_HOSTS = `create or replace function claim_hosts(p_filing uuid, p_subject uuid, p_hosts text[], p_domains text[]) returns table (host text, clash text)
  language plpgsql volatile security definer set search_path = filing, pg_temp as $fn$
declare
  present_kind text := nullif(current_setting('beian.kind', true), '');
begin
  if present_kind is null then
    raise exception 'hosts are not taken without a scope' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('beian.definer', 'on', true);
  if exists (select 1 from filing f where f.id = p_filing and case when present_kind = 'platform'
      then not coalesce(f.bureau = any(nullif(current_setting('beian.bureaus', true), '')::int[]), false)
      else f.owner is distinct from nullif(current_setting('beian.account', true), '')::uuid end) then
    raise exception 'the filing is another''s' using errcode = 'unique_violation', constraint = 'filing_pkey';
  end if;
  delete from host_claim c where c.filing = p_filing and c.host <> all(p_hosts);
  insert into host_claim (host, domain, filing, subject)
    select h, d, p_filing, p_subject from unnest(p_hosts, p_domains) as given(h, d) order by h
    on conflict on constraint host_claim_pkey do nothing;
  return query
    select c.host, 'host'::text from host_claim c where c.host = any(p_hosts) and c.filing <> p_filing
    union all
    select distinct given.h, 'domain'::text from unnest(p_hosts, p_domains) as given(h, d)
      where exists (select 1 from host_claim c where c.domain = given.d and c.subject <> p_subject);
  perform set_config('beian.definer', '', true);
end $fn$`;

/** S7 across bureaus: whether a host is taken is told, whose it is is not, and nobody reaches another's hosts. */
export class ClaimOwnHosts1764600000002 implements MigrationInterface {
  name = 'ClaimOwnHosts1764600000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [openPolicy('filing', 'filing_owner', ['select'], INSIDE, 'definer'), CLAIM_HOSTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
