import { appendOnly, AS_SOMEBODY, bureauPolicy, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';

/** Bureaus that have ended with their successors; and all that a bureau still sees of a case it has given away. */
export class HandingOver1764300000001 implements MigrationInterface {
  name = 'HandingOver1764300000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'create table bureau_merger (bureau integer primary key, successor integer not null, check (bureau <> successor))',
      enableRowSecurity('bureau_merger'),
      openPolicy('bureau_merger', WORKER, ['select', 'insert', 'update'], AS_SOMEBODY),
      grant('bureau_merger', WORKER, ['select', 'insert', 'update']),

      `create table given_away (
        id uuid primary key,
        from_bureau integer not null,
        to_bureau integer not null,
        number text not null,
        by uuid not null,
        at timestamptz not null
      )`,
      'create index given_away_list on given_away (from_bureau, at desc, id desc)',
      enableRowSecurity('given_away'),
      appendOnly('given_away'),
      bureauPolicy('given_away', 'from_bureau', API, ['select', 'insert']),
      grant('given_away', API, ['select', 'insert']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
