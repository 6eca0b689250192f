import { dropPolicy, inBureaus, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** S4: where a subject stands is seen by its owner, and by the bureaus that hold a case with it; not by every officer. */
export class SubjectCopyOfCases1764600000001 implements MigrationInterface {
  name = 'SubjectCopyOfCases1764600000001';

  async up(runner: QueryRunner): Promise<void> {
    const inCase = `exists (select 1 from application a where a.subject = subject_copy.subject and a.${inBureaus('bureau')})`;
    const statements = [
      'create index application_subject_bureau on application (subject, bureau)',
      dropPolicy('subject_copy', 'filing_api', ['select'], 'officer'),
      openPolicy('subject_copy', 'filing_api', ['select'], inCase, 'case'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
