import { AS_PLATFORM, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';

const TABLES = [
  // A code is known here by its keyed hash alone, and serves for one purpose, one recipient and, if signed in, one account.
  `create table one_time_code (
    id uuid primary key,
    purpose text not null check (purpose in ('register', 'reset', 'mobile', 'email')),
    recipient text not null,
    account uuid references account (id),
    hash text not null,
    tries integer not null default 0,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index one_time_code_created on one_time_code (created_at)',
  `create table code_quota (
    scope text not null check (scope in ('address', 'session', 'number_gap', 'number_hour', 'number_day', 'platform')),
    key text not null,
    sent integer not null,
    since timestamptz not null,
    primary key (scope, key)
  )`,
  'create index code_quota_since on code_quota (since)',
  // Where an account was opened before: strangers' failures do not lock these out.
  `create table known_address (
    account uuid not null references account (id),
    address text not null,
    seen_at timestamptz not null,
    primary key (account, address)
  )`,
  'create index known_address_seen on known_address (seen_at)',

  `alter table session add column device text not null default '', add column address text not null default ''`,
  'create index session_account on session (account) where closed_at is null',
  // Nullable: the rows before it have histories that do not know it.
  'alter table account add column email_verified_at timestamptz',
  // An address that nobody has proven keeps nobody out; a proven one is one account's (OPN-05).
  'alter table account drop constraint account_email_index_key',
  'create unique index account_email_verified on account (email_index) where email_verified_at is not null',
  'alter table login_attempt drop constraint login_attempt_kind_check',
  `alter table login_attempt add constraint login_attempt_kind_check check (kind in ('account', 'address', 'pair'))`,
];

const RIGHTS = [
  ...['one_time_code', 'code_quota', 'known_address'].map(enableRowSecurity),
  openPolicy('one_time_code', WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
  grant('one_time_code', WORKER, ['select', 'insert', 'delete']),
  grant('one_time_code', WORKER, ['update'], ['tries', 'used_at']),
  openPolicy('code_quota', WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
  grant('code_quota', WORKER, ['select', 'insert', 'update', 'delete']),
  openPolicy('known_address', WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
  grant('known_address', WORKER, ['select', 'insert', 'update', 'delete']),
  // A person replaces the own password without ever reading it; to find the row only its account may be looked at.
  ownerPolicy('credential', 'account', API, ['select', 'update']),
  grant('credential', API, ['select'], ['account']),
  grant('credential', API, ['update'], ['hash', 'changed_at']),
  // At a login the platform hashes anew what was hashed at a lower cost.
  openPolicy('credential', WORKER, ['update'], AS_PLATFORM),
  grant('credential', WORKER, ['update'], ['hash']),
];

/** One-time codes and their limits, where sessions were opened, verified e-mail, and passwords that change. */
export class CodesAndSessions1764171000000 implements MigrationInterface {
  name = 'CodesAndSessions1764171000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Identity is not migrated back');
  }
}
