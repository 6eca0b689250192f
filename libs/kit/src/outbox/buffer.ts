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

const FLUSH = 'select outbox_append($1::jsonb, $2::jsonb, $3)';

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
