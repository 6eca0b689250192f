import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Digest, Id } from '../primitives.ts';

/** Aggregate: the upload. File names are personal and stay out. */
export const UploadStored = defineEvent('storage.upload.stored.v1', z.object({ upload: Id, owner: Id, purpose: z.string(), digest: Digest, size: z.int().positive(), type: z.string() }));
