import { inBureaus, narrowPolicy, ownedBy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'identity_api';
const WORKER = 'identity_worker';
/** An office is a person's: no other kind of scope acts by the role's name alone. */
const ADMINISTERS = `current_setting('beian.kind', true) = 'officer' and nullif(current_setting('beian.roles', true), '')::text[] && '{administrator}'::text[]`;
const HERE = inBureaus('bureau');
/** The account of an officer whom the role's policies on `officer` show within the administrator's bureaus. */
const OF_OFFICERS_HERE = `${ADMINISTERS} and exists (select 1 from officer o where o.id = account and o.${HERE})`;

/**
 * What administrators reach by plain SQL is no more than what the rules let them do: nobody's own appointment is their own
 * work (S4), a history goes on only for bureaus of the own tree, and factors and sessions of officers are an officer's work.
 */
export class AdministrationBounds1764800000010 implements MigrationInterface {
  name = 'AdministrationBounds1764800000010';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      narrowPolicy('officer', API, ['insert', 'update'], `${HERE} and ${ADMINISTERS} and not coalesce(${ownedBy('id')}, false)`, 'administers'),
      `alter policy officer_history_append_administers on officer_history with check (${ADMINISTERS} and not coalesce(${ownedBy('id')}, false)
         and exists (select 1 from officer o where o.id = officer_history.id and o.${HERE}))`,
      // A bureau just founded is in nobody's bureaus yet; the primary key refuses a second beginning of any other.
      `alter policy bureau_history_append_administers on bureau_history with check (${ADMINISTERS}
         and (version = 1 or exists (select 1 from bureau b where b.id = bureau_history.id and b.${inBureaus('number')})))`,
      ...['second_factor', 'recovery_code'].map((table) => narrowPolicy(table, WORKER, ['select', 'delete'], OF_OFFICERS_HERE, 'administrator')),
      narrowPolicy('officer', WORKER, ['select'], `${ADMINISTERS} and ${HERE}`, 'administrator'),
      narrowPolicy('session', WORKER, ['select', 'update'], OF_OFFICERS_HERE, 'administrator'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
