import type { EventDefinition } from '@beian/contracts/define-event';
import type { Actor, Envelope } from '@beian/contracts/envelope';
import { AuditRecord, SignedRecord } from '@beian/contracts/record';
import type { ServiceName } from '@beian/contracts/services';
import { envelopeOf, type OutboxRow } from '@beian/kit/outbox/envelope-row';
import type { RunRequest } from '@beian/kit/outbox/run';
import { signedEvent } from '@beian/kit/outbox/signed-event';
import type { TestDatabase } from './database.ts';
import { testKeys } from './keys.ts';

const COLUMNS = 'id, stream, aggregate, version, type, at, actor, correlation, causation, snapshot, data';

/** What the service has published, in order, as consumers will get it; of one type, if given. */
export async function publishedEvents<T = unknown>(db: TestDatabase, type?: string | EventDefinition<T>): Promise<Envelope<T>[]> {
  const wanted = typeof type === 'string' ? type : type?.type;
  const rows = await db.admin<OutboxRow>(`select ${COLUMNS} from outbox where stream = 'events' and ($1::text is null or type = $1) order by seq`, [wanted ?? null]);
  return rows.map((row) => envelopeOf(db.service as ServiceName, row) as Envelope<T>);
}

/** The records the service has signed for the auditor, in order; their signatures are the business of kit's own specs. */
export async function recordedActions(db: TestDatabase, action?: string): Promise<AuditRecord[]> {
  const rows = await db.admin<{ data: unknown }>(`select data from outbox where stream = 'records' order by seq`);
  const records = rows.map(({ data }) => AuditRecord.parse(JSON.parse(SignedRecord.parse(data).canonical)));
  return action === undefined ? records : records.filter((record) => record.action === action);
}

/** The runs the service has asked for, in order. */
export async function requestedRuns(db: TestDatabase): Promise<RunRequest[]> {
  const rows = await db.admin<{ data: RunRequest }>(`select data from outbox where stream = 'runs' order by seq`);
  return rows.map(({ data }) => data);
}

/** The envelope as Kafka value, signed by the service that it names as its source. */
export function signedValue(envelope: Envelope): string {
  return signedEvent(testKeys(envelope.source.slice('/beian/'.length)), envelope);
}

/** A well-formed event as it would come from another service. */
export function anEnvelope<T>(definition: EventDefinition<T>, data: T, more: Partial<Envelope<T>> & { subject: string }): Envelope<T> {
  const platform: Actor = { kind: 'platform', account: null, bureau: null };
  return {
    specversion: '1.0',
    id: crypto.randomUUID(),
    type: definition.type,
    source: '/beian/filing',
    time: '2026-03-02T01:00:00.000Z',
    datacontenttype: 'application/json',
    actor: platform,
    correlationid: 'c-1',
    causationid: null,
    version: 1,
    data,
    ...more,
  };
}
