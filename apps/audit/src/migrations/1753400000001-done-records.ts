import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Anybody who knows a filing's id can fill its timeline with refused attempts: what was done is read past them. */
export class DoneRecords1753400000001 implements MigrationInterface {
  name = 'DoneRecords1753400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index record_filing_done on record (filing, at) where outcome = 'done'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
