import { inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rightsStatements } from './storage-rights.ts';

const TABLES = [
  `create table upload (
    id uuid primary key,
    version integer not null,
    owner uuid not null,
    purpose text not null,
    object_key text not null unique,
    type text not null,
    size integer not null check (size > 0),
    digest text not null,
    sent_digest text not null,
    stored_at timestamptz not null,
    unique (id, owner)
  )`,

  // Pictures of an application, as its bureau may see them. The key with the owner refuses an event that names another's upload.
  `create table upload_case (
    upload uuid not null,
    bureau integer not null,
    filing uuid not null,
    owner uuid not null,
    at timestamptz not null default clock_timestamp(),
    primary key (upload, bureau, filing),
    foreign key (upload, owner) references upload (id, owner)
  )`,

  // A subject's pictures and a subject's cases come by two topics in any order: they meet when somebody reads.
  `create table subject_upload (
    subject uuid not null,
    revision integer not null,
    upload uuid not null,
    owner uuid not null,
    persons text[] not null,
    primary key (upload, subject, revision),
    foreign key (upload, owner) references upload (id, owner)
  )`,
  `create table subject_case (
    subject uuid not null,
    bureau integer not null,
    filing uuid not null,
    owner uuid not null,
    at timestamptz not null default clock_timestamp(),
    primary key (subject, bureau, filing)
  )`,
];

/** Uploads, and which bureaus may see them. */
export class StorageTables1753300000000 implements MigrationInterface {
  name = 'StorageTables1753300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...rightsStatements(), ...outboxStatements('storage'), ...inboxStatements('storage')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What is recorded is not taken back: restore a backup instead');
  }
}
