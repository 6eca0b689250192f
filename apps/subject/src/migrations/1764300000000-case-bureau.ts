import { bureauPolicy, enableRowSecurity, grant, inBureaus, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const WORKER = 'subject_worker';

/** The filing is with one of the session's bureaus now; `column` names it. */
const HERE = (column: string): string => `exists (select 1 from filing_bureau b where b.filing = ${column} and b.${inBureaus('bureau')})`;
const inCase = (column: string): string => `exists (select 1 from subject_case c where c.subject = ${column} and ${HERE('c.filing')})`;

/**
 * A transfer hands over access: a subject is seen where a filing of it is now, and no longer where it was. The worker goes on
 * by the bureau that a command names, because a decision may be here before the event of the transfer.
 */
export class CaseBureau1764300000000 implements MigrationInterface {
  name = 'CaseBureau1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table filing_bureau (filing uuid primary key, bureau integer not null)',
      // Row security binds the owner, who has to read what is known so far.
      'alter table subject_case no force row level security',
      'insert into filing_bureau (filing, bureau) select distinct on (filing) filing, bureau from subject_case order by filing, at desc',
      'alter table subject_case force row level security',
      enableRowSecurity('filing_bureau'),
      bureauPolicy('filing_bureau', 'bureau', API, ['select']),
      grant('filing_bureau', API, ['select']),
      openPolicy('filing_bureau', WORKER, ['select', 'insert', 'update']),
      grant('filing_bureau', WORKER, ['select', 'insert', 'update']),
      `alter policy subject_case_subject_api_select on subject using (${inCase('subject.id')})`,
      `alter policy subject_revision_case_subject_api_select on subject_revision using (${inCase('subject_revision.subject')})`,
      `alter policy subject_case_bureau_subject_api_select on subject_case using (${HERE('subject_case.filing')})`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
