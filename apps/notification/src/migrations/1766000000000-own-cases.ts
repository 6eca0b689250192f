import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S4: who stands on a case, and who officers are, as keyed indexes: so that nobody is told of the own case. Known from the next event of each. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of ['alter table officer_copy add person text', `alter table case_copy add persons text[] not null default '{}'`]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
