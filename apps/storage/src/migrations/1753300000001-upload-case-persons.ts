import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S4: who stands on an application, so that a picture of it is shown to none of them; a resubmission may name others. */
export class UploadCasePersons1753300000001 implements MigrationInterface {
  name = 'UploadCasePersons1753300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table upload_case add persons text[] not null default '{}'");
    await runner.query('alter table upload_case drop constraint upload_case_pkey, add primary key (upload, bureau, filing, persons)');
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
