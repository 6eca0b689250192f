import { INSIDE_DEFINER, ownQuestion } from '@beian/kit/db/definers';
import { inBureaus, notOwnCase, openPolicy, standsOn, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'storage_api';
const OWNER = 'storage_owner';
const READ = ['upload', 'upload_case', 'subject_upload', 'subject_case', 'filing_bureau'];

const HERE = (column: string): string => `exists (select 1 from filing_bureau b where b.filing = ${column} and b.${inBureaus('bureau')})`;
const IN_CASE = `exists (select 1 from upload_case c where c.upload = p_upload and ${HERE('c.filing')})`;
const IN_SUBJECT = `exists (select 1 from subject_upload u join subject_case c on c.subject = u.subject and c.owner = u.owner where u.upload = p_upload and ${HERE('c.filing')})`;

/**
 * Whether a picture is of an own case of the officer who asks, of those that the officer would see otherwise. One row that names
 * the officer takes the picture away, however many others do not.
 */
const IS_OWN_UPLOAD = ownQuestion({
  schema: 'storage', name: 'is_own_upload', parameters: { p_upload: 'uuid' }, role: API,
  own: `exists (select 1 from upload where id = p_upload and ${standsOn('owner')})
    or (exists (select 1 from upload_case where upload = p_upload and ${standsOn('owner', 'persons')}) or exists (select 1 from subject_upload where upload = p_upload and ${standsOn('owner', 'persons')}))
      and (${IN_CASE} or ${IN_SUBJECT})`,
});
/** Asked of people of an office alone. */
const NOT_OWN_UPLOAD = `((select current_setting('beian.kind', true)) is distinct from 'officer' or not is_own_upload(upload))`;

/** S4: the pictures of an officer's own cases are hidden by the tables themselves, whatever a query forgets. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...READ.map((table) => openPolicy(table, OWNER, ['select'], INSIDE_DEFINER, 'definer')),
      ...IS_OWN_UPLOAD,
      // A picture is seen by its owner, or with one of these rows.
      ...['upload', 'subject_case'].map((table) => withhold(table, API, notOwnCase('owner'), 'own')),
      ...['upload_case', 'subject_upload'].map((table) => withhold(table, API, NOT_OWN_UPLOAD, 'own')),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
