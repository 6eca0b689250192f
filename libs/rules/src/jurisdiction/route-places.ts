import { routeRegion, type Succession } from './route-region.ts';

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
/** What routing looks at, as a statement of kit/jurisdiction gives it: the region with all that lies above it or took its place, and the bureaus there. */
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
export type OutsideProvince = 'referral' | 'place_of_operation';

/** The subject's own place is outside the province, and it does not say where it operates. */
export const OPERATION_MISSING = 'region.operation-missing';

export type PlacesRoute = { readonly found: true; readonly routed: Routed } | { readonly found: false; readonly code: string; readonly message: string };

/** The region codes that routing starts from. */
export const codesOf = ({ region, operationRegion }: Places): string[] => (operationRegion == null ? [region] : [region, operationRegion]);

/**
 * S5: the subject's own place, by explicit parents and successions, never by arithmetic on the code; outside the province its
 * place of operation, where the setting admits that.
 */
export function routePlaces({ regions, bureaus }: RoutingRows, { region, operationRegion }: Places, at: Date, outside: OutsideProvince): PlacesRoute {
  const parents = new Map((regions ?? []).map(({ code, parent }) => [code, parent]));
  const byRegion = new Map((bureaus ?? []).flatMap((bureau) => bureau.regions.map((code) => [code, bureau] as const)));
  const successions: Succession[] = (regions ?? []).flatMap(({ code, successors, abolished_on }) => (abolished_on === null ? [] : [{ code, successors, since: abolished_on }]));
  const found = routeRegion(byRegion, parents, region, { successions, on: at });
  if (found.found) return { found: true, routed: { ...found.bureau, byOperation: false } };
  if (found.code !== 'region.no-bureau' || outside !== 'place_of_operation') return { found: false, code: found.code, message: found.message };
  if (operationRegion == null) return { found: false, code: OPERATION_MISSING, message: '所属地区不在本省，请在开办主体中填写运营所在地' };
  const operating = routeRegion(byRegion, parents, operationRegion, { successions, on: at });
  return operating.found ? { found: true, routed: { ...operating.bureau, byOperation: true } } : { found: false, code: operating.code, message: operating.message };
}
