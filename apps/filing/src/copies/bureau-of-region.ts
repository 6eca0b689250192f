import { DomainError } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { routeRegion, type Succession } from '@beian/rules/jurisdiction/route-region';

/** A bureau as whoever comes to it needs it. */
export interface RoutedBureau {
  readonly bureau: number;
  readonly name: string;
  readonly issuing_code: string;
  readonly regions: readonly string[];
}
interface RoutedRegion {
  readonly code: string;
  readonly parent: string | null;
  readonly abolished_on: string | null;
  readonly successors: readonly string[];
}
/** What routing looks at: the region with all that lies above it or took its place, and the bureaus there. */
export interface RoutingRows {
  readonly regions: readonly RoutedRegion[] | null;
  readonly bureaus: readonly RoutedBureau[] | null;
}

/** Part of a `with recursive`: the region of the parameter, its parents and successors. */
export const chainOf = (parameter: string): string => `chain as (
  select code, parent, abolished_on, successors from region_copy where code = ${parameter}
  union
  select r.code, r.parent, r.abolished_on, r.successors from region_copy r join chain c on r.code = c.parent or r.code = any(c.successors)
)`;

/** Columns of a statement with `chain`. */
export const ROUTING_COLUMNS = `(select jsonb_agg(to_jsonb(chain)) from chain) as regions,
  (select jsonb_agg(jsonb_build_object('bureau', b.bureau, 'name', b.name, 'issuing_code', b.issuing_code, 'regions', b.regions)) from bureau_copy b
     where b.active and b.regions && (select array_agg(code) from chain)) as bureaus`;

/** S5: by explicit parents and successions, never by arithmetic on the code. Throws (422) why there is no bureau. */
export function routeTo({ regions, bureaus }: RoutingRows, region: string, at: Date): RoutedBureau {
  const parents = new Map((regions ?? []).map(({ code, parent }) => [code, parent]));
  const byRegion = new Map((bureaus ?? []).flatMap((bureau) => bureau.regions.map((code) => [code, bureau] as const)));
  const successions: Succession[] = (regions ?? []).flatMap(({ code, successors, abolished_on }) => (abolished_on === null ? [] : [{ code, successors, since: abolished_on }]));
  const found = routeRegion(byRegion, parents, region, { successions, on: at });
  if (found.found) return found.bureau;
  throw new DomainError(found.code, 422, found.message);
}

/** Where a case of the region goes now. */
export async function bureauOfRegion(tx: Tx, region: string, at: Date): Promise<RoutedBureau> {
  const [rows] = await tx.query<RoutingRows & Record<string, unknown>>(`with recursive ${chainOf('$1')} select ${ROUTING_COLUMNS}`, [region]);
  return routeTo(rows ?? { regions: null, bureaus: null }, region, at);
}
