import { appendOnly, enableRowSecurity, grant, inBureaus, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'filing_worker';
const OF_CASE = `exists (select 1 from application a where a.id = erasure.application and a.${inBureaus('bureau')})`;

/** Which part of which application was erased when, under which version of the periods; the sweeper's memory. */
export class Erasure1764400000002 implements MigrationInterface {
  name = 'Erasure1764400000002';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table erasure (
        application uuid not null references application (id),
        part text not null check (part in ('pictures', 'form')),
        retention text not null,
        at timestamptz not null default clock_timestamp(),
        primary key (application, part)
      )`,
      enableRowSecurity('erasure'),
      appendOnly('erasure'),
      openPolicy('erasure', WORKER, ['select', 'insert'], OF_CASE, 'case'),
      grant('erasure', WORKER, ['select', 'insert']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was erased does not come back');
  }
}
