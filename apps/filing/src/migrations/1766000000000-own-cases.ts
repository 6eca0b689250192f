import { ownQuestion } from '@beian/kit/db/definers';
import { inBureaus, notOwnCase, standsOn, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';

/** History and rounds are seen with their rows; commands and reveals are the officer's own acts, and name no person. */
const HOLDING = ['application', 'filing', 'given_away'];

const isOwn = (table: string): string => `exists (select 1 from ${table} where id = p_id and (${inBureaus('bureau')} or owner = nullif(current_setting('beian.account', true), '')::uuid) and ${standsOn('owner', 'persons')})`;

/** Whether a hidden id is an own case of the officer who asks, of those that the officer would see otherwise. Nothing else is told. */
const IS_OWN_CASE = ownQuestion({
  schema: 'filing', name: 'is_own_case', parameters: { p_id: 'uuid' }, role: API,
  own: `${isOwn('application')} or ${isOwn('filing')}`,
});

/** S4: an officer's own cases are hidden by the tables themselves, whatever a query forgets. The worker decides, and sees them. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // What is left of a case that was given away still names it.
      `alter table given_away add owner uuid, add persons text[] not null default '{}'`,
      // Row security binds the owner, and the table is append-only: both are lifted for what is known so far.
      ...['given_away', 'application'].map((table) => `alter table ${table} no force row level security`),
      'alter table given_away disable trigger given_away_append_only',
      'update given_away g set owner = a.owner, persons = a.persons from application a where a.number = g.number',
      'alter table given_away enable trigger given_away_append_only',
      ...['given_away', 'application'].map((table) => `alter table ${table} force row level security`),

      ...HOLDING.map((table) => withhold(table, API, notOwnCase('owner', 'persons'), 'own')),
      // Seen with a case of the subject, or by its owner.
      withhold('subject_copy', API, notOwnCase('owner'), 'own'),
      ...IS_OWN_CASE,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
