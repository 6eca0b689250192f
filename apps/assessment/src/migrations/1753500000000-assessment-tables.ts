import { AS_PLATFORM, bureauPolicy, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import { inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'assessment_api';
const WORKER = 'assessment_worker';

const STATEMENTS = [
  `create table assessment (
    id uuid primary key,
    version integer not null,
    filing uuid not null,
    owner uuid not null,
    bureau integer not null,
    object text not null,
    state text not null,
    submitted_at timestamptz
  )`,
  'create index assessment_owner on assessment (owner, id desc)',
  `create table filing_copy (
    filing uuid primary key,
    owner uuid not null,
    bureau integer not null,
    object text not null,
    site_name text not null,
    number text
  )`,
  ...['assessment', 'filing_copy'].map(enableRowSecurity),
  historyTable('assessment', 'id', { write: [API, WORKER] }),
  ownerPolicy('assessment', 'owner', API, ['select']),
  bureauPolicy('assessment', 'bureau', API, ['select']),
  grant('assessment', API, ['select']),
  ownerPolicy('filing_copy', 'owner', API, ['select']),
  bureauPolicy('filing_copy', 'bureau', API, ['select']),
  grant('filing_copy', API, ['select']),
  openPolicy('filing_copy', WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
  grant('filing_copy', WORKER, ['select', 'insert', 'update']),
  ...outboxStatements('assessment'),
  ...inboxStatements('assessment'),
];

/** Assessments, and the filings that may owe one. Nothing writes an assessment yet, so nothing may. */
export class AssessmentTables1753500000000 implements MigrationInterface {
  name = 'AssessmentTables1753500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
