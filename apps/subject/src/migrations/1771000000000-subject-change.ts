import { grant, openPolicy, ownedBy, inBureaus } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const WORKER = 'subject_worker';

/** What the subject's row takes over when a revision comes into force. */
const FACTS = ['type', 'region', 'operation_region', 'unit_name', 'certificate_index'];

const STATEMENTS = [
  // What a revision says in clear stands with it, and in what it differs from the one before: that of a change waits here until it is in force.
  `alter table subject_revision ${FACTS.map((column) => `add column ${column} text`).join(', ')}, add column fields text[] not null default '{}'`,
  // A change is a review that replaces the revision in force.
  `alter table review add column replaces integer, add column fields text[] not null default '{}',
     add constraint review_replaces check (replaces is null or replaces < revision)`,
  // Its owner may take it back: whoever held it, and what was said of it, stays.
  `alter table review drop constraint review_stage_check, drop constraint review_check, drop constraint review_check1, drop constraint review_check2,
     add constraint review_stage check (stage in ('submitted', 'in_review', 'approved', 'returned') or stage = 'withdrawn' and replaces is not null),
     add constraint review_holder check (stage = 'withdrawn' or (stage = 'submitted') = (holder is null)),
     add constraint review_decided check (stage = 'withdrawn' or (stage in ('approved', 'returned')) = (decided_at is not null)),
     add constraint review_reasons check (stage = 'withdrawn' or (stage = 'returned') = (reasons is not null))`,
  `create policy review_withdraw_api on review for update to ${API} using (${ownedBy('owner')} and replaces is not null and stage in ('submitted', 'returned'))
     with check (${ownedBy('owner')} and stage = 'withdrawn')`,
  // Whether an application of the filing is with its officers.
  'alter table subject_filing add column in_review boolean not null default false',

  openPolicy('subject_filing', API, ['select'], `exists (select 1 from subject s where s.id = subject_filing.subject and s.${ownedBy('owner')})`, 'owner'),
  grant('subject_filing', API, ['select']),
  openPolicy('subject_revision', WORKER, ['select'], `exists (select 1 from review v where v.subject = subject_revision.subject and v.${inBureaus('bureau')})`, 'review'),
  grant('subject_revision', WORKER, ['select'], ['subject', 'revision', 'name', 'submitted_at', ...FACTS]),
  grant('subject', WORKER, ['update'], ['revision', 'submitted_at', ...FACTS]),
];

/** 主体变更 (OPN-07): the revision in force stays until a review has approved the next. */
export class SubjectChange1771000000000 implements MigrationInterface {
  name = 'SubjectChange1771000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
