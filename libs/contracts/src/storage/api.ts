import { z } from 'zod';
import { Digest, Id, Instant } from '../primitives.ts';

/** What an upload is for; limits and formats follow it (SUB-24, OPN-13, OPN-24). */
export const UploadPurpose = z.enum(['certificate', 'licence', 'screenshot', 'evidence']);
export type UploadPurpose = z.infer<typeof UploadPurpose>;
/** Bytes at most, and media types by content (never by name or header). */
export const UPLOAD_LIMITS: Readonly<Record<UploadPurpose, { readonly bytes: number; readonly types: readonly string[] }>> = {
  certificate: { bytes: 512 * 1024, types: ['image/jpeg', 'image/png', 'image/bmp'] },
  licence: { bytes: 512 * 1024, types: ['image/jpeg', 'image/png', 'image/bmp'] },
  screenshot: { bytes: 512 * 1024, types: ['image/jpeg', 'image/png', 'image/bmp'] },
  evidence: { bytes: 5 * 1024 * 1024, types: ['image/jpeg', 'image/png', 'application/pdf'] },
};

/** POST /uploads (multipart: `purpose`, then `file`). GET /uploads/:id/content gives the bytes to owner and competent officer. */
export const UploadView = z.object({ upload: Id, purpose: UploadPurpose, digest: Digest, size: z.int(), type: z.string(), storedAt: Instant, receipt: z.string() });
export type UploadView = z.infer<typeof UploadView>;
