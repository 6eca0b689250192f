import { appendOnly, AS_PLATFORM, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'storage_worker';

/** A filing or subject whose time has come for a picture while another one still needed it: whichever ends last takes the picture with it. */
export class EndedUse1765000100000 implements MigrationInterface {
  name = 'EndedUse1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table ended_use (upload uuid not null, used_by uuid not null, at timestamptz not null default clock_timestamp(), primary key (upload, used_by))',
      enableRowSecurity('ended_use'),
      appendOnly('ended_use'),
      openPolicy('ended_use', WORKER, ['select', 'insert'], AS_PLATFORM),
      grant('ended_use', WORKER, ['select', 'insert']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Storage is not migrated back');
  }
}
