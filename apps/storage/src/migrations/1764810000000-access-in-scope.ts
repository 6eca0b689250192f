import { AS_PLATFORM, narrowPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which cases and subjects have which pictures is shown to the worker's own transactions, and to no statement whose scope was forgotten. */
export class AccessInScope1764810000000 implements MigrationInterface {
  name = 'AccessInScope1764810000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['upload_case', 'subject_upload']) await runner.query(narrowPolicy(table, 'storage_worker', ['select'], AS_PLATFORM));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
