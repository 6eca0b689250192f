import type { Actor } from '@beian/contracts/envelope';
import type { Principal } from '@beian/contracts/principal';
import type { Stream } from '@beian/contracts/services';
import type { Tx } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { nudgeRelays } from './nudge.ts';

/** What one transaction puts into the outbox; version, actor and correlation are added when it is flushed. */
export interface OutboxEntry {
  readonly id?: string;
  readonly stream: Stream | 'runs';
  readonly aggregate: string;
  readonly type: string;
  readonly at?: string;
  readonly causation?: string;
  readonly snapshot?: boolean;
  readonly data: unknown;
}

/** Below Kafka's limit of 1 MB per message with room for the envelope. */
export const MAX_DATA_BYTES = 512 * 1024;

/**
 * Versions are drawn under the row lock of the aggregate's position, which is held until the transaction ends: they are
 * contiguous, and become visible in order. Positions are locked in one order everywhere, so that no two flushes deadlock.
 */
const FLUSH = `with entry as (
  select * from jsonb_to_recordset($1::jsonb) as e(ordinal int, id uuid, stream text, aggregate text, type text, at timestamptz, causation text, snapshot boolean, data jsonb)
), taken as (
  insert into outbox_position as p (stream, aggregate, version)
  select stream, aggregate, count(*)::int from entry group by stream, aggregate order by stream, aggregate
  on conflict (stream, aggregate) do update set version = p.version + excluded.version
  returning stream, aggregate, version
)
insert into outbox (id, stream, aggregate, version, type, at, actor, correlation, causation, snapshot, data)
select e.id, e.stream, e.aggregate,
  t.version - count(*) over (partition by e.stream, e.aggregate) + row_number() over (partition by e.stream, e.aggregate order by e.ordinal),
  e.type, e.at, $2::jsonb, $3, e.causation, e.snapshot, e.data
from entry e join taken t on t.stream = e.stream and t.aggregate = e.aggregate
order by e.ordinal`;

const buffers = new WeakMap<Tx, OutboxEntry[]>();
const causes = new WeakMap<Tx, string>();

/** What the transaction reacts to: the default causation of whatever it publishes. */
export function causedBy(tx: Tx, event: string): void {
  causes.set(tx, event);
}

/** Adds an entry to the transaction's outbox rows, written in one statement before the commit; throws once it has ended. */
export function enqueue(tx: Tx, entry: OutboxEntry): void {
  const size = Buffer.byteLength(JSON.stringify(entry.data));
  if (size > MAX_DATA_BYTES) throw new RangeError(`${entry.type} has ${size} bytes; at most ${MAX_DATA_BYTES} can be published`);
  if (entry.aggregate === '') throw new RangeError(`${entry.type} names no aggregate`);
  const complete = { ...entry, id: entry.id ?? newId(), at: entry.at ?? new Date().toISOString(), causation: entry.causation ?? causes.get(tx) };
  const waiting = buffers.get(tx);
  if (waiting) {
    waiting.push(complete);
    return;
  }
  tx.beforeCommit(() => flush(tx));
  tx.afterCommit(nudgeRelays);
  buffers.set(tx, [complete]);
}

/** The principal as events and records name it. */
export function actorOf(principal: Principal): Actor {
  return { kind: principal.kind, account: principal.account, bureau: principal.bureau };
}

async function flush(tx: Tx): Promise<void> {
  const entries = buffers.get(tx) ?? [];
  buffers.delete(tx);
  const rows = entries.map((entry, ordinal) => ({ ...entry, ordinal, snapshot: entry.snapshot ?? false }));
  await tx.query(FLUSH, [JSON.stringify(rows), JSON.stringify(actorOf(tx.principal)), tx.correlation]);
}
