import { AS_ADMINISTRATOR, AS_SOMEBODY, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';

const COLUMNS = ['version', 'kind', 'name', 'region', 'address', 'phone', 'source', 'filing', 'active'];

/** The directory of access providers and registrars: read by everybody who fills in a form, kept by administrators. */
export class ProviderDirectory1768000000000 implements MigrationInterface {
  name = 'ProviderDirectory1768000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table provider_entry (
        id uuid primary key,
        version integer not null,
        kind text not null check (kind in ('access', 'registrar')),
        name text not null,
        region text not null check (region ~ '^[0-9]{6}$'),
        address text not null default '',
        phone text not null default '',
        source text not null check (source in ('administrator', 'import', 'filing')),
        filing uuid,
        active boolean not null,
        constraint provider_once unique (kind, name, region)
      )`,
      `create index provider_region on provider_entry (kind, region text_pattern_ops, name, id) where active`,
      `create index provider_name on provider_entry (name, id)`,
      enableRowSecurity('provider_entry'),
      openPolicy('provider_entry', API, ['select'], AS_SOMEBODY),
      openPolicy('provider_entry', API, ['insert', 'update'], AS_ADMINISTRATOR),
      grant('provider_entry', API, ['select', 'insert']),
      grant('provider_entry', API, ['update'], COLUMNS),
      openPolicy('provider_entry', WORKER, ['select', 'insert', 'update'], AS_SOMEBODY),
      grant('provider_entry', WORKER, ['select', 'insert']),
      grant('provider_entry', WORKER, ['update'], COLUMNS),
      historyTable('provider_entry', 'id', { write: [API, WORKER] }),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What filings name is not taken away: restore a backup instead');
  }
}
