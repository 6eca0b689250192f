import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { BureauId, Id, KeyedIndex, RegionCode, Sealed } from '../primitives.ts';

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
}));
export const SubjectApproved = defineEvent('subject.subject.approved.v1', z.object({ subject: Id, revision: z.int().positive(), owner: Id, bureau: BureauId, filing: Id }));
/**
 * The form and a natural person's name are gone: with the account that never used the subject (`request`), or when the law's
 * period after the end of its last filing is over (`retention`). Storage erases the pictures upon it.
 */
export const SubjectErased = defineEvent('subject.subject.erased.v1', z.object({ subject: Id, owner: Id, why: z.enum(['request', 'retention']), retention: z.string() }));
export const SubjectReturned = defineEvent('subject.subject.returned.v1', z.object({ subject: Id, revision: z.int().positive(), owner: Id, bureau: BureauId, filing: Id }));
