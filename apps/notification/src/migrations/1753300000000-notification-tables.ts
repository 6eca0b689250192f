import { inboxStatements } from '@beian/kit/inbox/ddl';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rightsStatements } from './notification-rights.ts';

const TABLES = [
  // What was told to an account stands for ever; that it was read is said beside it.
  `create table message (
    id uuid primary key,
    account uuid not null,
    cause uuid not null,
    template text not null,
    title text not null,
    body text not null,
    link text,
    filing uuid,
    bureau integer,
    at timestamptz not null default clock_timestamp(),
    unique (cause, account)
  )`,
  'create index message_account on message (account, id desc)',
  `create table message_read (
    message uuid primary key references message (id),
    account uuid not null,
    at timestamptz not null default clock_timestamp()
  )`,
  'create index message_read_account on message_read (account)',

  // S9. `due_at` is when to send a waiting one, or when to ask after one whose sending has not ended.
  `create table sms (
    id uuid primary key,
    version integer not null,
    account uuid not null,
    cause uuid not null,
    template text not null,
    filing uuid,
    application uuid,
    bureau integer,
    text text not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
    code text,
    attempts integer not null default 0,
    asks integer not null default 0,
    due_at timestamptz not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    constraint sms_once unique (cause, account),
    check ((settled_at is null) = (state in ('waiting', 'sending')))
  )`,
  `create index sms_due on sms (due_at) where state in ('waiting', 'sending')`,

  `create table sandbox_sms (
    id uuid primary key,
    recipient text not null,
    text text not null,
    at timestamptz not null default clock_timestamp()
  )`,
  'create index sandbox_sms_at on sandbox_sms (at desc)',

  // Copies, as the last event of their owner said.
  `create table contact (account uuid primary key, mobile text not null)`,
  `create table officer_copy (account uuid primary key, bureau integer not null, roles text[] not null, active boolean not null)`,
  'create index officer_copy_bureau on officer_copy (bureau)',
  `create table bureau_copy (bureau integer primary key, name text not null, brigade_phone text)`,
  `create table case_copy (
    application uuid primary key,
    filing uuid not null,
    number text not null,
    kind text not null,
    object text not null,
    site_name text not null,
    owner uuid not null,
    bureau integer not null,
    holder uuid
  )`,
];

/** System messages, SMS with their states, and the copies that their texts and recipients come from. */
export class NotificationTables1753300000000 implements MigrationInterface {
  name = 'NotificationTables1753300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...rightsStatements(), ...outboxStatements('notification'), ...inboxStatements('notification')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was told is not taken back: restore a backup instead');
  }
}
