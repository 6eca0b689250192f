import { INSIDE_DEFINER } from '@beian/kit/db/definers';
import { inBureaus, openPolicy, standsOn } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const API = 'filing_api';
/** A registrable domain that everybody uses would fill the page. */
const SHOWN = 20;

/**
 * S7: which filings of other subjects, wherever they lie, have a host under the registrable domains of a case that the officer
 * sees: the number to quote and the bureau to ask, and nothing of the filing itself. Of an own case (S4) only that there is one.
 */
const DUPLICATES_OF = `create function duplicates_of(p_application uuid) returns table (domain text, number text, bureau_name text)
  language plpgsql volatile security definer set search_path = filing, pg_temp as $fn$
begin
  if current_setting('beian.kind', true) is distinct from 'officer' then
    return;
  end if;
  perform set_config('beian.definer', 'on', true);
  return query
    select distinct mine.domain, case when other.own then null else coalesce(f.number, last.number) end, case when other.own then null else b.name end
    from application a
      join host_claim mine on mine.filing = a.filing
      join host_claim c on c.domain = mine.domain and c.subject <> a.subject
      join filing f on f.id = c.filing
      join bureau_copy b on b.bureau = f.bureau
      cross join lateral (select x.number, x.owner, x.persons from application x where x.filing = f.id order by x.n desc limit 1) last
      cross join lateral (select ${standsOn('f.owner', 'f.persons')} or ${standsOn('last.owner', 'last.persons')} as own) other
    where a.id = p_application and a.${inBureaus('bureau')} and not ${standsOn('a.owner', 'a.persons')}
    order by 1, 2 limit ${SHOWN};
  perform set_config('beian.definer', '', true);
end $fn$`;

/** S4, S7: across bureaus a duplicate is answered with a reference, so that one officer can ask the other. */
export class DuplicateReference1766000000001 implements MigrationInterface {
  name = 'DuplicateReference1766000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      openPolicy('bureau_copy', 'filing_owner', ['select'], INSIDE_DEFINER, 'definer'),
      DUPLICATES_OF,
      'revoke all on function duplicates_of(uuid) from public',
      `grant execute on function duplicates_of(uuid) to ${API}`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead');
  }
}
