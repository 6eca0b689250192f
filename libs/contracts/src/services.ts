/** The services: each is one process, one database schema, one set of login roles, one pair of Kafka topics. */
export const SERVICES = ['identity', 'subject', 'filing', 'assessment', 'notification', 'storage', 'audit'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What an outbox row carries: domain facts for other services, or signed records for the auditor. */
export const STREAMS = ['events', 'records'] as const;
export type Stream = (typeof STREAMS)[number];

/** Kafka topic of a service's stream, e.g. `filing.events`. */
export function topicOf(service: ServiceName, stream: Stream = 'events'): string {
  return `${service}.${stream}`;
}
