import { narrowPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const IN_ANY_SCOPE = `nullif(current_setting('beian.kind', true), '') is not null`;

/** Which filings there are, and where, is shown to no statement whose scope was forgotten. */
export class FilingBureauInScope1764600000004 implements MigrationInterface {
  name = 'FilingBureauInScope1764600000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(narrowPolicy('filing_bureau', 'subject_worker', ['select', 'insert', 'update'], IN_ANY_SCOPE));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
