import { AS_SOMEBODY, narrowPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';


/** Which filings there are, and where, is shown to no statement whose scope was forgotten. */
export class FilingBureauInScope1764600000004 implements MigrationInterface {
  name = 'FilingBureauInScope1764600000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(narrowPolicy('filing_bureau', 'subject_worker', ['select', 'insert', 'update'], AS_SOMEBODY));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
