import { createHash } from 'node:crypto';
import { AuditRecord, RECORD_TYPE, type SignedRecord } from '@beian/contracts/record';
import type { Principal } from '@beian/contracts/principal';
import canonicalize from 'canonicalize';
import type { DataSource } from 'typeorm';
import { inScope, type Tx } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { actorOf, enqueue } from '../outbox/buffer.ts';

export { commit, newSalt } from './commitment.ts';

/** What signs a service's records; `Keys` of auth/keys is one. */
export interface Signer {
  readonly service: string;
  readonly keyId: string;
  /** base64url Ed25519 signature. */
  signBytes(bytes: Uint8Array): string;
}

type Values = AuditRecord['before'];

/** One action, decision or refused attempt. Personal values stand in `before` and `after` only as commitments. */
export interface RecordEntry {
  /** What was done, e.g. `application.approve`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** Stable code of the refusal. */
  readonly code?: string | null;
  readonly target: { readonly type: string; readonly id: string };
  readonly filing?: string | null;
  readonly bureau?: number | null;
  /** Legal or stated ground, a code. */
  readonly ground?: string | null;
  readonly before?: Values;
  readonly after?: Values;
}

/**
 * Records an action for the auditor within its own transaction: if the record cannot be written, the action fails.
 * Throws when the entry does not fit the contract, or the transaction has ended.
 */
export function record(tx: Tx, signer: Signer, entry: RecordEntry): void {
  const { principal } = tx;
  const whole = AuditRecord.parse({
    id: newId(),
    schema: 'beian.record.v1',
    service: signer.service,
    action: entry.action,
    outcome: entry.outcome,
    code: entry.code ?? null,
    target: { type: entry.target.type, id: entry.target.id },
    filing: entry.filing ?? null,
    bureau: entry.bureau ?? null,
    actor: actorOf(principal),
    credential: principal.token === null ? null : createHash('sha256').update(principal.token).digest('hex'),
    ground: entry.ground ?? null,
    before: entry.before ?? {},
    after: entry.after ?? {},
    correlation: tx.correlation,
    at: new Date().toISOString(),
  } satisfies AuditRecord);
  enqueue(tx, { id: whole.id, stream: 'records', aggregate: whole.filing ?? whole.target.id, type: RECORD_TYPE, at: whole.at, data: signRecord(signer, whole) });
}

/** Records a refused attempt in a transaction of its own, because the attempt's was rolled back. */
export async function recordRefusal(source: DataSource, principal: Principal, signer: Signer, entry: Omit<RecordEntry, 'outcome'>): Promise<void> {
  await inScope(source, principal, async (tx) => record(tx, signer, { ...entry, outcome: 'refused' }));
}

/** The record's RFC 8785 bytes with the service's signature over them. */
export function signRecord(signer: Signer, whole: AuditRecord): SignedRecord {
  const canonical = canonicalize(whole);
  if (canonical === undefined) throw new TypeError('A record has no canonical form');
  const bytes = Buffer.from(canonical, 'utf8');
  return { canonical, digest: createHash('sha256').update(bytes).digest('hex'), key: signer.keyId, signature: signer.signBytes(bytes) };
}
