import { INSIDE_DEFINER } from '@beian/kit/db/definers';
import { openPolicy } from '@beian/kit/db/policies';

/**
 * Functions that see more than their caller. They run as owner, whom row security binds as well: it sees rows only while a
 * setting stands that these functions alone raise and lower. (A function's own SET clause is closed to plain owners for
 * settings that no extension declares.)
 */
const FUNCTION = 'language plpgsql volatile security definer set search_path = filing, pg_temp';
const RAISE = `perform set_config('beian.definer', 'on', true);`;
const LOWER = `perform set_config('beian.definer', '', true);`;

/** Locks the case and lets the worker see its present bureau for the rest of the transaction; null when there is none. */
const ENTER_CASE = `create function enter_case(p_application uuid) returns integer ${FUNCTION} as $fn$
declare
  found_bureau integer;
begin
  ${RAISE}
  select bureau into found_bureau from application where id = p_application for update;
  ${LOWER}
  if found_bureau is not null then
    perform set_config('beian.bureaus', '{' || found_bureau || '}', true);
  end if;
  return found_bureau;
end $fn$`;

/**
 * S7: takes the hosts for a filing, or says which ones another filing has (\`host\`), and which lie under a registrable
 * domain of another subject (\`domain\`). Which filing that is, is not said. Hosts are taken in one order, so that two
 * submissions never wait for each other.
 */
const CLAIM_HOSTS = `create function claim_hosts(p_filing uuid, p_subject uuid, p_hosts text[], p_domains text[]) returns table (host text, clash text) ${FUNCTION} as $fn$
begin
  ${RAISE}
  delete from host_claim c where c.filing = p_filing and c.host <> all(p_hosts);
  insert into host_claim (host, domain, filing, subject)
    select h, d, p_filing, p_subject from unnest(p_hosts, p_domains) as given(h, d) order by h
    on conflict on constraint host_claim_pkey do nothing;
  return query
    select c.host, 'host'::text from host_claim c where c.host = any(p_hosts) and c.filing <> p_filing
    union all
    select distinct given.h, 'domain'::text from unnest(p_hosts, p_domains) as given(h, d)
      where exists (select 1 from host_claim c where c.domain = given.d and c.subject <> p_subject);
  ${LOWER}
end $fn$`;

/** Gives the hosts back when a filing ends without a number. */
const RELEASE_HOSTS = `create function release_hosts(p_filing uuid) returns void ${FUNCTION} as $fn$
begin
  ${RAISE}
  delete from host_claim where filing = p_filing;
  ${LOWER}
end $fn$`;

/** In which bureaus cases of a subject are open, whoever has them. */
const BUREAUS_OF_SUBJECT = `create function bureaus_of_subject(p_subject uuid) returns integer[] ${FUNCTION} as $fn$
declare
  found_bureaus integer[];
begin
  ${RAISE}
  select array_agg(distinct bureau) into found_bureaus from application where subject = p_subject and stage in ('submitted', 'in_review', 'initial_passed', 'inspecting');
  ${LOWER}
  return found_bureaus;
end $fn$`;

export function definerStatements(): string[] {
  return [
    openPolicy('application', 'filing_owner', ['select', 'update'], INSIDE_DEFINER, 'definer'),
    openPolicy('host_claim', 'filing_owner', ['select', 'insert', 'delete'], INSIDE_DEFINER, 'definer'),
    ENTER_CASE,
    CLAIM_HOSTS,
    RELEASE_HOSTS,
    BUREAUS_OF_SUBJECT,
    'revoke all on function enter_case(uuid), claim_hosts(uuid, uuid, text[], text[]), release_hosts(uuid), bureaus_of_subject(uuid) from public',
    'grant execute on function enter_case(uuid), release_hosts(uuid), bureaus_of_subject(uuid) to filing_worker',
    'grant execute on function claim_hosts(uuid, uuid, text[], text[]) to filing_api, filing_worker',
  ];
}
