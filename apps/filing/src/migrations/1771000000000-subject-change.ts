import { appendOnly, AS_PLATFORM, enableRowSecurity, grant, inBureaus, notOwnCase, openPolicy, ownerPolicy, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
const WORKER = 'filing_worker';

/** Where a change of the subject has to be followed: cases under review, and what is filed. */
const BUREAUS_OF_SUBJECT = `create or replace function bureaus_of_subject(p_subject uuid) returns integer[] language plpgsql volatile security definer set search_path = filing, pg_temp as $fn$
declare
  found_bureaus integer[];
begin
  perform set_config('beian.definer', 'on', true);
  select array_agg(distinct bureau) into found_bureaus from (
    select bureau from application where subject = p_subject and stage in ('submitted', 'in_review', 'initial_passed', 'inspecting')
    union select bureau from filing where subject = p_subject and state = 'filed') held;
  perform set_config('beian.definer', '', true);
  return found_bureaus;
end $fn$`;

const STATEMENTS = [
  `create table subject_change (
    subject uuid not null,
    revision integer not null,
    owner uuid not null,
    fields text[] not null,
    decided_at timestamptz not null,
    primary key (subject, revision)
  )`,
  'create index filing_subject on filing (subject)',
  enableRowSecurity('subject_change'),
  appendOnly('subject_change'),
  ownerPolicy('subject_change', 'owner', API, ['select']),
  openPolicy('subject_change', API, ['select'], `exists (select 1 from filing f where f.subject = subject_change.subject and f.${inBureaus('bureau')})`, 'filing'),
  withhold('subject_change', API, notOwnCase('owner'), 'own'),
  grant('subject_change', API, ['select']),
  openPolicy('subject_change', WORKER, ['select', 'insert'], AS_PLATFORM),
  grant('subject_change', WORKER, ['select', 'insert']),
  BUREAUS_OF_SUBJECT,
];

/** What has changed of a subject since its filings were approved (OPN-07). */
export class SubjectChange1771000000000 implements MigrationInterface {
  name = 'SubjectChange1771000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
