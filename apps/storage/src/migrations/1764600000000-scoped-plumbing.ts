import { AS_PLATFORM, narrowPolicy } from '@beian/kit/db/policies';
import { inboxScopeStatements } from '@beian/kit/inbox/ddl';
import { outboxAppendStatements } from '@beian/kit/outbox/append-ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which records exist is read out of no plumbing: the outbox is written by a function, the inbox read by consumers alone. */
export class ScopedPlumbing1764600000000 implements MigrationInterface {
  name = 'ScopedPlumbing1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...outboxAppendStatements('storage'),
      ...inboxScopeStatements('storage'),
      // The sweeper compares keys; outside its own transactions nobody reads any.
      narrowPolicy('upload', 'storage_worker', ['select'], AS_PLATFORM),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
