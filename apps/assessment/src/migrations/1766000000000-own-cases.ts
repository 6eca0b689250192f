import { notOwnCase, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'assessment_api';

/** S4: filings and assessments on which an officer stands are hidden by the tables themselves. Known from a filing's next event. */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = ['filing_copy', 'assessment'].flatMap((table) => [
      `alter table ${table} add persons text[] not null default '{}'`,
      withhold(table, API, notOwnCase('owner', 'persons'), 'own'),
    ]);
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
