import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { defineError, DomainError } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { routeRegion, type Succession } from '@beian/rules/jurisdiction/route-region';

/** 422: the subject's own place is outside the province, and it does not say where it operates. */
export const OPERATION_MISSING = 'region.operation-missing';
const operationMissing = defineError(OPERATION_MISSING, 422, '所属地区不在本省，请在开办主体中填写运营所在地');

/** A bureau as whoever comes to it needs it. */
export interface RoutedBureau {
  readonly bureau: number;
  readonly name: string;
  readonly issuing_code: string;
  readonly regions: readonly string[];
}
/** The bureau found, and whether by the place of operation. */
export interface Routed extends RoutedBureau {
  readonly byOperation: boolean;
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

/** The places that a subject names. */
export interface Places {
  readonly region: string;
  /** Counts only where the region lies outside the province, and the setting admits it. */
  readonly operationRegion?: string | null | undefined;
}
/** What becomes of a subject whose own place lies outside the province (S5). */
export type OutsideProvince = ServiceEnvironment['OUTSIDE_PROVINCE'];

/** The parameter of `chainOf`. */
export const codesOf = ({ region, operationRegion }: Places): string[] => (operationRegion == null ? [region] : [region, operationRegion]);

/** Part of a `with recursive`: the regions of the parameter (`codesOf`), their parents and successors. */
export const chainOf = (parameter: string): string => `chain as (
  select code, parent, abolished_on, successors from region_copy where code = any(${parameter}::text[])
  union
  select r.code, r.parent, r.abolished_on, r.successors from region_copy r join chain c on r.code = c.parent or r.code = any(c.successors)
)`;

/** Columns of a statement with `chain`. */
export const ROUTING_COLUMNS = `(select jsonb_agg(to_jsonb(chain)) from chain) as regions,
  (select jsonb_agg(jsonb_build_object('bureau', b.bureau, 'name', b.name, 'issuing_code', b.issuing_code, 'regions', b.regions)) from bureau_copy b
     where b.active and b.regions && (select array_agg(code) from chain)) as bureaus`;

/**
 * S5: the subject's own place, by explicit parents and successions, never by arithmetic on the code; outside the province its
 * place of operation, where the setting admits that. Throws (422) why there is no bureau.
 */
export function routeTo({ regions, bureaus }: RoutingRows, { region, operationRegion }: Places, at: Date, outside: OutsideProvince): Routed {
  const parents = new Map((regions ?? []).map(({ code, parent }) => [code, parent]));
  const byRegion = new Map((bureaus ?? []).flatMap((bureau) => bureau.regions.map((code) => [code, bureau] as const)));
  const successions: Succession[] = (regions ?? []).flatMap(({ code, successors, abolished_on }) => (abolished_on === null ? [] : [{ code, successors, since: abolished_on }]));
  const found = routeRegion(byRegion, parents, region, { successions, on: at });
  if (found.found) return { ...found.bureau, byOperation: false };
  if (found.code !== 'region.no-bureau' || outside !== 'place_of_operation') throw new DomainError(found.code, 422, found.message);
  if (operationRegion == null) throw operationMissing();
  const operating = routeRegion(byRegion, parents, operationRegion, { successions, on: at });
  if (operating.found) return { ...operating.bureau, byOperation: true };
  throw new DomainError(operating.code, 422, operating.message);
}

/** Where a case of these places goes now. */
export async function bureauOf(tx: Tx, places: Places, at: Date, outside: OutsideProvince): Promise<Routed> {
  const [rows] = await tx.query<RoutingRows & Record<string, unknown>>(`with recursive ${chainOf('$1')} select ${ROUTING_COLUMNS}`, [codesOf(places)]);
  return routeTo(rows ?? { regions: null, bureaus: null }, places, at, outside);
}
