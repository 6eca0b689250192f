import { inboxScopeStatements, inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxAppendStatements } from '@beian/kit/outbox/append-ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { testDatabase, type TestDatabase } from './database.ts';

/** A database with a service's outbox and inbox and, for handlers to write into, a table `effect (event, aggregate, note)`. */
export function plumbingDatabase(service: string): Promise<TestDatabase> {
  class Plumbing1700000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const sql of [...outboxStatements(service), ...outboxAppendStatements(service), ...inboxStatements(service), ...inboxScopeStatements(service)]) await runner.query(sql);
      await runner.query('create table effect (seq bigint generated always as identity, event uuid not null, aggregate text not null, note text not null)');
      await runner.query(`grant select, insert on effect to ${service}_api, ${service}_worker`);
    }

    async down(): Promise<void> {
      throw new Error('A test database is dropped, not reverted');
    }
  }
  return testDatabase({ service, migrations: [Plumbing1700000000000] });
}
