import { inBureaus, notOwnCase, openPolicy, standsOn, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const OWNER = 'subject_owner';
const INSIDE = `current_setting('beian.definer', true) = 'on'`;

/**
 * Whether a subject is an officer's own, of those that the officer would see otherwise: by the account, or by a person of its
 * present revision or of the one asked for.
 */
const IS_OWN_SUBJECT = `create function is_own_subject(p_subject uuid, p_revision integer) returns boolean language plpgsql volatile security definer set search_path = subject, pg_temp as $fn$
declare
  own boolean;
begin
  if current_setting('beian.kind', true) is distinct from 'officer' then
    return false;
  end if;
  perform set_config('beian.definer', 'on', true);
  own := exists (select 1 from subject s where s.id = p_subject and (${standsOn('s.owner')}
    or exists (select 1 from subject_revision r where r.subject = s.id and r.revision in (s.revision, p_revision) and ${standsOn('r.owner', 'r.persons')})
      and exists (select 1 from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.${inBureaus('bureau')})));
  perform set_config('beian.definer', '', true);
  return own;
end $fn$`;

/** Asked of people of an office alone. */
const NOT_OWN_SUBJECT = `((select current_setting('beian.kind', true)) is distinct from 'officer' or not is_own_subject(subject, null))`;

/** S4: subjects on which an officer stands are hidden by the tables themselves, whatever a query forgets. The worker decides, and sees them. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...['subject', 'subject_revision', 'subject_case', 'filing_bureau'].map((table) => openPolicy(table, OWNER, ['select'], INSIDE, 'definer')),
      IS_OWN_SUBJECT,
      'revoke all on function is_own_subject(uuid, integer) from public',
      `grant execute on function is_own_subject(uuid, integer) to ${API}`,
      // A subject and its revisions are seen by its owner, or with a case; a former revision may name who is on the present one no longer.
      withhold('subject_case', API, NOT_OWN_SUBJECT, 'own'),
      withhold('subject', API, notOwnCase('owner'), 'own'),
      withhold('subject_revision', API, notOwnCase('owner', 'persons'), 'own'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
