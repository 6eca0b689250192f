import { z } from 'zod';
import { Digest, Id, KeyedIndex, RegionCode, Sealed } from './primitives.ts';

/**
 * Facts needed at once travel as signed receipts (JWT, EdDSA, issued by the owner service, at most 30 minutes):
 * the receiver verifies offline, the event copy confirms later.
 */
export const SubjectReceipt = z.object({
  subject: Id,
  revision: z.int().positive(),
  state: z.enum(['submitted', 'approved', 'returned']),
  nature: z.enum(['individual', 'unit']),
  type: z.string(),
  region: RegionCode,
  /** S5: where it operates, when its own place lies outside the province. */
  operationRegion: RegionCode.nullable().optional(),
  owner: Id,
  /** 个体工商户, to whom company words are closed as to individuals (S6). */
  soleTrader: z.boolean().optional(),
  /** Declared of the unit in this revision (OPN-70): confirmed when the state is approved. */
  nationalLevel: z.boolean().optional(),
  governmentAuthorised: z.boolean().optional(),
  /** Unit's name in clear; a natural person's only sealed (context `subject:<id>:<revision>:name`). */
  unitName: z.string().nullable(),
  name: Sealed,
  /** Keyed indexes of every person named in the subject (S4). */
  persons: z.array(KeyedIndex),
});
export type SubjectReceipt = z.infer<typeof SubjectReceipt>;
export const SUBJECT_RECEIPT = 'beian.subject-receipt.v1';

export const UploadReceipt = z.object({
  upload: Id,
  digest: Digest,
  size: z.int().positive(),
  type: z.string(),
  owner: Id,
  purpose: z.string(),
  checked: z.literal(true),
});
export type UploadReceipt = z.infer<typeof UploadReceipt>;
export const UPLOAD_RECEIPT = 'beian.upload-receipt.v1';
