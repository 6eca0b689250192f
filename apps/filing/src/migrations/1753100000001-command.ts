import { enableRowSecurity, grant, inBureaus, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';
/** A transferred case takes its commands with it: they are seen where the case is now. */
const WITH_THE_CASE = `exists (select 1 from application a where a.id = command.application and a.${inBureaus('bureau')})`;
const SETTLING = ['version', 'status', 'code', 'stage', 'revision', 'result', 'settled_at', 'untold_since'];

/** Attempts to act on applications, each recorded before it is tried. */
export class CommandTable1753100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table command (
        id uuid primary key,
        version integer not null,
        application uuid not null references application (id),
        filing uuid not null references filing (id),
        bureau integer not null,
        action text not null,
        via text not null check (via in ('update', 'signal', 'row')),
        expected_revision integer not null,
        sender uuid not null,
        token text not null,
        payload text not null,
        payload_digest text not null check (payload_digest ~ '^[0-9a-f]{64}$'),
        status text not null check (status in ('pending', 'applied', 'refused', 'void')),
        code text,
        stage text,
        revision integer,
        result jsonb,
        received_at timestamptz not null,
        expires_at timestamptz not null,
        settled_at timestamptz,
        untold_since timestamptz,
        check ((status = 'pending') = (settled_at is null)),
        check (status = 'pending' or stage is not null),
        check ((status in ('refused', 'void')) = (code is not null))
      )`,
      'create index command_application on command (application, received_at)',
      "create index command_pending on command (expires_at) where status = 'pending'",
      'create index command_untold on command (untold_since) where untold_since is not null',
      enableRowSecurity('command'),
      historyTable('command', 'id', { write: [API, WORKER] }),
      ownerPolicy('command', 'sender', API, ['select', 'insert', 'update']),
      openPolicy('command', WORKER, ['select', 'insert', 'update'], WITH_THE_CASE, 'case'),
      grant('command', API, ['select', 'insert']),
      grant('command', API, ['update'], SETTLING),
      grant('command', WORKER, ['select', 'insert']),
      grant('command', WORKER, ['update'], SETTLING),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('The first tables are not taken back: restore a backup instead');
  }
}
