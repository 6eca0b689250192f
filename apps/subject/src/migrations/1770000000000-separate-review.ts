import { INSIDE_DEFINER, ownQuestion } from '@beian/kit/db/definers';
import { appendOnly, AS_PLATFORM, AS_SOMEBODY, bureauPolicy, enableRowSecurity, grant, inBureaus, notOwnCase, openPolicy, ownedBy, ownerPolicy, standsOn, withhold } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import { COPY_TABLES } from '@beian/kit/jurisdiction/copies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'subject_api';
const WORKER = 'subject_worker';
const OWNER = 'subject_owner';

const TABLES = [
  ...COPY_TABLES,
  // Who decides a subject is said on its row: a bundled case must not, whichever bureau has it.
  'alter table subject add column separate boolean not null default false',
  `alter table subject_decision drop constraint subject_decision_outcome_check,
     add constraint subject_decision_outcome_check check (outcome in ('approved', 'returned', 'superseded', 'awaited'))`,
  `create table review (
    id uuid primary key,
    version integer not null,
    subject uuid not null,
    n integer not null check (n > 0),
    revision integer not null,
    owner uuid not null,
    persons text[] not null,
    bureau integer not null,
    stage text not null check (stage in ('submitted', 'in_review', 'approved', 'returned')),
    holder uuid,
    submitted_at timestamptz not null,
    due_on date not null,
    calendar text not null,
    remind_on date not null,
    reminded_at timestamptz,
    escalated_at timestamptz,
    decided_at timestamptz,
    reasons text,
    unique (subject, n),
    foreign key (subject, owner) references subject (id, owner),
    check ((stage = 'submitted') = (holder is null)),
    check ((stage in ('approved', 'returned')) = (decided_at is not null)),
    check ((stage = 'returned') = (reasons is not null))
  )`,
  `create unique index review_open on review (subject) where stage in ('submitted', 'in_review')`,
  'create index review_bureau on review (bureau, id)',
  `create table review_command (
    id uuid primary key,
    version integer not null,
    review uuid not null references review (id),
    bureau integer not null,
    action text not null check (action in ('take', 'release', 'approve', 'return')),
    via text not null check (via in ('update', 'signal', 'row')),
    expected_version integer not null,
    sender uuid not null,
    token text not null,
    payload text not null,
    payload_digest text not null,
    status text not null check (status in ('pending', 'applied', 'refused', 'void')),
    code text,
    stage text,
    received_at timestamptz not null,
    expires_at timestamptz not null,
    settled_at timestamptz
  )`,
  // What officers have opened, for the day's quota; the auditor's record says the same and more.
  `create table review_reveal (
    id uuid primary key,
    account uuid not null,
    review uuid not null references review (id),
    field text not null,
    reason text not null,
    day date not null,
    at timestamptz not null default clock_timestamp()
  )`,
  'create index review_reveal_day on review_reveal (account, day)',
];

/** The subject has had a review with one of the session's bureaus; `column` names it. */
const inReview = (column: string): string => `exists (select 1 from review v where v.subject = ${column} and v.${inBureaus('bureau')})`;
const OPEN_HERE = `${inBureaus('bureau')} and stage in ('submitted', 'in_review')`;
/** The platform looking after all reviews: no review has brought it to a bureau yet. */
const AS_KEEPER = `${AS_PLATFORM} and current_setting('beian.bureaus', true) = '{}'`;

/** Locks the review and lets the worker see its bureau for the rest of the transaction; null when there is none. */
const ENTER_REVIEW = [
  `create function enter_review(p_review uuid) returns integer language plpgsql volatile security definer set search_path = subject, pg_temp as $fn$
declare
  found_bureau integer;
begin
  perform set_config('beian.definer', 'on', true);
  select bureau into found_bureau from review where id = p_review for update;
  perform set_config('beian.definer', '', true);
  if found_bureau is not null then
    perform set_config('beian.bureaus', '{' || found_bureau || '}', true);
  end if;
  return found_bureau;
end $fn$`,
  'revoke all on function enter_review(uuid) from public',
  `grant execute on function enter_review(uuid) to ${WORKER}`,
];

