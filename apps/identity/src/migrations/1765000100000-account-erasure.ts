import { AS_PLATFORM, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { inboxScopeStatements, inboxStatements } from '@beian/kit/inbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';
const COPIES = ['filing_copy', 'subject_copy'];

const TABLES = [
  // Nullable: the rows before it have histories that do not know it.
  'alter table account add column erased_at timestamptz',
  'alter table one_time_code drop constraint one_time_code_purpose_check',
  `alter table one_time_code add constraint one_time_code_purpose_check check (purpose in ('register', 'reset', 'mobile', 'email', 'erase'))`,
  // What other services say of an account's websites and subjects, as far as it stands against the account's erasure.
  `create table filing_copy (
    filing uuid primary key,
    owner uuid not null,
    subject uuid,
    site_name text not null,
    application uuid,
    filed boolean not null
  )`,
  'create index filing_copy_owner on filing_copy (owner) where application is not null or filed',
  'create table subject_copy (subject uuid primary key, owner uuid not null, unit_name text)',
];

/** 注销账号 (个人信息保护法第四十七条): identity hears of filings and subjects, and an account can end with all that opens it. */
export class AccountErasure1765000100000 implements MigrationInterface {
  name = 'AccountErasure1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...inboxStatements('identity'),
      ...inboxScopeStatements('identity'),
      ...TABLES,
      ...COPIES.flatMap((table) => [
        enableRowSecurity(table),
        openPolicy(table, WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
        grant(table, WORKER, ['select', 'insert', 'update']),
        ownerPolicy(table, 'owner', API, ['select']),
        grant(table, API, ['select']),
      ]),
      ownerPolicy('credential', 'account', API, ['delete']),
      grant('credential', API, ['delete']),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Identity is not migrated back');
  }
}
