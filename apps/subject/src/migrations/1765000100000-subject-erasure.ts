import { appendOnly, AS_PLATFORM, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'subject_worker';

/** The platform looking after all subjects: no bureau's case has brought it here. */
const AS_KEEPER = `${AS_PLATFORM} and current_setting('beian.bureaus', true) = '{}'`;
/** A subject that may end: its account was erased, or a filing of it has ended. Whether its time has come is the sweeper's rule. */
const ENDING = `${AS_KEEPER} and (exists (select 1 from erased_account e where e.account = subject.owner)
  or exists (select 1 from subject_filing f where f.subject = subject.id and f.ended_at is not null))`;

const TABLES = [
  'alter table subject add column erased_at timestamptz',
  'create table erased_account (account uuid primary key, at timestamptz not null default clock_timestamp())',
  // What filing says of each filing that a subject stands in, and when it ended.
  `create table subject_filing (
    filing uuid primary key,
    subject uuid not null,
    ended_at timestamptz
  )`,
  'create index subject_filing_subject on subject_filing (subject)',
  'create index subject_filing_ended on subject_filing (ended_at) where ended_at is not null',
  // Row security binds the owner, who has to read what is known so far. When those filings ended is not known here: they keep their subjects.
  'alter table subject_case no force row level security',
  'insert into subject_filing (filing, subject) select distinct on (filing) filing, subject from subject_case order by filing, at desc',
  'alter table subject_case force row level security',
];

/** Subjects end five years after their last filing, or with the account that never used them. */
export class SubjectErasure1765000100000 implements MigrationInterface {
  name = 'SubjectErasure1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...TABLES,
      ...['erased_account', 'subject_filing'].map(enableRowSecurity),
      appendOnly('erased_account'),
      openPolicy('erased_account', WORKER, ['select', 'insert'], AS_PLATFORM),
      grant('erased_account', WORKER, ['select', 'insert']),
      openPolicy('subject_filing', WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
      grant('subject_filing', WORKER, ['select', 'insert', 'update']),
      openPolicy('subject', WORKER, ['select', 'update'], ENDING, 'ending'),
      // The certificate may be registered again once the form is gone.
      grant('subject', WORKER, ['update'], ['certificate_index', 'erased_at']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was erased does not come back');
  }
}
