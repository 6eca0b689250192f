import type { ObjectKind } from '@beian/contracts/primitives';
import { DETAIL_BREAKERS } from './break-details.ts';
import { NAME_BREAKERS } from './break-names.ts';
import { NETWORK_BREAKERS } from './break-network.ts';
import { PERSON_BREAKERS } from './break-people.ts';
import type { Breaker } from './breaker.ts';

/** Every way in which generated forms are broken. */
export const BREAKERS: readonly Breaker[] = [...NAME_BREAKERS, ...NETWORK_BREAKERS, ...PERSON_BREAKERS, ...DETAIL_BREAKERS];

export function breakersOf(object: ObjectKind): Breaker[] {
  return BREAKERS.filter(({ kinds }) => kinds.includes(object));
}
