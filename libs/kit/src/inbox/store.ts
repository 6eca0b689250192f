import type { Tx } from '../db/scope.ts';
import { fingerprint, type Flaw, type IncomingMessage, type Reading } from './message.ts';

/** Why a message waits: a flaw, a failed handler, a missing or late predecessor, or others of its aggregate before it. */
export type ParkReason = Flaw | 'handler' | 'unavailable' | 'gap' | 'late' | 'queued';

/** Consumer, topic and aggregate: the unit of order. */
export interface Lane {
  readonly consumer: string;
  readonly topic: string;
  readonly aggregate: string;
}

/** A parked message, as the consumer replays it. */
export interface ParkedRow {
  readonly id: string;
  readonly kafka_partition: number;
  readonly kafka_offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly version: number | null;
  readonly rank: number;
  readonly reason: ParkReason;
  readonly verdict: 'release' | 'discard' | null;
  readonly attempts: number;
}

const values = ({ consumer, topic, aggregate }: Lane): string[] => [consumer, topic, aggregate];

/** Locks the lane until the transaction ends; answers with the last version taken, 0 at first. What is read after this is current. */
export async function lockLane(tx: Tx, lane: Lane): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `insert into inbox_position as p (consumer, topic, aggregate, version) values ($1, $2, $3, 0)
on conflict (consumer, topic, aggregate) do update set version = p.version returning version`,
    values(lane),
  );
  if (!row) throw new Error('The position of an aggregate could not be locked');
  return row.version;
}

/** Whether the message is known already, and the lowest rank that waits in its lane. */
export async function lookUp(tx: Tx, lane: Lane, message: IncomingMessage, event: string | null): Promise<{ known: boolean; waiting: number | null }> {
  const [row] = await tx.query<{ known: boolean; waiting: number | null }>(
    `select exists (select 1 from inbox where consumer = $1 and event = $4)
  or exists (select 1 from inbox_parked where consumer = $1 and event = $4)
  or exists (select 1 from inbox_parked where consumer = $1 and topic = $2 and kafka_partition = $5 and kafka_offset = $6 and fingerprint = $7) as known,
(select min(rank) from inbox_parked where consumer = $1 and topic = $2 and aggregate = $3 and settled_at is null) as waiting`,
    [...values(lane), event, message.partition, message.offset, fingerprint(message)],
  );
  return row ?? { known: false, waiting: null };
}

/** Writes the inbox row and moves the position; false when another consumer was first. */
export async function markTaken(tx: Tx, lane: Lane, event: string, version: number, handled: boolean): Promise<boolean> {
  const rows = await tx.query(
    `with taken as (insert into inbox (consumer, event, handled) values ($1, $4, $6) on conflict do nothing returning event),
moved as (update inbox_position set version = greatest(version, $5) where consumer = $1 and topic = $2 and aggregate = $3 and exists (select 1 from taken))
select event from taken`,
    [...values(lane), event, version, handled],
  );
  return rows.length === 1;
}

/** Parks a message; a repeat changes nothing. A message without a readable version takes the place after the last one taken. */
export async function park(tx: Tx, lane: Lane, message: IncomingMessage, reading: Reading, position: number, why: { reason: ParkReason; detail: string; attempts: number; retryMs?: number }): Promise<void> {
  await tx.query(
    `insert into inbox_parked (consumer, topic, aggregate, kafka_partition, kafka_offset, fingerprint, key, value, event, type, version, rank, reason, detail, attempts, retry_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now() + $16::interval) on conflict do nothing`,
    [
      ...values(lane), message.partition, message.offset, fingerprint(message), message.key, message.value, reading.event, reading.type, reading.version,
      reading.version ?? position + 1, why.reason, why.detail, why.attempts, why.retryMs === undefined ? null : `${why.retryMs} milliseconds`,
    ],
  );
}

/** The first message that waits in the lane. */
export async function findHead(tx: Tx, lane: Lane): Promise<ParkedRow | undefined> {
  const [row] = await tx.query<ParkedRow>(
    `select id, kafka_partition, kafka_offset, key, value, version, rank, reason, verdict, attempts from inbox_parked
where consumer = $1 and topic = $2 and aggregate = $3 and settled_at is null order by rank, id limit 1`,
    values(lane),
  );
  return row;
}

/** Ends a message's waiting. */
export async function settle(tx: Tx, id: string, as: 'replayed' | 'released' | 'discarded'): Promise<void> {
  await tx.query('update inbox_parked set settled_at = now(), settled_as = $2, retry_at = null where id = $1 and settled_at is null', [id, as]);
}

/** Notes that a replay failed, and when to try again by itself, if at all. */
export async function noteFailure(tx: Tx, id: string, why: { reason: ParkReason; detail: string; attempts: number; retryMs?: number }): Promise<void> {
  await tx.query(
    'update inbox_parked set reason = $2, detail = $3, attempts = attempts + $4, retry_at = now() + $5::interval, verdict = null where id = $1 and settled_at is null',
    [id, why.reason, why.detail, why.attempts, why.retryMs === undefined ? null : `${why.retryMs} milliseconds`],
  );
}

/** Moves the lane's position without an event: an operator has given one up. */
export async function skipTo(tx: Tx, lane: Lane, version: number): Promise<void> {
  await tx.query('update inbox_position set version = greatest(version, $4) where consumer = $1 and topic = $2 and aggregate = $3', [...values(lane), version]);
}
