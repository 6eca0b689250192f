import { INSIDE_DEFINER } from '@beian/kit/db/definers';
import { openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which changes of a subject came back or were taken back, and when: told to whoever sees the subject, for the bureau that reviewed a change
 * may be another one's. An approved change stands in the history of the subject itself (OPN-07).
 */
const CHANGE_OUTCOMES = [
  `create function change_outcomes(p_subject uuid) returns table (revision integer, action text, at timestamptz)
  language plpgsql volatile security definer set search_path = subject, pg_temp as $fn$
#variable_conflict use_column
begin
  perform set_config('beian.definer', 'on', true);
  return query
    select v.revision, h.action, h.at from review v join review_history h on h.id = v.id
    where v.subject = p_subject and v.replaces is not null and h.action in ('review.return', 'review.withdraw');
  perform set_config('beian.definer', '', true);
end $fn$`,
  'revoke all on function change_outcomes(uuid) from public',
  'grant execute on function change_outcomes(uuid) to subject_api',
];

const STATEMENTS = [openPolicy('review_history', 'subject_owner', ['select'], INSIDE_DEFINER, 'definer'), ...CHANGE_OUTCOMES];

/** The history of a subject tells what became of each change. */
export class ChangeOutcomes1772000000000 implements MigrationInterface {
  name = 'ChangeOutcomes1772000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
