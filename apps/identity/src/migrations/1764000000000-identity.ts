import { AS_PLATFORM, AS_SOMEBODY, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import { outboxStatements } from '@beian/kit/outbox/ddl';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';
const PUBLIC = 'identity_public';


const TABLES = `
create table account (
  id uuid primary key,
  version integer not null,
  kind text not null check (kind in ('applicant', 'officer')),
  login_name text not null,
  login_key text not null unique,
  real_name text not null,
  id_number text,
  person text,
  mobile text,
  mobile_index text unique,
  email text,
  email_index text unique,
  identity_level text not null check (identity_level in ('none', 'real_person')),
  registered_at timestamptz not null
);
create table credential (
  account uuid primary key references account (id),
  hash text not null,
  changed_at timestamptz not null default now()
);
create table bureau (
  id uuid primary key,
  version integer not null,
  number integer not null unique check (number > 0),
  parent integer references bureau (number) deferrable initially deferred,
  name text not null,
  level text not null check (level in ('province', 'city', 'county')),
  issuing_code text not null check (issuing_code ~ '^[0-9]{6}$'),
  prefix text not null,
  brigade_phone text,
  regions text[] not null,
  active boolean not null
);
create index bureau_parent on bureau (parent);
create table region (
  id uuid primary key,
  version integer not null,
  code text not null unique,
  name text not null,
  parent text references region (code) deferrable initially deferred,
  abolished_on date,
  successors text[] not null
);
create table officer (
  id uuid primary key references account (id),
  version integer not null,
  bureau integer not null references bureau (number),
  roles text[] not null,
  active boolean not null
);
create table session (
  id uuid primary key,
  account uuid not null references account (id),
  token_hash text not null unique,
  factor text not null check (factor in ('password', 'sso')),
  idle interval not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  reason text check (reason in ('logout', 'expired', 'revoked')),
  check ((closed_at is null) = (reason is null))
);
create index session_open on session (last_seen_at) where closed_at is null;
create table login_attempt (
  kind text not null check (kind in ('account', 'address')),
  key text not null,
  failures integer not null default 0,
  failed_at timestamptz,
  pending integer not null default 0,
  pending_at timestamptz,
  primary key (kind, key)
);
create table spent_challenge (
  challenge text primary key,
  expires_at timestamptz not null
);
create index spent_challenge_expiry on spent_challenge (expires_at)`;

const ALL = ['account', 'credential', 'bureau', 'region', 'officer', 'session', 'login_attempt', 'spent_challenge'];

function rights(): string[] {
  return [
    ...ALL.map(enableRowSecurity),
    // A person: the own account, inserted by itself at registration; never another's.
    ownerPolicy('account', 'id', API, ['select', 'insert', 'update']),
    grant('account', API, ['select', 'insert', 'update']),
    ownerPolicy('credential', 'account', API, ['insert']),
    grant('credential', API, ['insert']),
    ownerPolicy('officer', 'id', API, ['select']),
    grant('officer', API, ['select']),
    ownerPolicy('session', 'account', API, ['select', 'insert', 'update']),
    grant('session', API, ['select', 'insert']),
    grant('session', API, ['update'], ['closed_at', 'reason']),
    // The platform.
    ...['account', 'officer', 'bureau', 'region'].flatMap((table) => [openPolicy(table, WORKER, ['select', 'insert', 'update'], AS_PLATFORM), grant(table, WORKER, ['select', 'insert', 'update'])]),
    openPolicy('credential', WORKER, ['select', 'insert'], AS_PLATFORM),
    grant('credential', WORKER, ['select', 'insert']),
    openPolicy('session', WORKER, ['select', 'update'], AS_PLATFORM),
    grant('session', WORKER, ['select']),
    grant('session', WORKER, ['update'], ['last_seen_at', 'closed_at', 'reason']),
    openPolicy('login_attempt', WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
    grant('login_attempt', WORKER, ['select', 'insert', 'update', 'delete']),
    openPolicy('spent_challenge', WORKER, ['select', 'insert', 'delete'], AS_PLATFORM),
    grant('spent_challenge', WORKER, ['select', 'insert', 'delete']),
    // Everybody: the tree of bureaus and regions.
    ...['bureau', 'region'].flatMap((table) => [API, PUBLIC].flatMap((role) => [openPolicy(table, role, ['select'], AS_SOMEBODY), grant(table, role, ['select'])])),
    historyTable('account', 'id', { write: [API, WORKER] }),
    historyTable('officer', 'id', { write: [WORKER] }),
    historyTable('bureau', 'id', { write: [WORKER] }),
    historyTable('region', 'id', { write: [WORKER] }),
  ];
}

/** Accounts, officers, bureaus, regions, sessions, and what guards the login. */
export class Identity1764000000000 implements MigrationInterface {
  name = 'Identity1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, ...rights(), ...outboxStatements('identity')]) await runner.query(sql);
  }

  /** Accounts are not dropped; a mistake is mended by a later migration. */
  async down(): Promise<void> {
    throw new Error('Identity is not migrated back');
  }
}
