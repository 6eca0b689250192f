import { DomainError } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { chainOf, ROUTING_COLUMNS } from '@beian/kit/jurisdiction/routing';
import { codesOf, routePlaces, type OutsideProvince, type Places, type Routed, type RoutingRows } from '@beian/rules/jurisdiction/route-places';

/** The bureau of these places; throws (422) why there is none. */
export function routeTo(rows: RoutingRows, places: Places, at: Date, outside: OutsideProvince): Routed {
  const route = routePlaces(rows, places, at, outside);
  if (!route.found) throw new DomainError(route.code, 422, route.message);
  return route.routed;
}

/** Where a case of these places goes now. */
export async function bureauOf(tx: Tx, places: Places, at: Date, outside: OutsideProvince): Promise<Routed> {
  const [rows] = await tx.query<RoutingRows & Record<string, unknown>>(`with recursive ${chainOf('$1')} select ${ROUTING_COLUMNS}`, [codesOf(places)]);
  return routeTo(rows ?? { regions: null, bureaus: null }, places, at, outside);
}
