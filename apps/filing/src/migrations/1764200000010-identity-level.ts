import type { MigrationInterface, QueryRunner } from 'typeorm';

/** OPN-02: how well the submitting account's person was proven at that time; unknown for what was submitted before. */
export class IdentityLevel1764200000010 implements MigrationInterface {
  name = 'IdentityLevel1764200000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table application add column identity_level text check (identity_level in ('none', 'real_person'))`);
  }

  /** What was told to officers is not dropped. */
  async down(): Promise<void> {
    throw new Error('Filings are not migrated back');
  }
}
