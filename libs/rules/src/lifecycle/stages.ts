/** Stages of one application (S1, S7). Exactly one holds at any time; marks such as 等待主体 stand beside it. */
export const STAGES = [
  'draft', 'pending_code', 'submitted', 'in_review', 'initial_passed', 'inspecting',
  'approved', 'returned', 'refused', 'withdrawn', 'lapsed', 'abandoned',
] as const;
export type Stage = (typeof STAGES)[number];

/** Kinds of application (S1); each holds for every kind of filed object. */
export const APPLICATION_KINDS = ['new', 'change', 'cancel', 'claim'] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/**
 * In which capacity a message is sent. `officer` is an initial reviewer of the competent bureau, `holder` the officer
 * who has taken the case, `superior_…` one of a bureau above, `platform` a timer; `senders.ts` says which roles make which.
 * One person may act in several capacities at once.
 */
export const SENDERS = ['owner', 'holder', 'officer', 'supervisor', 'inspector', 'second_officer', 'superior_officer', 'superior_supervisor', 'platform'] as const;
export type Sender = (typeof SENDERS)[number];

/** Everything that can be done to an application (S1), with the two openings (submit, sendCode) and two timers. */
export const MESSAGES = [
  'submit', 'sendCode', 'confirmCode', 'abandon',
  'take', 'release', 'passInitial',
  'orderInspection', 'cancelInspection', 'recordInspection',
  'confirmAppointment', 'requestReschedule', 'answerReschedule',
  'approve', 'countersign', 'declineCountersign', 'return', 'refuse',
  'resubmit', 'withdraw', 'lapse',
  'transfer', 'reassign', 'extend', 'setInteractive', 'dismissRuleHit', 'confirmSubjectFlag', 'chooseNumber',
] as const;
export type Message = (typeof MESSAGES)[number];

/** Final for the run (S1): the data become a draft, the next submission is application n + 1. */
export const FINAL_STAGES: readonly Stage[] = ['approved', 'refused', 'withdrawn', 'lapsed', 'abandoned'];

/** Stages in which the working-day clock runs (S2). */
export const CLOCK_STAGES: readonly Stage[] = ['submitted', 'in_review', 'initial_passed', 'inspecting'];

/** Stages in which a filing's one open place is taken; 待验证 takes it only at confirmCode (S7). */
export const OPEN_STAGES: readonly Stage[] = [...CLOCK_STAGES, 'returned'];

export function isFinal(stage: Stage): boolean {
  return FINAL_STAGES.includes(stage);
}
