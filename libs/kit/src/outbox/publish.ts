import type { EventDefinition } from '@beian/contracts/define-event';
import type { Tx } from '../db/scope.ts';
import { enqueue } from './buffer.ts';

export interface PublishOptions {
  /** The event's id, where something else names it too. */
  readonly id?: string;
  /** The event or command that led to this one; inside a consumer's handler it is the handled event by default. */
  readonly causation?: string;
  /** The data are the aggregate's whole present state, so that a consumer may start from here (see `republish`). */
  readonly snapshot?: boolean;
}

/**
 * Says a fact to the other services, with the transaction: both happen or neither. Throws when the data do not fit the
 * event's schema, when they exceed 512 KB, or when the transaction has ended.
 * @param aggregateId the record the fact is about; its events arrive everywhere in the order of their publication.
 */
export function publish<T>(tx: Tx, definition: EventDefinition<T>, aggregateId: string, data: T, options: PublishOptions = {}): void {
  enqueue(tx, { stream: 'events', aggregate: aggregateId, type: definition.type, data: definition.schema.parse(data), ...options });
}
