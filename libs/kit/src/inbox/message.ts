import { createHash } from 'node:crypto';
import type { EventDefinition } from '@beian/contracts/define-event';
import { Envelope } from '@beian/contracts/envelope';
import { SERVICES } from '@beian/contracts/services';
import type { Keys } from '../auth/keys.ts';
import type { Tx } from '../db/scope.ts';
import { isSignedBy } from '../outbox/signed-event.ts';

/** A message as it lies in Kafka. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** What this consumer does about one event type. */
export interface Route {
  readonly definition: EventDefinition;
  readonly handlers: ((event: Envelope, tx: Tx) => Promise<unknown>)[];
}
export type Routes = ReadonlyMap<string, Route>;

/** What reading takes: the types handled here, and the services' public keys. */
export interface Reader {
  readonly routes: Routes;
  readonly keys: Pick<Keys, 'verifyBytes'>;
}

/** Why a message can never be handled by this build. */
export type Flaw = 'malformed' | 'schema' | 'unknown_version';

interface Known {
  readonly aggregate: string;
  readonly event: string | null;
  readonly type: string | null;
  readonly version: number | null;
}
export type Reading =
  | (Known & { readonly kind: 'event'; readonly envelope: Envelope; readonly handlers: Route['handlers'] })
  | (Known & { readonly kind: 'flawed'; readonly flaw: Flaw; readonly detail: string });

/** Reads and checks a message. Never throws: whatever is wrong with it belongs to its aggregate. */
export function readMessage(message: IncomingMessage, { routes, keys }: Reader): Reading {
  const key = message.key?.toString('utf8') ?? '';
  const nameless = key === '' ? `offset ${message.partition}/${message.offset}` : key;
  const unknown: Known = { aggregate: nameless, event: null, type: null, version: null };
  const text = message.value?.toString('utf8') ?? '';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ...unknown, kind: 'flawed', flaw: 'malformed', detail: 'not JSON' };
  }
  const parsed = Envelope.safeParse(json);
  if (!parsed.success) return { ...unknown, kind: 'flawed', flaw: 'malformed', detail: describe('envelope', parsed.error.issues) };
  const envelope: Envelope = { ...parsed.data, data: parsed.data.data };
  const known: Known = { aggregate: envelope.subject, event: envelope.id, type: envelope.type, version: envelope.version };
  const source = envelope.source.slice('/beian/'.length);
  if (!isOwnTopic(message.topic, source) || !isSignedBy(keys, source, text)) return { ...known, kind: 'flawed', flaw: 'malformed', detail: 'not signed by the service whose topic it is' };
  if (key !== envelope.subject) return { ...known, kind: 'flawed', flaw: 'malformed', detail: 'the key is not the subject, so order is not assured' };
  const route = routes.get(envelope.type);
  if (!route) {
    if (!knowsAnotherVersion(envelope.type, routes)) return { ...known, kind: 'event', envelope, handlers: [] };
    return { ...known, kind: 'flawed', flaw: 'unknown_version', detail: `${envelope.type} is handled in another version only` };
  }
  const data = route.definition.schema.safeParse(envelope.data);
  if (!data.success) return { ...known, kind: 'flawed', flaw: 'schema', detail: describe('data', data.error.issues) };
  return { ...known, kind: 'event', envelope: { ...envelope, data: data.data }, handlers: route.handlers };
}

/** A topic with a service's name carries that service's events alone. */
function isOwnTopic(topic: string, source: string): boolean {
  const owner = topic.split('.', 1)[0];
  return owner === source || !SERVICES.some((service) => service === owner);
}

/** Tells messages at the same offset apart after a topic was made anew. */
export function fingerprint(message: IncomingMessage): string {
  return createHash('sha256').update(message.key ?? '').update('\0').update(message.value ?? '').digest('hex');
}

/** Paths and codes only: the values may be personal. */
function describe(what: string, issues: readonly { readonly path: PropertyKey[]; readonly code: string }[]): string {
  return issues.slice(0, 10).map((issue) => `${[what, ...issue.path.map(String)].join('.')}: ${issue.code}`).join('; ');
}

function knowsAnotherVersion(type: string, routes: Routes): boolean {
  const fact = type.replace(/\d+$/, '');
  return [...routes.keys()].some((known) => known.replace(/\d+$/, '') === fact);
}
