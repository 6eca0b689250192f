import { appendOnly, enableRowSecurity, grant, ownerPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';

/** What officers have opened, for the day's quota; the auditor's record says the same and more. */
export class Reveal1764400000001 implements MigrationInterface {
  name = 'Reveal1764400000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table reveal (
        id uuid primary key,
        account uuid not null,
        application uuid not null references application (id),
        field text not null,
        reason text not null,
        day date not null,
        at timestamptz not null default clock_timestamp()
      )`,
      'create index reveal_day on reveal (account, day)',
      enableRowSecurity('reveal'),
      appendOnly('reveal'),
      ownerPolicy('reveal', 'account', API, ['select', 'insert']),
      grant('reveal', API, ['select', 'insert']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was looked at is not forgotten: restore a backup instead');
  }
}
