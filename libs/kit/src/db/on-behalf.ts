import type { Principal } from '@beian/contracts/principal';
import type { Tx } from './scope.ts';

/**
 * The same transaction, in which history, events and records name the person whose command the platform carries out. What
 * may be seen stays what the platform entered: the scope is the case's, not the person's.
 */
export function onBehalfOf(tx: Tx, principal: Principal): Tx {
  return Object.create(tx, { principal: { value: principal, enumerable: true } }) as Tx;
}
