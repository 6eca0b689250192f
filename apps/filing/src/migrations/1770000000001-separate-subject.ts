import type { MigrationInterface, QueryRunner } from 'typeorm';

/** OPN-04: whether a subject has a review of its own, as the subject service's event says. */
export class SeparateSubject1770000000001 implements MigrationInterface {
  name = 'SeparateSubject1770000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table subject_copy add column separate boolean not null default false');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
