import { INSIDE_DEFINER, ownQuestion } from '@beian/kit/db/definers';
import { inBureaus, notOwnCase, openPolicy, standsOn, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const OWNER = 'subject_owner';

/**
 * Whether a subject is an officer's own, of those that the officer would see otherwise: by the account, or by a person of its
 * present revision or of the one asked for.
 */
const IS_OWN_SUBJECT = ownQuestion({
  schema: 'subject', name: 'is_own_subject', parameters: { p_subject: 'uuid', p_revision: 'integer' }, role: API,
  own: `exists (select 1 from subject s where s.id = p_subject and (${standsOn('s.owner')}
    or exists (select 1 from subject_revision r where r.subject = s.id and r.revision in (s.revision, p_revision) and ${standsOn('r.owner', 'r.persons')})
      and exists (select 1 from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.${inBureaus('bureau')})))`,
});

/** Asked of people of an office alone. */
const NOT_OWN_SUBJECT = `((select current_setting('beian.kind', true)) is distinct from 'officer' or not is_own_subject(subject, null))`;

/** S4: subjects on which an officer stands are hidden by the tables themselves, whatever a query forgets. The worker decides, and sees them. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...['subject', 'subject_revision', 'subject_case', 'filing_bureau'].map((table) => openPolicy(table, OWNER, ['select'], INSIDE_DEFINER, 'definer')),
      ...IS_OWN_SUBJECT,
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
