import { grant } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S5: where a subject operates whose own place lies outside the province. */
export class OperationRegion1769000000000 implements MigrationInterface {
  name = 'OperationRegion1769000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table subject add column operation_region text');
    await runner.query(grant('subject', 'subject_api', ['update'], ['operation_region']));
  }

  async down(): Promise<void> {
    throw new Error('What owners have said is not dropped: restore a backup instead');
  }
}
