import { LATE_RETURN_DAY } from './due-date.ts';

/** What S2's 一次性告知 is judged by. */
export interface ReturnInRound {
  /** Number of the working day of this round on which the case is returned. */
  readonly dayNumber: number;
  /** Fields named in the reasons of this return. */
  readonly fields: readonly string[];
  /** Fields named by the returns of earlier rounds; empty in the first round. */
  readonly earlierFields: readonly string[];
  /** Fields that the applicant changed since the last return. */
  readonly changedFields: readonly string[];
  /** 1 for the first round. */
  readonly round: number;
}

/**
 * True when the return needs the supervisor (S2): after day 15, or because it names a field that was there unchanged and
 * unmentioned in an earlier round, of which the applicant should have been told at once.
 */
export function returnNeedsSupervisor(late: ReturnInRound): boolean {
  if (late.dayNumber > LATE_RETURN_DAY) return true;
  if (late.round <= 1) return false;
  return late.fields.some((field) => !late.earlierFields.includes(field) && !late.changedFields.includes(field));
}
