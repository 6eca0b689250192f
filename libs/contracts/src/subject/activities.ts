import { z } from 'zod';
import { defineActivity } from '../define-activity.ts';
import { BureauId, Id, Instant } from '../primitives.ts';

/** What is to be decided, for whose command. */
export const SubjectFacts = z.object({ command: Id, subject: Id, revision: z.int().positive(), filing: Id, application: Id, bureau: BureauId, actor: Id });
export type SubjectFacts = z.infer<typeof SubjectFacts>;
/**
 * Anybody who reaches Temporal can put a task on the queue, so the filing service signs what it asks for (`signProof` with the
 * activity's name as purpose). An approval is asked for within its command's life; a return has been decided and stays so.
 */
const decision = SubjectFacts.extend({ expiresAt: Instant.nullable(), signature: z.string() });
/**
 * `superseded`: the subject was revised meanwhile; the officer reloads (409). `awaited`: it has a review of its own, which decides it
 * (OPN-04). `registered`: another account's subject of the same certificate number is approved (OPN-65). Signed by the subject service
 * over facts and state (purpose SUBJECT_ANSWER): the run only carries the answer, and whoever plays the run cannot make one.
 */
const outcome = z.object({ state: z.enum(['approved', 'returned', 'superseded', 'awaited', 'registered']), signature: z.string().optional() });
/** Purpose of the subject service's signature under an answer. */
export const SUBJECT_ANSWER = 'subject.decided';

/** Approves a bundled subject's revision before its filing (S6). Idempotent by command; approving an approved revision changes nothing. */
export const approveRevision = defineActivity('subject', 'approveSubjectRevision', decision, outcome);
/** Returns the revision after its filing was returned for subject fields. Idempotent by command. */
export const returnRevision = defineActivity('subject', 'returnSubjectRevision', decision, outcome);
