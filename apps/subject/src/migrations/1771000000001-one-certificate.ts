import { INSIDE_DEFINER } from '@beian/kit/db/definers';
import { enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const WORKER = 'subject_worker';

/**
 * OPN-65: what other accounts have registered under a certificate number, by its keyed index: the one that is approved with the
 * bureau that approved it, and how many wait. Whose they are is not said.
 */
const REGISTERED_ELSEWHERE = [
  `create function registered_elsewhere(p_owner uuid, p_index text) returns table (subject uuid, bureau integer, unit_name text, waiting integer)
  language plpgsql volatile security definer set search_path = subject, pg_temp as $fn$
#variable_conflict use_column
begin
  perform set_config('beian.definer', 'on', true);
  return query
    with others as (select s.id, s.state, s.unit_name from subject s where s.certificate_index = p_index and s.owner <> p_owner and s.erased_at is null)
    select a.id, coalesce(
        (select v.bureau from review v where v.subject = a.id and v.stage = 'approved' order by v.n desc limit 1),
        (select d.bureau from subject_decision d where d.subject = a.id and d.outcome = 'approved' order by d.at desc limit 1)),
      a.unit_name, (select count(*)::int from others where state = 'submitted')
    from (select 1) one left join lateral (select * from others where state = 'approved' order by id limit 1) a on true;
  perform set_config('beian.definer', '', true);
end $fn$`,
  'revoke all on function registered_elsewhere(uuid, text) from public',
  `grant execute on function registered_elsewhere(uuid, text) to ${API}, ${WORKER}`,
];

const STATEMENTS = [
  'create index subject_certificate_index on subject (certificate_index)',
  openPolicy('subject_decision', 'subject_owner', ['select'], INSIDE_DEFINER, 'definer'),
  ...REGISTERED_ELSEWHERE,
  `alter table subject_decision drop constraint subject_decision_outcome_check,
     add constraint subject_decision_outcome_check check (outcome in ('approved', 'returned', 'superseded', 'awaited', 'registered'))`,
  // Which account has tried to register again what another has: told to the bureau once a day.
  'create table contest (subject uuid not null, account uuid not null, day date not null, primary key (subject, account, day))',
  enableRowSecurity('contest'),
  ownerPolicy('contest', 'account', API, ['select', 'insert']),
  grant('contest', API, ['select', 'insert']),
];

/** One approved subject a certificate number, whoever registers it (OPN-65). */
export class OneCertificate1771000000001 implements MigrationInterface {
  name = 'OneCertificate1771000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
