import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a malware scanner looked at what was sent. Null in rows, and histories, that are older than the question. */
export class UploadScan1764500000000 implements MigrationInterface {
  name = 'UploadScan1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table upload add scan text check (scan in ('clean', 'unscanned'))`);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
