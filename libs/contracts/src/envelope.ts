import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

/** Who caused something: an account, or the platform itself (timers, sweepers, consumers). */
export const Actor = z.object({
  kind: z.enum(['applicant', 'officer', 'platform', 'anonymous']),
  account: Id.nullable(),
  bureau: z.int().nullable(),
});
export type Actor = z.infer<typeof Actor>;

/** CloudEvents 1.0 envelope with our extension attributes; `subject` is the aggregate and the Kafka key. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  type: z.string().regex(/^[a-z]+(\.[a-z_]+)+\.v\d+$/),
  source: z.string().startsWith('/beian/'),
  /** Aggregate id. */
  subject: z.string().min(1),
  time: Instant,
  datacontenttype: z.literal('application/json'),
  actor: Actor,
  /** One per incoming request or platform step; on every log line of it. */
  correlationid: z.string().min(1),
  /** The event or command that led to this one. */
  causationid: z.string().nullable(),
  /** Contiguous position within the aggregate's stream, from 1: consumers detect gaps by it. */
  version: z.int().positive(),
  /** The data are the aggregate's whole present state: a consumer may start here, whatever it has missed before. */
  snapshot: z.literal(true).optional(),
  data: z.unknown(),
});
export type Envelope<T = unknown> = Omit<z.infer<typeof Envelope>, 'data'> & { readonly data: T };
