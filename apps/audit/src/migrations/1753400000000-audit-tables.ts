import { inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rightsStatements } from './audit-rights.ts';

const TABLES = [
  // Each record as it arrived. The other columns are read out of `canonical`, which alone is what was signed.
  `create table record (
    event uuid primary key,
    record uuid,
    canonical text not null,
    digest text not null,
    key text not null,
    signature text not null,
    fault text,
    source text not null,
    service text not null,
    action text not null,
    outcome text not null check (outcome in ('done', 'refused')),
    code text,
    target_type text not null,
    target_id text not null,
    filing uuid,
    bureau integer,
    actor_kind text not null,
    actor uuid,
    actor_bureau integer,
    at timestamptz not null,
    received_at timestamptz not null default clock_timestamp()
  )`,
  // A record counts once, however often and under whatever event it arrives; what is not genuine keeps nothing genuine out.
  'create unique index record_once on record (record) where fault is null',
  'create index record_filing on record (filing, at)',
  'create index record_fault on record (received_at) where fault is not null',

  `create table filing_directory (filing uuid primary key, bureau integer not null, site_name text not null, number text, code text)`,
  'create index filing_directory_bureau on filing_directory (bureau, filing desc)',
  'create index filing_directory_code on filing_directory (code) where code is not null',
  `create table bureau_directory (bureau integer primary key, name text not null)`,
  `create table officer_directory (account uuid primary key, bureau integer not null, roles text[] not null)`,
];

/** Signed records as they arrived, and a small directory to find and read them by. */
export class AuditTables1753400000000 implements MigrationInterface {
  name = 'AuditTables1753400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...rightsStatements(), ...outboxStatements('audit'), ...inboxStatements('audit')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Records are not taken back: restore a backup instead');
  }
}
