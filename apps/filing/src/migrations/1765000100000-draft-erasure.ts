import { appendOnly, AS_PLATFORM, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'filing_worker';
const OF_ERASED_ACCOUNT = `${AS_PLATFORM} and exists (select 1 from erased_account e where e.account = draft.owner)`;

/** Drafts end with their account: of an account that was erased the platform may find and remove them, and of no other. */
export class DraftErasure1765000100000 implements MigrationInterface {
  name = 'DraftErasure1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table erased_account (account uuid primary key, at timestamptz not null default clock_timestamp())',
      enableRowSecurity('erased_account'),
      appendOnly('erased_account'),
      openPolicy('erased_account', WORKER, ['select', 'insert'], AS_PLATFORM),
      grant('erased_account', WORKER, ['select', 'insert']),
      openPolicy('draft', WORKER, ['select', 'delete'], OF_ERASED_ACCOUNT, 'erased'),
      grant('draft', WORKER, ['select'], ['id', 'owner']),
      grant('draft', WORKER, ['delete']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was erased does not come back');
  }
}
