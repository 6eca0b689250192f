import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { BureauId, Day, Id, Instant, KeyedIndex, RegionCode, Sealed } from '../primitives.ts';

/** Aggregate of all: the subject. A natural person's name only sealed, context `subject:<id>:<revision>:name`. */
export const SubjectSubmitted = defineEvent('subject.subject.submitted.v1', z.object({
  subject: Id,
  revision: z.int().positive(),
  owner: Id,
  nature: z.enum(['individual', 'unit']),
  type: z.string(),
  region: RegionCode,
  unitName: z.string().nullable(),
  name: Sealed,
  persons: z.array(KeyedIndex),
  /** The form's pictures: storage lets the bureaus with a case of the subject see them. */
  uploads: z.array(Id).default([]),
  /** OPN-04: the subject has a review of its own; no filing's case decides it. */
  separate: z.literal(true).optional(),
}));
/** `filing` is the case that decided a bundled subject; null where a review of its own did, which `review` then names. */
const decided = z.object({ subject: Id, revision: z.int().positive(), owner: Id, bureau: BureauId, filing: Id.nullable(), review: Id.optional() });
export const SubjectApproved = defineEvent('subject.subject.approved.v1', decided);
/**
 * The form and a natural person's name are gone: with the account that never used the subject (`request`), or when the law's
 * period after the end of its last filing is over (`retention`). Storage erases the pictures upon it.
 */
export const SubjectErased = defineEvent('subject.subject.erased.v1', z.object({ subject: Id, owner: Id, why: z.enum(['request', 'retention']), retention: z.string() }));
/** `reasons` (JSON of field and text) are those of a review of its own, sealed in the context `review:<id>:reasons`; a filing's stand in its own event. */
export const SubjectReturned = defineEvent('subject.subject.returned.v1', decided.extend({ reasons: Sealed.optional() }));

/**
 * OPN-07: a change of an approved subject waits for its own review (`review.opened`); the revision that it `replaces` stays
 * in force. `fields` are paths of the form without values.
 */
const change = z.object({ subject: Id, review: Id, revision: z.int().positive(), replaces: z.int().positive(), owner: Id, fields: z.array(z.string()) });
export const SubjectChangeSubmitted = defineEvent('subject.change.submitted.v1', change.extend({ persons: z.array(KeyedIndex), uploads: z.array(Id) }));
/** The new revision is in force. A natural person's name only sealed, as in SubjectSubmitted. */
export const SubjectChangeApproved = defineEvent('subject.change.approved.v1', change.extend({
  bureau: BureauId, nature: z.enum(['individual', 'unit']), type: z.string(), region: RegionCode, unitName: z.string().nullable(), name: Sealed, persons: z.array(KeyedIndex), decidedAt: Instant,
}));
/** Its owner has taken it back, or given it up after it came back. */
export const SubjectChangeWithdrawn = defineEvent('subject.change.withdrawn.v1', change.extend({ bureau: BureauId }));
/** `reasons` as of SubjectReturned; nothing else has changed. */
export const SubjectChangeReturned = defineEvent('subject.change.returned.v1', change.extend({ bureau: BureauId, reasons: Sealed }));

/** OPN-65: another account has tried to register a certificate number whose subject is approved; its bureau looks into it. At most one a day and account. */
export const SubjectContested = defineEvent('subject.subject.contested.v1', z.object({ subject: Id, bureau: BureauId, unitName: z.string().nullable() }));

/** OPN-04, OPN-07: a submitted subject, or a change of one, waits for a bureau's decision of its own, until the day given. */
export const ReviewOpened = defineEvent('subject.review.opened.v1', z.object({
  subject: Id, review: Id, n: z.int().positive(), revision: z.int().positive(), owner: Id, bureau: BureauId, dueOn: Day, change: z.literal(true).optional(),
}));
const handled = z.object({ subject: Id, review: Id, bureau: BureauId, holder: Id });
export const ReviewTaken = defineEvent('subject.review.taken.v1', handled);
/** `holder` is who had it. */
export const ReviewReleased = defineEvent('subject.review.released.v1', handled);
/** S5: the successor of a bureau that has ended goes on with its reviews. */
export const ReviewMoved = defineEvent('subject.review.moved.v1', z.object({ subject: Id, review: Id, owner: Id, bureau: BureauId, from: BureauId }));
const clock = z.object({ subject: Id, review: Id, owner: Id, bureau: BureauId, holder: Id.nullable(), dueOn: Day, persons: z.array(KeyedIndex) });
/** OPN-54: five working days are left, and none. */
export const ReviewDueSoon = defineEvent('subject.review.due_soon.v1', clock);
export const ReviewOverdue = defineEvent('subject.review.overdue.v1', clock);
