import { AS_PLATFORM, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';

/** `subject` is the keyed index of issuer and subject: who somebody is at the provider stands nowhere in clear. */
const TABLES = `
alter table account add column organisation_name text, add column organisation_code text;
alter table account add constraint account_organisation check ((organisation_name is null) = (organisation_code is null));
create table sign_on (
  id uuid primary key,
  version integer not null,
  account uuid not null references account (id),
  provider text not null check (provider in ('citizens', 'officers')),
  subject text not null,
  linked_at timestamptz not null,
  unlinked_at timestamptz
);
create unique index sign_on_subject on sign_on (subject) where unlinked_at is null;
create index sign_on_account on sign_on (account);
create index account_person on account (person);
create table sign_on_attempt (
  id uuid primary key,
  state text not null unique,
  browser text not null,
  provider text not null,
  purpose text not null check (purpose in ('login', 'link', 'verify')),
  account uuid references account (id),
  session uuid references session (id),
  back text,
  nonce text not null,
  verifier text not null,
  claims text,
  begun_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'login') = (account is null))
);
create index sign_on_attempt_expiry on sign_on_attempt (expires_at);
create index sign_on_attempt_pending on sign_on_attempt (browser) where claims is not null;
alter table session add column sign_on uuid references sign_on (id);
alter table session drop constraint session_factor_check;
alter table session add constraint session_factor_check check (factor in ('password', 'totp', 'sso'))`;

function rights(): string[] {
  return [
    ...['sign_on', 'sign_on_attempt'].map(enableRowSecurity),
    // A person: the own logins; the platform: whose login it is.
    ownerPolicy('sign_on', 'account', API, ['select', 'insert', 'update']),
    grant('sign_on', API, ['select', 'insert']),
    grant('sign_on', API, ['update'], ['unlinked_at', 'version']),
    openPolicy('sign_on', WORKER, ['select'], AS_PLATFORM),
    grant('sign_on', WORKER, ['select']),
    // What is under way belongs to a browser, not yet to a person.
    openPolicy('sign_on_attempt', WORKER, ['select', 'insert', 'update', 'delete'], AS_PLATFORM),
    grant('sign_on_attempt', WORKER, ['select', 'insert', 'delete']),
    grant('sign_on_attempt', WORKER, ['update'], ['used_at', 'claims']),
    historyTable('sign_on', 'id', { write: [API], read: [WORKER] }),
  ];
}

/** Single sign-on (CON-02, ACC-02…08): logins at providers, sign-ons under way, legal persons' accounts. */
export class SignOn1764200000000 implements MigrationInterface {
  name = 'SignOn1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, ...rights()]) await runner.query(sql);
  }

  /** Logins are not dropped; a mistake is mended by a later migration. */
  async down(): Promise<void> {
    throw new Error('Sign-ons are not migrated back');
  }
}
