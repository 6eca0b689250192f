import { inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rightsStatements } from './subject-rights.ts';

const TABLES = [
  `create table subject (
    id uuid primary key,
    version integer not null,
    owner uuid not null,
    nature text not null check (nature in ('individual', 'unit')),
    type text not null,
    region text not null,
    unit_name text,
    state text not null check (state in ('submitted', 'approved', 'returned')),
    revision integer not null check (revision > 0),
    approved_revision integer,
    certificate_index text not null,
    submitted_at timestamptz not null,
    unique (id, owner),
    constraint subject_certificate unique (owner, certificate_index),
    check ((nature = 'unit') = (unit_name is not null)),
    check (state <> 'approved' or approved_revision = revision)
  )`,
  'create index subject_owner on subject (owner, id desc)',

  // What was submitted stands for ever; a correction is the next revision.
  `create table subject_revision (
    subject uuid not null,
    revision integer not null check (revision > 0),
    owner uuid not null,
    data text not null,
    name text not null,
    digest text not null,
    commitment text not null,
    persons text[] not null,
    uploads uuid[] not null,
    warnings jsonb not null,
    submitted_at timestamptz not null,
    primary key (subject, revision),
    foreign key (subject, owner) references subject (id, owner)
  )`,

  // S6: each decision of a bundled case, by the command that asked for it, with what it was answered.
  `create table subject_decision (
    command uuid primary key,
    subject uuid not null references subject (id),
    revision integer not null,
    asked text not null check (asked in ('approve', 'return')),
    outcome text not null check (outcome in ('approved', 'returned', 'superseded')),
    filing uuid not null,
    application uuid not null,
    bureau integer not null,
    actor uuid not null,
    at timestamptz not null default clock_timestamp()
  )`,

  // Which bureaus hold or held a case with the subject. The key with the owner refuses an event that names another's subject.
  `create table subject_case (
    subject uuid not null references subject (id),
    bureau integer not null,
    filing uuid not null,
    owner uuid,
    at timestamptz not null default clock_timestamp(),
    primary key (subject, bureau, filing),
    foreign key (subject, owner) references subject (id, owner)
  )`,
];

/** Subjects, their revisions and decisions, and the bureaus that may see them. */
export class SubjectTables1753200000000 implements MigrationInterface {
  name = 'SubjectTables1753200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...rightsStatements(), ...outboxStatements('subject'), ...inboxStatements('subject')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
