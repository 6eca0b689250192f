import type { Envelope } from '@beian/contracts/envelope';
import { RECORD_TYPE, type AuditRecord, type SignedRecord } from '@beian/contracts/record';
import { newId } from '@beian/kit/http/uuid';
import { signRecord, type Signer } from '@beian/kit/records/record';

/** A record as a service writes it; by default filing's, of an officer who took a case. */
export function aRecord(part: Partial<AuditRecord> = {}): AuditRecord {
  const application = newId();
  return {
    id: newId(), schema: 'beian.record.v1', service: 'filing', action: 'application.take', outcome: 'done', code: null, target: { type: 'application', id: application },
    filing: newId(), bureau: 1, actor: { kind: 'officer', account: newId(), bureau: 1 }, credential: null, ground: null, before: { stage: 'submitted' }, after: { stage: 'in_review' },
    correlation: 'c-1', at: new Date().toISOString(), ...part,
  };
}

/** The record on its topic, signed; `change` alters what was signed. */
export function aSignedEvent(signer: Signer, record: AuditRecord, change: Partial<SignedRecord> & Partial<Pick<Envelope, 'id' | 'version' | 'source'>> = {}): Envelope<SignedRecord> {
  const { id = record.id, version = 1, source = `/beian/${signer.service}`, ...data } = change;
  return {
    specversion: '1.0', id, type: RECORD_TYPE, source, subject: record.filing ?? record.target.id, time: record.at, datacontenttype: 'application/json',
    actor: record.actor, correlationid: record.correlation, causationid: null, version, data: { ...signRecord(signer, record), ...data },
  };
}
