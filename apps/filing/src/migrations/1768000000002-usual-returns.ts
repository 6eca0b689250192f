import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often a bureau has returned filings of a kind within a year, and for which fields: of whole fields, without their rows,
 * and only what has happened to three at least, so that nobody is told about a neighbour. See filing-definers for `beian.definer`.
 */
const USUAL_RETURNS = `create function usual_returns(p_bureau integer, p_object text) returns table (field text, times integer, returned integer)
  language plpgsql volatile security definer set search_path = filing, pg_temp as $fn$
begin
  perform set_config('beian.definer', 'on', true);
  return query
    with recent as materialized (
      select a.id, a.returned_fields from application a
       where a.bureau = p_bureau and a.object = p_object and a.returned_fields <> '{}' and a.submitted_at > now() - interval '1 year'
       order by a.submitted_at desc limit 1000
    ), named as (
      select distinct r.id, array_to_string((string_to_array(each, '.'))[1:2], '.') as part from recent r, unnest(r.returned_fields) as each
    )
    select n.part, count(*)::integer, (select count(*)::integer from recent) from named n group by n.part having count(*) >= 3 order by 2 desc, 1 limit 5;
  perform set_config('beian.definer', '', true);
end $fn$`;

export class UsualReturns1768000000002 implements MigrationInterface {
  name = 'UsualReturns1768000000002';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create index application_returned on application (bureau, object, submitted_at desc) where returned_fields <> '{}'`,
      USUAL_RETURNS,
      'revoke all on function usual_returns(integer, text) from public',
      'grant execute on function usual_returns(integer, text) to filing_api',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead');
  }
}
