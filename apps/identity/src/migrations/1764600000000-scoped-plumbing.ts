import { outboxAppendStatements } from '@beian/kit/outbox/append-ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which records exist is read out of no plumbing: the outbox is written by a function, the inbox read by consumers alone. */
export class ScopedPlumbing1764600000000 implements MigrationInterface {
  name = 'ScopedPlumbing1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...outboxAppendStatements('identity'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
