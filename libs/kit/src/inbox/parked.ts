import { platformIn } from '@beian/contracts/principal';
import type { DataSource } from 'typeorm';
import { inScope, type Tx } from '../db/scope.ts';
import { PARKED_VIEW } from './ddl.ts';
import type { Lane, ParkReason } from './store.ts';

/** A parked message as an operator sees it. */
export interface ParkedMessage {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly aggregate: string;
  readonly event: string | null;
  readonly type: string | null;
  readonly version: number | null;
  readonly rank: number;
  readonly reason: ParkReason;
  readonly detail: string;
  readonly attempts: number;
  readonly parked_at: Date;
  readonly retry_at: Date | null;
  readonly verdict: 'release' | 'discard' | null;
  readonly settled_at: Date | null;
  readonly settled_as: 'replayed' | 'released' | 'discarded' | null;
}

/** What waits in this service's inbox, oldest first; only operators see any. `after` is the last id of the page before. */
export function listParked(tx: Tx, after = '0', limit = 100): Promise<ParkedMessage[]> {
  return tx.query<ParkedMessage>(`select ${PARKED_VIEW.join(', ')} from inbox_parked where settled_at is null and id > $1 order by id limit $2`, [after, limit]);
}

/**
 * Asks the consumer, which may be another process, to replay the message's aggregate or to give the message up; it does
 * so within seconds, when the message is first in its queue. False when the message is no longer waiting, or not visible.
 */
export async function decideParked(tx: Tx, id: string, verdict: 'release' | 'discard'): Promise<boolean> {
  const rows = await tx.query('update inbox_parked set verdict = $2, retry_at = now() where id = $1 and settled_at is null returning id', [id, verdict]);
  return rows.length === 1;
}

/** A lane whose first message is due: to be tried again by itself, or by an operator's verdict. */
export type DueLane = Lane & { readonly acceptance: 'head' | 'all' };

/** Lanes to replay now, as the consumer (role worker) looks for them. */
export async function findDue(source: DataSource, consumer: string): Promise<DueLane[]> {
  const rows = await inScope(source, platformIn(), (tx) => tx.query<{ topic: string; aggregate: string; verdict: 'release' | 'discard' | null }>(
    `select topic, aggregate, verdict from (
  select distinct on (topic, aggregate) topic, aggregate, verdict, retry_at from inbox_parked
  where consumer = $1 and settled_at is null order by topic, aggregate, rank, id
) head where retry_at <= now() order by retry_at limit 50`,
    [consumer],
  ));
  return rows.map(({ topic, aggregate, verdict }) => ({ consumer, topic, aggregate, acceptance: verdict === 'release' ? 'all' : 'head' }));
}

/** The topics on which an aggregate waits. */
export async function findLanes(source: DataSource, consumer: string, aggregate: string): Promise<Lane[]> {
  const rows = await inScope(source, platformIn(), (tx) =>
    tx.query<{ topic: string }>('select distinct topic from inbox_parked where consumer = $1 and aggregate = $2 and settled_at is null', [consumer, aggregate]));
  return rows.map(({ topic }) => ({ consumer, topic, aggregate }));
}
