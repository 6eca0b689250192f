import { z } from 'zod';
import { Digest, Id, Instant } from '../primitives.ts';

/** GET /filings?q=<number, site name or filing id>: what the auditor may open. */
export const AuditedFiling = z.object({ filing: Id, siteName: z.string().nullable(), number: z.string().nullable(), bureau: z.int().nullable(), firstAt: Instant, lastAt: Instant });
export type AuditedFiling = z.infer<typeof AuditedFiling>;

/** One entry of GET /filings/:id/timeline: a signed record as stored, with what verification said. */
export const TimelineEntry = z.object({
  record: Id,
  at: Instant,
  service: z.string(),
  action: z.string(),
  outcome: z.enum(['done', 'refused']),
  code: z.string().nullable(),
  actor: z.object({ kind: z.string(), account: Id.nullable(), bureau: z.int().nullable(), label: z.string() }),
  target: z.object({ type: z.string(), id: z.string() }),
  ground: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  digest: Digest,
  signature: z.enum(['valid', 'invalid']),
  /** Until a checkpoint covers it the entry is 尚未封存. */
  sealed: z.boolean(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export const TIMELINE_OUTCOMES = ['all', 'done', 'refused'] as const;
/** Query of GET /filings/:id/timeline. `after`: the `next` of the page before, for the same filing; anything else is `input.invalid`. */
export const TimelineQuery = z.strictObject({ after: Id.toLowerCase().optional(), limit: z.coerce.number().int().min(1).max(500).default(200), outcome: z.enum(TIMELINE_OUTCOMES).default('all') });
export type TimelineQuery = z.infer<typeof TimelineQuery>;
/** One page in the order of what happened, oldest first. `next` is opaque, and null where the timeline ended at the time of the look. */
export const Timeline = z.object({ filing: Id, entries: z.array(TimelineEntry), next: z.string().nullable() });
export type Timeline = z.infer<typeof Timeline>;
