import { AS_SOMEBODY, bureauPolicy, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';

/** Who may be given a case: identity's officers, without names; seen in the own bureau and below. */
export class OfficerCopy1764300000000 implements MigrationInterface {
  name = 'OfficerCopy1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table officer_copy (
        account uuid primary key,
        bureau integer not null,
        roles text[] not null,
        person text,
        active boolean not null
      )`,
      enableRowSecurity('officer_copy'),
      bureauPolicy('officer_copy', 'bureau', API, ['select']),
      grant('officer_copy', API, ['select']),
      openPolicy('officer_copy', WORKER, ['select', 'insert', 'update'], AS_SOMEBODY),
      grant('officer_copy', WORKER, ['select', 'insert', 'update']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is copied is copied again, not taken back');
  }
}
