import { INSIDE_DEFINER, ownQuestion } from '@beian/kit/db/definers';
import { inBureaus, notOwnCase, openPolicy, standsOn, withhold } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'audit_api';
const OWNER = 'audit_owner';
/** What an auditor finds and reads of the directory; who stands on a filing is compared, and read by nobody. */
const FOUND = ['filing', 'bureau', 'site_name', 'number', 'code'];

/** Whether the auditor stands on a filing that the own bureaus have, or have made records of. Nothing else is told. */
const IS_OWN_FILING = ownQuestion({
  schema: 'audit', name: 'is_own_filing', parameters: { p_filing: 'uuid' }, role: API,
  own: `exists (select 1 from filing_directory d where d.filing = p_filing and ${standsOn('d.owner', 'd.persons')}
    and (d.${inBureaus('bureau')} or exists (select 1 from record r where r.filing = d.filing and r.${inBureaus('bureau')})))`,
});

/**
 * S4: the own filing and its records are hidden from an auditor by the tables themselves, whatever a query forgets. Who stands on
 * a filing moves into the directory's row, so that a search compares the row it reads; records are asked for by filing.
 */
export class OwnCases1766000000000 implements MigrationInterface {
  name = 'OwnCases1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `alter table filing_directory add owner uuid, add persons text[] not null default '{}'`,
      // Row security binds the owner, who has to read what is known so far.
      ...['filing_directory', 'filing_persons'].map((table) => `alter table ${table} no force row level security`),
      'update filing_directory d set owner = p.owner, persons = p.persons from filing_persons p where p.filing = d.filing',
      'alter table filing_directory force row level security',
      'drop table filing_persons',
      `revoke select on filing_directory from ${API}`,
      `grant select (${FOUND.join(', ')}) on filing_directory to ${API}`,

      ...['filing_directory', 'record'].map((table) => openPolicy(table, OWNER, ['select'], INSIDE_DEFINER, 'definer')),
      ...IS_OWN_FILING,
      withhold('filing_directory', API, notOwnCase('owner', 'persons'), 'own'),
      withhold('record', API, `((select current_setting('beian.kind', true)) is distinct from 'officer' or filing is null or not is_own_filing(filing))`, 'own'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
