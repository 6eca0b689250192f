import { AS_ADMINISTRATOR, AS_PLATFORM, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'identity_worker';
const OFFICERS_BELOW = `${AS_ADMINISTRATOR} and bureau = any(nullif(current_setting('beian.bureaus', true), '')::int[])`;
const OF_OFFICERS_BELOW = `${AS_ADMINISTRATOR} and exists (select 1 from officer o where o.id = account)`;

/** A secret is sealed; `last_step` is the newest time step whose code was used, so that none counts twice (RFC 6238, 5.2). */
const TABLES = `
create table second_factor (
  account uuid primary key references account (id),
  secret text not null,
  last_step bigint not null default 0,
  begun_at timestamptz not null default now(),
  enrolled_at timestamptz
);
create table recovery_code (
  account uuid not null references account (id),
  code text not null,
  used_at timestamptz,
  primary key (account, code)
)`;

/** The api role has no right to either table: like passwords, they are looked at by the platform alone. */
function rights(): string[] {
  return [
    ...['second_factor', 'recovery_code'].flatMap((table) => [
      enableRowSecurity(table),
      openPolicy(table, WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
      grant(table, WORKER, ['select', 'insert', 'update', 'delete']),
      openPolicy(table, WORKER, ['select', 'delete'], OF_OFFICERS_BELOW, 'administrator'),
    ]),
    openPolicy('officer', WORKER, ['select'], OFFICERS_BELOW, 'administrator'),
    openPolicy('session', WORKER, ['select', 'update'], OF_OFFICERS_BELOW, 'administrator'),
  ];
}

/** The officers' second factor (等保 2.0 level 3). */
export class SecondFactor1764200000001 implements MigrationInterface {
  name = 'SecondFactor1764200000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, ...rights()]) await runner.query(sql);
  }

  /** Factors are not dropped; a mistake is mended by a later migration. */
  async down(): Promise<void> {
    throw new Error('Second factors are not migrated back');
  }
}
