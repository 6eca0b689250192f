import { z } from 'zod';
import { Actor } from './envelope.ts';
import { BureauId, Digest, Id, Instant } from './primitives.ts';

/** A value that must be provable but erasable: SHA-256 of salt ‖ value; salt and value live sealed in the owner's table. */
export const Commitment = z.object({ commitment: Digest });
export const RecordValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), Commitment]);

/**
 * What the auditor gets of one action, refused attempt or decision. The canonical form is RFC 8785 JSON of this object;
 * the acting service signs its bytes (Ed25519). Nothing personal stands here in clear.
 */
export const AuditRecord = z.object({
  id: Id,
  schema: z.literal('beian.record.v1'),
  service: z.string(),
  /** What was done, e.g. `application.approve`. */
  action: z.string(),
  outcome: z.enum(['done', 'refused']),
  /** Stable code of the refusal. */
  code: z.string().nullable(),
  /** The record acted upon, and the filing it belongs to, if any. */
  target: z.object({ type: z.string(), id: z.string() }),
  filing: Id.nullable(),
  bureau: BureauId.nullable(),
  actor: Actor,
  /** SHA-256 of identity's session token that the actor presented. */
  credential: Digest.nullable(),
  /** Legal or stated ground, a code. */
  ground: z.string().nullable(),
  before: z.record(z.string(), RecordValue),
  after: z.record(z.string(), RecordValue),
  correlation: z.string(),
  at: Instant,
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** A record as it travels on `<service>.records`: the exact canonical bytes, and the signature over them. */
export const SignedRecord = z.object({
  canonical: z.string(),
  digest: Digest,
  key: z.string(),
  /** base64url Ed25519 signature over the UTF-8 bytes of `canonical`. */
  signature: z.string(),
});
export type SignedRecord = z.infer<typeof SignedRecord>;

/** The one event type of every records topic. */
export const RECORD_TYPE = 'audit.record.signed.v1';
