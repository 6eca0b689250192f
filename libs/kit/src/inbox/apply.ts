import { platformIn } from '@beian/contracts/principal';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Keys } from '../auth/keys.ts';
import { inScope, type Tx } from '../db/scope.ts';
import { withCorrelation } from '../logging/correlation.ts';
import { causedBy } from '../outbox/buffer.ts';
import type { Reading, Routes } from './message.ts';
import { markTaken, type Lane } from './store.ts';

/** What an inbox works with. */
export interface InboxContext {
  /** Role worker of the service whose schema holds the inbox. */
  readonly source: DataSource;
  /** Its name in the tables; the consumer group. */
  readonly consumer: string;
  /** To tell what the services have said from what somebody else has. */
  readonly keys: Keys;
  readonly routes: Routes;
  readonly logger: Logger;
}

/** One inbox transaction: the platform without any bureau, under the event's correlation. */
export function inInbox<T>(context: InboxContext, reading: Reading | undefined, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const run = () => inScope(context.source, platformIn(), fn);
  return reading?.kind === 'event' ? withCorrelation(reading.envelope.correlationid, run) : run();
}

/** Writes the inbox row, then runs the handlers, all within `tx`; false when the event was taken before. */
export async function apply(tx: Tx, lane: Lane, reading: Reading & { kind: 'event' }): Promise<boolean> {
  const { envelope, handlers } = reading;
  if (!(await markTaken(tx, lane, envelope.id, envelope.version, handlers.length > 0))) return false;
  causedBy(tx, envelope.id);
  for (const handler of handlers) await handler(envelope, tx);
  return true;
}
