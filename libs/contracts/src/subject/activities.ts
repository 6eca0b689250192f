import { z } from 'zod';
import { defineActivity } from '../define-activity.ts';
import { BureauId, Id } from '../primitives.ts';

const decision = z.object({ command: Id, subject: Id, revision: z.int().positive(), filing: Id, application: Id, bureau: BureauId, actor: Id });
/** `superseded`: the subject was revised meanwhile; the officer reloads (409). */
const outcome = z.object({ state: z.enum(['approved', 'returned', 'superseded']) });

/** Approves a bundled subject's revision before its filing (S6). Idempotent by command; approving an approved revision changes nothing. */
export const approveRevision = defineActivity('subject', 'approveSubjectRevision', decision, outcome);
/** Returns the revision after its filing was returned for subject fields. Idempotent by command. */
export const returnRevision = defineActivity('subject', 'returnSubjectRevision', decision, outcome);
