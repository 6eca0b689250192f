import { AS_PLATFORM, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'audit_api';
const WORKER = 'audit_worker';
const AUDITOR = `'auditor' = any(nullif(current_setting('beian.roles', true), '')::text[])`;
/** Whoever sees a record of the filing; the policies of `record` say who that is. */
const RECORD_SEEN = 'exists (select 1 from record r where r.filing = filing_persons.filing)';

/** S4: whose filing it is, as keyed indexes, so that no auditor reads the own one. */
export class FilingPersons1764300000000 implements MigrationInterface {
  name = 'FilingPersons1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table filing_persons (filing uuid primary key, owner uuid not null, persons text[] not null)',
      enableRowSecurity('filing_persons'),
      openPolicy('filing_persons', API, ['select'], `${AUDITOR} and ${RECORD_SEEN}`, 'auditor'),
      grant('filing_persons', API, ['select']),
      openPolicy('filing_persons', WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
      grant('filing_persons', WORKER, ['select', 'insert', 'update']),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Records are not taken back: restore a backup instead');
  }
}
