import { appendOnly, AS_PLATFORM, AS_SOMEBODY, enableRowSecurity, grant, openPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'notification_api';
const WORKER = 'notification_worker';

const TABLES = [
  // A code goes to a number, which may be nobody's account yet, and helps nobody once it has ended.
  `alter table sms
    alter column account drop not null,
    add column recipient text,
    add column challenge uuid,
    add column expires_at timestamptz,
    add constraint sms_addressed check ((account is not null) <> (recipient is not null)),
    add constraint sms_code_once unique (challenge)`,
  `create table mail (
    id uuid primary key,
    version integer not null,
    challenge uuid not null constraint mail_code_once unique,
    cause uuid not null,
    template text not null,
    recipient text not null,
    subject text not null,
    text text not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
    code text,
    attempts integer not null default 0,
    asks integer not null default 0,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    check ((settled_at is null) = (state in ('waiting', 'sending')))
  )`,
  `create index mail_due on mail (due_at) where state in ('waiting', 'sending')`,
  `create table sandbox_mail (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    text text not null,
    at timestamptz not null default clock_timestamp()
  )`,
  'create index sandbox_mail_at on sandbox_mail (at desc)',
];

const RIGHTS = [
  ...['mail', 'sandbox_mail'].map(enableRowSecurity),
  appendOnly('sandbox_mail'),
  historyTable('mail', 'id', { write: [WORKER] }),
  openPolicy('mail', WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
  grant('mail', WORKER, ['select', 'insert']),
  grant('mail', WORKER, ['update'], ['version', 'state', 'code', 'attempts', 'asks', 'due_at', 'settled_at']),
  openPolicy('sandbox_mail', WORKER, ['select', 'insert'], AS_PLATFORM),
  grant('sandbox_mail', WORKER, ['select', 'insert']),
  openPolicy('sandbox_mail', API, ['select'], AS_SOMEBODY),
  grant('sandbox_mail', API, ['select']),
];

/** One-time codes by SMS and e-mail. */
export class CodesAndMail1764172000000 implements MigrationInterface {
  name = 'CodesAndMail1764172000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was told is not taken back: restore a backup instead');
  }
}
