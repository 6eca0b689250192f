import { bureauPolicy, enableRowSecurity, grant, inBureaus, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'storage_api';
const WORKER = 'storage_worker';

/** The filing is with one of the session's bureaus now; `column` names it. */
const HERE = (column: string): string => `exists (select 1 from filing_bureau b where b.filing = ${column} and b.${inBureaus('bureau')})`;
const IN_CASE = `exists (select 1 from upload_case c where c.upload = upload.id and ${HERE('c.filing')})`;
const IN_SUBJECT = `exists (select 1 from subject_upload u join subject_case c on c.subject = u.subject and c.owner = u.owner where u.upload = upload.id and ${HERE('c.filing')})`;
const SUBJECT_SEEN = `exists (select 1 from subject_case c where c.subject = subject_upload.subject and c.owner = subject_upload.owner and ${HERE('c.filing')})`;

/** A transfer hands over access: pictures are seen where the filing is now, and no longer where it was. */
export class CaseBureau1764300000000 implements MigrationInterface {
  name = 'CaseBureau1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table filing_bureau (filing uuid primary key, bureau integer not null)',
      // Row security binds the owner, who has to read what is known so far.
      'alter table upload_case no force row level security',
      'alter table subject_case no force row level security',
      `insert into filing_bureau (filing, bureau)
         select distinct on (filing) filing, bureau from (select filing, bureau, at from upload_case union all select filing, bureau, at from subject_case) known order by filing, at desc`,
      'alter table upload_case force row level security',
      'alter table subject_case force row level security',
      enableRowSecurity('filing_bureau'),
      bureauPolicy('filing_bureau', 'bureau', API, ['select']),
      grant('filing_bureau', API, ['select']),
      openPolicy('filing_bureau', WORKER, ['select', 'insert', 'update']),
      grant('filing_bureau', WORKER, ['select', 'insert', 'update']),
      `alter policy upload_case_storage_api_select on upload using (${IN_CASE})`,
      `alter policy upload_subject_storage_api_select on upload using (${IN_SUBJECT})`,
      `alter policy upload_case_bureau_storage_api_select on upload_case using (${HERE('upload_case.filing')})`,
      `alter policy subject_case_bureau_storage_api_select on subject_case using (${HERE('subject_case.filing')})`,
      `alter policy subject_upload_case_storage_api_select on subject_upload using (${SUBJECT_SEEN})`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
