import { z } from 'zod';
import { APPLICATION_KINDS } from '@beian/rules/lifecycle/stages';
import { defineEvent } from '../define-event.ts';
import { BureauId, Day, DraftKind, Id, Instant, KeyedIndex, ObjectKind, RegionCode, Sealed } from '../primitives.ts';

const kind = z.enum(APPLICATION_KINDS);
/** On every event of an application; aggregate: the filing. `n` counts the filing's applications. */
const application = { filing: Id, application: Id, n: z.int().positive(), kind, object: ObjectKind, owner: Id, bureau: BureauId };
const withStage = { ...application, round: z.int().positive(), dueOn: Day.nullable() };

/** Keyed indexes of everybody on site and subject, whose case no officer sees (S4); the first events have none. */
const persons = z.array(KeyedIndex).optional();

/** `uploads` lets storage give the competent bureau access; `siteName` is no personal value. */
export const ApplicationSubmitted = defineEvent('filing.application.submitted.v1', z.object({
  ...withStage, applicationNumber: z.string(), siteName: z.string(), region: RegionCode, subject: Id, subjectRevision: z.int().positive(), uploads: z.array(Id), persons,
}));
export const ApplicationResubmitted = defineEvent('filing.application.resubmitted.v1', z.object({
  ...withStage, siteName: z.string(), subject: Id, subjectRevision: z.int().positive(), uploads: z.array(Id), persons,
}));
export const ApplicationTaken = defineEvent('filing.application.taken.v1', z.object({ ...withStage, holder: Id }));
export const ApplicationReleased = defineEvent('filing.application.released.v1', z.object(withStage));
/** A supervisor gives the case to another reviewer of its bureau; `from` is who held it. */
export const ApplicationReassigned = defineEvent('filing.application.reassigned.v1', z.object({ ...withStage, holder: Id, from: Id.nullable() }));
export const ApplicationTransferred = defineEvent('filing.application.transferred.v1', z.object({ ...withStage, from: BureauId, subject: Id, uploads: z.array(Id), persons }));
export const InitialReviewPassed = defineEvent('filing.application.initial_passed.v1', z.object(withStage));
/** `reasons`: JSON array of {field, text}, sealed (context `command:<command>:reasons`); `fields` in clear for lists. */
export const ApplicationReturned = defineEvent('filing.application.returned.v1', z.object({
  ...withStage, siteName: z.string(), command: Id, fields: z.array(z.string()), reasons: Sealed, lapsesOn: Day, subjectReturned: z.boolean(),
}));
/** OPN-19: an officer has set the filing interactive or not; `reason` sealed (context `command:<command>:reason`). */
export const InteractiveSet = defineEvent('filing.application.interactive_set.v1', z.object({ ...withStage, siteName: z.string(), command: Id, interactive: z.boolean(), reason: Sealed }));
export const ApplicationWithdrawn = defineEvent('filing.application.withdrawn.v1', z.object({ ...application, siteName: z.string() }));
export const ApplicationLapsed = defineEvent('filing.application.lapsed.v1', z.object({ ...application, siteName: z.string() }));
export const ApplicationApproved = defineEvent('filing.application.approved.v1', z.object({ ...application, siteName: z.string(), number: z.string(), brigadePhone: z.string() }));
/**
 * Aggregate: the filing. Nothing of it is in force or under review any more; periods of retention run from `endedAt`. A further
 * application for the same filing opens it again.
 */
export const FilingEnded = defineEvent('filing.filing.ended.v1', z.object({ filing: Id, subject: Id, owner: Id, bureau: BureauId, state: z.enum(['ended', 'cancelled']), endedAt: Instant }));
export const ApplicationDueSoon = defineEvent('filing.application.due_soon.v1', z.object({ ...withStage, holder: Id.nullable() }));
export const ApplicationOverdue = defineEvent('filing.application.overdue.v1', z.object({ ...withStage, holder: Id.nullable() }));

/** Aggregate: the filing. `code` is the 14 digits. */
export const NumberIssued = defineEvent('filing.number.issued.v1', z.object({
  filing: Id, application: Id, object: ObjectKind, owner: Id, bureau: BureauId, number: z.string(), code: z.string().regex(/^\d{14}$/), siteName: z.string(), issuedAt: Instant,
}));
/** Aggregate: the bureau. Raised when the running numbers of a bureau are used up (S5). */
export const NumbersExhausted = defineEvent('filing.number.exhausted.v1', z.object({ bureau: BureauId, issuingCode: z.string(), category: z.string() }));

/** Aggregate: the filing. The recorded attempt, and how it ended; `via` tells a plain signal from an Update. */
export const CommandReceived = defineEvent('filing.command.received.v1', z.object({ command: Id, filing: Id, application: Id, action: z.string(), via: z.enum(['update', 'signal', 'row']), bureau: BureauId }));
export const CommandSettled = defineEvent('filing.command.settled.v1', z.object({
  command: Id, filing: Id, application: Id, action: z.string(), via: z.enum(['update', 'signal', 'row']), sender: Id.nullable(),
  status: z.enum(['applied', 'refused', 'void']), code: z.string().nullable(), siteName: z.string(), bureau: BureauId,
}));

/** Aggregate: the officer's account. A day's quota of reveals is used up: somebody should ask why (abuse 36). */
export const RevealQuotaReached = defineEvent('filing.reveal.quota_reached.v1', z.object({ account: Id, bureau: BureauId.nullable(), day: Day, reveals: z.int() }));
/** Aggregate: the filing. The time of an application's pictures, or of its form, has come; storage erases the pictures upon it. */
export const ApplicationErased = defineEvent('filing.application.erased.v1', z.object({ filing: Id, application: Id, bureau: BureauId, part: z.enum(['pictures', 'form']), uploads: z.array(Id), retention: z.string() }));

/** Aggregate: the draft. */
export const DraftSaved = defineEvent('filing.draft.saved.v1', z.object({ draft: Id, owner: Id, object: DraftKind }));
export const DraftDiscarded = defineEvent('filing.draft.discarded.v1', z.object({ draft: Id, owner: Id, submitted: z.boolean() }));