/** S4, of the reviews that the officer would see otherwise. */
const IS_OWN_REVIEW = ownQuestion({
  schema: 'subject', name: 'is_own_review', parameters: { p_review: 'uuid' }, role: API,
  own: `exists (select 1 from review v where v.id = p_review and v.${inBureaus('bureau')} and ${standsOn('v.owner', 'v.persons')})`,
});

/** As before, and by a review of the own area too. */
const IS_OWN_SUBJECT = ownQuestion({
  schema: 'subject', name: 'is_own_subject', parameters: { p_subject: 'uuid', p_revision: 'integer' }, role: API,
  own: `exists (select 1 from subject s where s.id = p_subject and (${standsOn('s.owner')}
    or exists (select 1 from subject_revision r where r.subject = s.id and r.revision in (s.revision, p_revision) and ${standsOn('r.owner', 'r.persons')})
      and (exists (select 1 from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.${inBureaus('bureau')}) or ${inReview('s.id')})))`,
}).map((statement) => statement.replace(/^create function/, 'create or replace function'));

const RIGHTS = [
  ...['bureau_copy', 'region_copy', 'review', 'review_command', 'review_reveal'].map(enableRowSecurity),
  historyTable('review', 'id', { write: [API, WORKER] }),
  historyTable('review_command', 'id', { write: [API, WORKER] }),

  ...['bureau_copy', 'region_copy'].flatMap((table) => [
    openPolicy(table, API, ['select'], AS_SOMEBODY),
    grant(table, API, ['select']),
    openPolicy(table, WORKER, ['select', 'insert', 'update'], AS_SOMEBODY),
    grant(table, WORKER, ['select', 'insert', 'update']),
  ]),

  // A submission opens it; an officer takes and gives back; that a subject is approved or returned is said by the worker alone.
  openPolicy('review', API, ['insert'], `${ownedBy('owner')} and stage = 'submitted'`, 'open'),
  ownerPolicy('review', 'owner', API, ['select']),
  bureauPolicy('review', 'bureau', API, ['select']),
  openPolicy('review', API, ['update'], OPEN_HERE, 'desk'),
  grant('review', API, ['select', 'insert']),
  grant('review', API, ['update'], ['version', 'stage', 'holder']),
  bureauPolicy('review', 'bureau', WORKER, ['select', 'update']),
  openPolicy('review', WORKER, ['select'], `${AS_KEEPER} and stage in ('submitted', 'in_review')`, 'keeper'),
  grant('review', WORKER, ['select']),
  grant('review', WORKER, ['update'], ['version', 'bureau', 'stage', 'reminded_at', 'escalated_at', 'decided_at', 'reasons']),
  openPolicy('review', OWNER, ['select', 'update'], INSIDE_DEFINER, 'definer'),
  withhold('review', API, notOwnCase('owner', 'persons'), 'own'),

  ownerPolicy('review_command', 'sender', API, ['select', 'insert']),
  grant('review_command', API, ['select', 'insert']),
  bureauPolicy('review_command', 'bureau', WORKER, ['select', 'update']),
  grant('review_command', WORKER, ['select']),
  grant('review_command', WORKER, ['update'], ['version', 'status', 'code', 'stage', 'settled_at']),

  appendOnly('review_reveal'),
  ownerPolicy('review_reveal', 'account', API, ['select', 'insert']),
  grant('review_reveal', API, ['select', 'insert']),

  openPolicy('subject', API, ['select'], inReview('subject.id'), 'review'),
  openPolicy('subject_revision', API, ['select'], inReview('subject_revision.subject'), 'review'),
  openPolicy('subject', WORKER, ['select', 'update'], inReview('subject.id'), 'review'),
  grant('subject', API, ['update'], ['separate']),
];

/** A subject's own review, where a locality wants one (OPN-04, CON-05). */
export class SeparateReview1770000000000 implements MigrationInterface {
  name = 'SeparateReview1770000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, ...ENTER_REVIEW, ...IS_OWN_REVIEW, ...IS_OWN_SUBJECT]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
