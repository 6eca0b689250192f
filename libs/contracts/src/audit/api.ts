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
export const Timeline = z.object({ filing: Id, entries: z.array(TimelineEntry) });
export type Timeline = z.infer<typeof Timeline>;
