import type { Actor, Envelope } from '@beian/contracts/envelope';
import type { ServiceName, Stream } from '@beian/contracts/services';
import type { Keys } from '../auth/keys.ts';
import { signedEvent } from './signed-event.ts';

/** An outbox row as the relay reads it. */
export interface OutboxRow {
  readonly id: string;
  readonly stream: Stream;
  readonly aggregate: string;
  readonly version: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly correlation: string;
  readonly causation: string | null;
  readonly snapshot: boolean;
  readonly data: unknown;
}

/** The CloudEvents envelope of a row. */
export function envelopeOf(service: ServiceName, row: OutboxRow): Envelope {
  return {
    specversion: '1.0',
    id: row.id,
    type: row.type,
    source: `/beian/${service}`,
    subject: row.aggregate,
    time: row.at.toISOString(),
    datacontenttype: 'application/json',
    actor: row.actor,
    correlationid: row.correlation,
    causationid: row.causation,
    version: row.version,
    ...(row.snapshot ? { snapshot: true as const } : {}),
    data: row.data,
  };
}

/** A row as Kafka message, in the structured mode of CloudEvents' Kafka binding; the key keeps an aggregate in one partition. */
export function messageOf(keys: Keys, service: ServiceName, row: OutboxRow): { key: string; value: string; headers: Record<string, string> } {
  return {
    key: row.aggregate,
    value: signedEvent(keys, envelopeOf(service, row)),
    headers: { 'content-type': 'application/cloudevents+json' },
  };
}
