import type { RefusalCode } from './refusals.ts';
import type { Message } from './stages.ts';

/** Outcome that an inspector records. */
export type InspectionOutcome = 'passed' | 'failed' | 'no_show';

/** Decisions that can wait for a second officer; `return` waits for the supervisor (S2 一次性告知). */
export type WaitingDecision = Extract<Message, 'approve' | 'refuse' | 'extend' | 'return'>;

/**
 * What is known about the case when a message is decided. Whatever enables a step counts as not met when left out,
 * so a forgotten fact refuses rather than lets through; whatever blocks a step counts as absent.
 */
export interface CaseFacts {
  /** The filing offers an interactive service (OPN-19). Left out: treated as interactive. */
  readonly interactive?: boolean;
  /** Assessment gate S8, read in the approving transaction. */
  readonly gateMet?: boolean;
  /** The subject has an approved revision, or this decision approves it (S6). */
  readonly subjectApproved?: boolean;
  /** Bureau setting: approval (or, for cancel, refusal) needs a second officer. Left out: it does. */
  readonly countersignSet?: boolean;
  /** The bureau has a brigade telephone; without one it cannot approve (REV-14, S9). */
  readonly brigadePhone?: boolean;
  /** Cancel: the object is closed, or the officer has verified it (S7). */
  readonly closureEstablished?: boolean;
  /** Inspections ordered and not cancelled, and how many of them were passed. */
  readonly inspectionsOrdered?: number;
  readonly inspectionsPassed?: number;
  /** Inspections that still have no outcome, including the one a message is about. */
  readonly inspectionsOpen?: number;
  /** Stage from which the inspection in question was ordered. */
  readonly orderedFrom?: 'in_review' | 'initial_passed';
  readonly outcome?: InspectionOutcome;
  /** No-shows recorded before this one (S2: the second returns the case). */
  readonly earlierNoShows?: number;
  /** The applicant has already asked for another appointment once. */
  readonly rescheduleUsed?: boolean;
  /** A request for another appointment waits for its answer. */
  readonly rescheduleOpen?: boolean;
  /** Someone holds the case. */
  readonly held?: boolean;
  /** An officer has taken the case at least once, in any round. Left out: yes. */
  readonly everTaken?: boolean;
  /** Reasons (for return and refusal: bound to fields) are given in the payload. */
  readonly reasonsGiven?: boolean;
  /** Refusal of new, change, claim: the ground is on the list. */
  readonly listedGround?: boolean;
  /** S2: the return comes after day 15 or names a field left unmentioned before. */
  readonly returnNeedsSupervisor?: boolean;
  /** The decision that waits for a second officer. */
  readonly waiting?: WaitingDecision;
  /** S4: the second officer is another person than the decider, by keyed index. */
  readonly differsFromDecider?: boolean;
  /** S4: the officer is a person on the case or its submitting account. */
  readonly ownCase?: boolean;
  /** An extension was granted in this round. */
  readonly extended?: boolean;
  /** Working days asked for by `extend`. */
  readonly extensionDays?: number;
  /** Cancel: the code entered is right and within its time. */
  readonly codeRight?: boolean;
  /** A timer's moment has come. */
  readonly limitReached?: boolean;
}

/** Longest extension of a round, in working days (S2). */
export const EXTENSION_LIMIT_DAYS = 10;

type Guard = (facts: CaseFacts) => RefusalCode | undefined;
const need = (met: boolean | undefined, code: RefusalCode): RefusalCode | undefined => (met === true ? undefined : code);
const forbid = (present: boolean | undefined, code: RefusalCode): RefusalCode | undefined => (present === true ? code : undefined);
const count = (value: number | undefined): number => value ?? 0;

/** Named conditions of the table's rows. */
export const GUARDS = {
  notHeld: (f) => forbid(f.held, 'case.already-held'),
  held: (f) => need(f.held, 'case.not-held'),
  neverTaken: (f) => need(f.everTaken === false, 'case.already-taken-once'),
  reasons: (f) => need(f.reasonsGiven, 'case.reason-missing'),
  nothingWaiting: (f) => forbid(f.waiting !== undefined, 'case.decision-waiting'),
  waiting: (f) => need(f.waiting !== undefined, 'case.no-decision-waiting'),
  secondPerson: (f) => need(f.differsFromDecider, 'case.same-person'),
  listedGround: (f) => need(f.listedGround, 'case.ground-not-listed'),
  inspectionOpen: (f) => need(count(f.inspectionsOpen) > 0, 'case.no-open-inspection'),
  noInspectionOpen: (f) => forbid(count(f.inspectionsOpen) > 0, 'case.inspection-open'),
  outcome: (f) => need(f.outcome !== undefined, 'case.outcome-missing'),
  rescheduleFirst: (f) => forbid(f.rescheduleUsed, 'case.reschedule-used'),
  rescheduleOpen: (f) => need(f.rescheduleOpen, 'case.no-reschedule-open'),
  everyInspectionPassed: (f) => need(count(f.inspectionsPassed) >= count(f.inspectionsOrdered), 'case.inspection-not-passed'),
  inspectedIfInteractive: (f) => need(f.interactive === false || count(f.inspectionsPassed) > 0, 'case.inspection-required'),
  gate: (f) => need(f.gateMet, 'case.assessment-missing'),
  subject: (f) => need(f.subjectApproved, 'case.subject-not-approved'),
  phone: (f) => need(f.brigadePhone, 'case.brigade-phone-missing'),
  closed: (f) => need(f.closureEstablished, 'case.not-closed'),
  notExtended: (f) => forbid(f.extended, 'case.already-extended'),
  extensionDays: (f) => need(Number.isInteger(f.extensionDays) && count(f.extensionDays) >= 1 && count(f.extensionDays) <= EXTENSION_LIMIT_DAYS, 'case.extension-days'),
  code: (f) => need(f.codeRight, 'case.code-wrong'),
  limit: (f) => need(f.limitReached, 'case.limit-not-reached'),
} as const satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;

/** The first condition that does not hold, or undefined. */
export function firstUnmet(names: readonly GuardName[], facts: CaseFacts): RefusalCode | undefined {
  for (const name of names) {
    const guard: Guard = GUARDS[name];
    const code = guard(facts);
    if (code !== undefined) return code;
  }
  return undefined;
}
