import type { Envelope } from '@beian/contracts/envelope';
import { Id } from '@beian/contracts/primitives';
import { AuditRecord, type SignedRecord } from '@beian/contracts/record';
import { verifyRecord, type RecordFault, type Verifier } from '@beian/kit/records/verify';

/** Why a record is not taken for genuine; `source`: another service has sent it than the one it names. */
export type IntakeFault = RecordFault | 'source' | 'id_reused';

/** A record as it will be stored. What is not genuine shows what it claims, and is marked. */
export interface Examined {
  readonly fault: IntakeFault | null;
  readonly record: string | null;
  readonly service: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly code: string | null;
  readonly target: { readonly type: string; readonly id: string };
  readonly filing: string | null;
  readonly bureau: number | null;
  readonly actor: AuditRecord['actor'];
  readonly at: string;
}

/** Checks form, digest, signature and sender of a record, and reads out of it what is searched by. */
export function examine(verifier: Verifier, event: Envelope<SignedRecord>): Examined {
  const { fault } = verifyRecord(verifier, event.data);
  const claimed = claimsOf(event.data.canonical);
  if (!claimed) return unreadable(event, fault ?? 'malformed');
  const { id, service, action, outcome, code, target, filing, bureau, actor, at } = claimed;
  const wrongSource = event.source !== `/beian/${service}`;
  return { fault: fault ?? (wrongSource ? 'source' : null), record: id, service, action, outcome, code, target, filing, bureau, actor, at };
}

/** What a record's bytes say, genuine or not; undefined when they are no record at all. */
export function claimsOf(canonical: string): AuditRecord | undefined {
  try {
    return AuditRecord.safeParse(JSON.parse(canonical)).data;
  } catch {
    return undefined;
  }
}

/** All that is left is the envelope, which is unsigned; its subject is the filing when there is one. */
function unreadable(event: Envelope<SignedRecord>, fault: IntakeFault): Examined {
  const filing = Id.safeParse(event.subject).data ?? null;
  return {
    fault, record: null, service: event.source.replace('/beian/', ''), action: 'record.unreadable', outcome: 'refused', code: null,
    target: { type: 'record', id: event.subject }, filing, bureau: null, actor: event.actor, at: event.time,
  };
}
