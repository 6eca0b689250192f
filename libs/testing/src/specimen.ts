import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { bureauPolicy, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';

/** A versioned table with a column of every kind that services use; the kit's own specs work on it. */
@Entity({ name: 'specimen' })
export class Specimen {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid', name: 'owner_account', nullable: true })
  owner!: string | null;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text', name: 'site_name', nullable: true })
  siteName!: string | null;

  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column({ type: 'date', name: 'due_day', nullable: true })
  dueDay!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  detail!: unknown;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  labels!: string[];

  @Column({ type: 'bigint', nullable: true })
  size!: string | null;

  @Column({ type: 'bytea', nullable: true })
  picture!: Buffer | null;

  @Column({ type: 'double precision', nullable: true })
  ratio!: number | null;

  @Column({ type: 'boolean', default: false })
  flagged!: boolean;

  @Column({ type: 'integer', generatedType: 'STORED', asExpression: 'char_length(site_name)', nullable: true, name: 'name_length', insert: false, update: false })
  nameLength!: number | null;
}

const API = 'filing_api';
const WORKER = 'filing_worker';

/** The specimen's tables, in the schema of filing. */
export class CreateSpecimen1700000000001 implements MigrationInterface {
  name = 'CreateSpecimen1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table specimen (
        id uuid primary key, version integer not null, owner_account uuid, bureau integer not null,
        site_name text, due_at timestamptz, due_day date, detail jsonb, labels text[] not null default '{}',
        size bigint, picture bytea, ratio double precision, flagged boolean not null default false,
        name_length integer generated always as (char_length(site_name)) stored)`,
      enableRowSecurity('specimen'),
      ...[API, WORKER].map((role) => grant('specimen', role, ['select', 'insert', 'update'])),
      ownerPolicy('specimen', 'owner_account', API, ['select', 'insert', 'update']),
      bureauPolicy('specimen', 'bureau', API, ['select', 'update']),
      bureauPolicy('specimen', 'bureau', WORKER, ['select', 'insert', 'update']),
      openPolicy('specimen', 'filing_public', ['select'], 'flagged'),
      grant('specimen', 'filing_public', ['select'], ['id', 'site_name', 'flagged']),
      historyTable('specimen', 'id', { write: [API, WORKER], read: [] }),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table specimen_history, specimen');
  }
}
