import { AS_PLATFORM, narrowPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the worker reads to erase pictures it reads as the platform; a scope that was forgotten shows it nothing. */
export class WorkerInScope1764820000000 implements MigrationInterface {
  name = 'WorkerInScope1764820000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['upload_case', 'subject_upload']) await runner.query(narrowPolicy(table, 'storage_worker', ['select'], AS_PLATFORM));
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
