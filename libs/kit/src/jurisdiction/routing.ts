/** Part of a `with recursive`: the regions of the parameter (a list of codes), their parents and successors. */
export const chainOf = (parameter: string): string => `chain as (
  select code, parent, abolished_on, successors from region_copy where code = any(${parameter}::text[])
  union
  select r.code, r.parent, r.abolished_on, r.successors from region_copy r join chain c on r.code = c.parent or r.code = any(c.successors)
)`;

/** Columns of a statement with `chain`, which `routePlaces` of libs/rules reads. */
export const ROUTING_COLUMNS = `(select jsonb_agg(to_jsonb(chain)) from chain) as regions,
  (select jsonb_agg(jsonb_build_object('bureau', b.bureau, 'name', b.name, 'issuing_code', b.issuing_code, 'regions', b.regions)) from bureau_copy b
     where b.active and b.regions && (select array_agg(code) from chain)) as bureaus`;
