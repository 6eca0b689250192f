import { AS_PLATFORM, enableRowSecurity, grant, inBureaus, openPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';
const holds = (...roles: string[]): string => `nullif(current_setting('beian.roles', true), '')::text[] && '{${roles.join(',')}}'::text[]`;
const ADMINISTERS = `current_setting('beian.kind', true) = 'officer' and ${holds('administrator')}`;
/** Supervisors see the officers of their bureaus, to give them cases and to put one in another's place. */
const LEADS = `current_setting('beian.kind', true) = 'officer' and ${holds('administrator', 'supervisor')}`;
const HERE = inBureaus('bureau');
/** The account of an officer whom the session's policies on \`officer\` show. */
const officerSeen = (column: string): string => `exists (select 1 from officer o where o.id = ${column} and o.${HERE})`;

const TABLES = [
  // An appointment is written before its account, so that the account is seen by who appoints.
  'alter table officer alter constraint officer_id_fkey deferrable initially deferred',
  'create index officer_bureau on officer (bureau)',
  'alter table bureau add successor integer references bureau (number)',
  'create unique index bureau_issuing_code on bureau (issuing_code) where active',
  `create table leave (
    id uuid primary key,
    version integer not null,
    officer uuid not null references officer (id),
    bureau integer not null references bureau (number),
    delegate uuid references officer (id),
    from_day date not null,
    to_day date not null,
    ended_at timestamptz,
    check (to_day >= from_day),
    check (delegate <> officer)
  )`,
  'create index leave_delegate on leave (delegate) where ended_at is null',
  'create index leave_bureau on leave (bureau, to_day) where ended_at is null',
  // Of a code only its digest is kept, and one code at a time is good.
  `create table enrolment (
    id uuid primary key,
    account uuid not null references account (id),
    code_hash text not null unique,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    withdrawn_at timestamptz
  )`,
  'create index enrolment_account on enrolment (account)',
];

/** Administration of bureaus and officers, leave, and the codes with which a new officer sets the password. */
export class Administration1764300000000 implements MigrationInterface {
  name = 'Administration1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...TABLES,
      ...['leave', 'enrolment'].map(enableRowSecurity),

      openPolicy('officer', API, ['select'], `${HERE} and ${LEADS}`, 'leads'),
      openPolicy('officer', API, ['insert', 'update'], `${HERE} and ${ADMINISTERS}`, 'administers'),
      grant('officer', API, ['insert']),
      grant('officer', API, ['update'], ['version', 'bureau', 'roles', 'active']),
      `create policy officer_history_append_administers on officer_history for insert to ${API} with check (${ADMINISTERS} and exists (select 1 from officer o where o.id = officer_history.id))`,
      // Of a new row its history is written in the same statement, which does not see the row yet.
      `create policy officer_history_begin_administers on officer_history for insert to ${API} with check (${ADMINISTERS} and version = 1)`,
      `create policy officer_history_read_leads on officer_history for select to ${API} using (exists (select 1 from officer o where o.id = officer_history.id))`,
      grant('officer_history', API, ['select', 'insert']),

      openPolicy('account', API, ['select'], `kind = 'officer' and ${LEADS} and ${officerSeen('account.id')}`, 'leads'),
      openPolicy('account', API, ['insert'], `kind = 'officer' and ${ADMINISTERS} and ${officerSeen('account.id')}`, 'administers'),
      openPolicy('session', API, ['select', 'update'], `${ADMINISTERS} and ${officerSeen('session.account')}`, 'administers'),

      openPolicy('bureau', API, ['insert'], `parent = any(nullif(current_setting('beian.bureaus', true), '')::int[]) and ${ADMINISTERS}`, 'administers'),
      openPolicy('bureau', API, ['update'], `${inBureaus('number')} and ${ADMINISTERS}`, 'administers'),
      grant('bureau', API, ['insert']),
      grant('bureau', API, ['update'], ['version', 'parent', 'name', 'level', 'issuing_code', 'prefix', 'brigade_phone', 'regions', 'active', 'successor']),
      `create policy bureau_history_append_administers on bureau_history for insert to ${API} with check (${ADMINISTERS})`,
      `create policy bureau_history_read_administers on bureau_history for select to ${API} using (${ADMINISTERS} and exists (select 1 from bureau b where b.id = bureau_history.id and b.${inBureaus('number')}))`,
      grant('bureau_history', API, ['select', 'insert']),

      openPolicy('leave', API, ['select', 'insert', 'update'], `${HERE} and ${LEADS}`, 'leads'),
      openPolicy('leave', WORKER, ['select'], AS_PLATFORM),
      grant('leave', API, ['select', 'insert']),
      grant('leave', API, ['update'], ['version', 'ended_at']),
      grant('leave', WORKER, ['select']),
      historyTable('leave', 'id', { write: [API] }),

      openPolicy('enrolment', API, ['select', 'insert', 'update'], `${ADMINISTERS} and ${officerSeen('enrolment.account')}`, 'administers'),
      openPolicy('enrolment', WORKER, ['select', 'update'], AS_PLATFORM),
      grant('enrolment', API, ['select', 'insert']),
      grant('enrolment', API, ['update'], ['withdrawn_at']),
      grant('enrolment', WORKER, ['select']),
      grant('enrolment', WORKER, ['update'], ['used_at']),
      openPolicy('credential', WORKER, ['update'], AS_PLATFORM, 'enrolment'),
      grant('credential', WORKER, ['update'], ['hash', 'changed_at']),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  /** Appointments are not dropped; a mistake is mended by a later migration. */
  async down(): Promise<void> {
    throw new Error('Identity is not migrated back');
  }
}
