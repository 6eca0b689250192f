import { appendOnly, AS_ADMINISTRATOR, AS_SOMEBODY, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';
const TOPIC = `topic text not null check (topic in ('name_rules', 'materials', 'notice'))`;

const TABLES = [
  `create table rule_version (
    ${TOPIC},
    version integer not null check (version > 0),
    content jsonb not null,
    note text not null,
    author uuid not null,
    at timestamptz not null default clock_timestamp(),
    primary key (topic, version)
  )`,
  // Version 0 is what the platform ships, and has no row.
  `create table rule_enactment (
    id uuid primary key,
    ${TOPIC},
    version integer not null check (version >= 0),
    author uuid not null,
    at timestamptz not null default clock_timestamp()
  )`,
  'create index rule_enactment_last on rule_enactment (topic, at desc)',
];

const rights = ['rule_version', 'rule_enactment'].flatMap((table) => [
  enableRowSecurity(table),
  openPolicy(table, API, ['select'], AS_SOMEBODY),
  openPolicy(table, API, ['insert'], AS_ADMINISTRATOR),
  grant(table, API, ['select', 'insert']),
  openPolicy(table, WORKER, ['select'], AS_SOMEBODY),
  grant(table, WORKER, ['select']),
  appendOnly(table),
]);

/** Rules as data: each version is written once, and each enactment kept, so that what was in force when can be told for ever. */
export class RuleVersions1768000000001 implements MigrationInterface {
  name = 'RuleVersions1768000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...rights, 'alter table application add column rules_version integer not null default 0']) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was in force is not forgotten: restore a backup instead');
  }
}
