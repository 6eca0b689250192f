import { firstUnmet, type CaseFacts, type GuardName } from './guards.ts';
import { nextStage, type NextRule } from './outcomes.ts';
import { REFUSALS, type RefusalCode } from './refusals.ts';
import { APPLICATION_KINDS, CLOCK_STAGES, isFinal, type ApplicationKind, type Message, type Sender, type Stage } from './stages.ts';

/** One row of S1: who may send a message in which stages of which applications, on what conditions, and where it leads. */
export interface TransitionRow {
  readonly message: Message;
  readonly from: readonly Stage[];
  readonly kinds: readonly ApplicationKind[];
  readonly senders: readonly Sender[];
  /** A stage, `same`, or a rule that reads the facts. */
  readonly next: Stage | NextRule;
  /** Conditions of sending. */
  readonly needs?: readonly GuardName[];
  /** Conditions of taking effect; checked again when a countersign releases the decision. */
  readonly effectNeeds?: readonly GuardName[];
  readonly countersign?: 'when-set' | 'always' | 'late-return';
  /** `row`: recorded by the service, the run is not told. `run`: signal and Update. `timer`: the run's own. `start`: opens the run. */
  readonly channel: 'row' | 'run' | 'timer' | 'start';
  /** `planned`: the rule is settled, the services do not offer it yet. */
  readonly state: 'live' | 'planned';
}

const ALL = APPLICATION_KINDS;
const NOT_CANCEL = ['new', 'change', 'claim'] as const;
const CANCEL = ['cancel'] as const;
const DECIDING = ['in_review', 'initial_passed', 'inspecting'] as const;
const INSPECTED = ['initial_passed', 'inspecting'] as const;
const OFFICER_DUTY = ['holder', 'supervisor'] as const;
const APPROVAL: readonly GuardName[] = ['noInspectionOpen', 'everyInspectionPassed', 'inspectedIfInteractive', 'gate', 'subject', 'phone'];

/**
 * S1, S2, S4, S7 as data: the only place where a stage follows from a message, and, with the senders' roles in
 * `senders.ts`, the one table role × message × stage.
 */
export const TRANSITIONS: readonly TransitionRow[] = [
  { message: 'submit', from: ['draft'], kinds: NOT_CANCEL, senders: ['owner'], next: 'submitted', channel: 'start', state: 'live' },
  { message: 'sendCode', from: ['draft'], kinds: CANCEL, senders: ['owner'], next: 'pending_code', channel: 'start', state: 'planned' },
  { message: 'confirmCode', from: ['pending_code'], kinds: CANCEL, senders: ['owner'], next: 'submitted', needs: ['code'], channel: 'run', state: 'planned' },
  { message: 'abandon', from: ['pending_code'], kinds: CANCEL, senders: ['platform'], next: 'abandoned', needs: ['limit'], channel: 'timer', state: 'planned' },

  { message: 'take', from: ['submitted', 'in_review', 'initial_passed'], kinds: ALL, senders: ['officer'], next: 'in_review', needs: ['notHeld'], channel: 'row', state: 'live' },
  { message: 'release', from: ['submitted', 'in_review', 'initial_passed'], kinds: ALL, senders: OFFICER_DUTY, next: 'submitted', needs: ['held', 'nothingWaiting'], channel: 'row', state: 'live' },
  { message: 'passInitial', from: ['in_review'], kinds: NOT_CANCEL, senders: ['holder'], next: 'initialOutcome', needs: ['nothingWaiting'], channel: 'run', state: 'live' },

  { message: 'orderInspection', from: INSPECTED, kinds: NOT_CANCEL, senders: ['inspector'], next: 'inspecting', needs: ['nothingWaiting'], channel: 'run', state: 'planned' },
  { message: 'orderInspection', from: ['in_review'], kinds: NOT_CANCEL, senders: ['inspector'], next: 'inspecting', needs: ['nothingWaiting', 'reasons'], channel: 'run', state: 'planned' },
  { message: 'cancelInspection', from: INSPECTED, kinds: NOT_CANCEL, senders: ['inspector'], next: 'inspectionDropped', needs: ['inspectionOpen'], channel: 'run', state: 'planned' },
  { message: 'recordInspection', from: INSPECTED, kinds: NOT_CANCEL, senders: ['inspector'], next: 'inspectionOutcome', needs: ['inspectionOpen', 'outcome'], channel: 'run', state: 'planned' },
  { message: 'confirmAppointment', from: ['inspecting'], kinds: NOT_CANCEL, senders: ['owner'], next: 'same', needs: ['inspectionOpen'], channel: 'run', state: 'planned' },
  { message: 'requestReschedule', from: ['inspecting'], kinds: NOT_CANCEL, senders: ['owner'], next: 'same', needs: ['inspectionOpen', 'rescheduleFirst'], channel: 'run', state: 'planned' },
  { message: 'answerReschedule', from: ['inspecting'], kinds: NOT_CANCEL, senders: ['inspector'], next: 'same', needs: ['rescheduleOpen'], channel: 'run', state: 'planned' },

  { message: 'approve', from: ['initial_passed'], kinds: NOT_CANCEL, senders: ['holder'], next: 'approved', needs: ['nothingWaiting'], effectNeeds: APPROVAL, countersign: 'when-set', channel: 'run', state: 'live' },
  { message: 'approve', from: ['in_review'], kinds: CANCEL, senders: ['holder'], next: 'approved', needs: ['nothingWaiting'], effectNeeds: ['closed', 'phone'], countersign: 'when-set', channel: 'run', state: 'planned' },
  // An extension may be asked for before anybody has taken the case, so its countersign waits in 等待审核 too.
  { message: 'countersign', from: CLOCK_STAGES, kinds: ALL, senders: ['second_officer', 'supervisor'], next: 'waitingDecision', needs: ['waiting', 'secondPerson'], channel: 'run', state: 'planned' },
  { message: 'declineCountersign', from: CLOCK_STAGES, kinds: ALL, senders: ['second_officer', 'supervisor'], next: 'same', needs: ['waiting', 'secondPerson'], channel: 'run', state: 'planned' },
  { message: 'return', from: DECIDING, kinds: NOT_CANCEL, senders: ['holder'], next: 'returned', needs: ['nothingWaiting', 'reasons'], countersign: 'late-return', channel: 'run', state: 'live' },
  { message: 'refuse', from: DECIDING, kinds: CANCEL, senders: ['holder'], next: 'refused', needs: ['nothingWaiting', 'reasons'], countersign: 'when-set', channel: 'run', state: 'planned' },
  { message: 'refuse', from: DECIDING, kinds: NOT_CANCEL, senders: ['holder'], next: 'refused', needs: ['nothingWaiting', 'reasons', 'listedGround'], countersign: 'always', channel: 'run', state: 'planned' },

  { message: 'resubmit', from: ['returned'], kinds: NOT_CANCEL, senders: ['owner'], next: 'submitted', channel: 'run', state: 'live' },
  { message: 'withdraw', from: ['submitted'], kinds: ALL, senders: ['owner'], next: 'withdrawn', needs: ['neverTaken'], channel: 'run', state: 'live' },
  { message: 'withdraw', from: ['returned'], kinds: ALL, senders: ['owner'], next: 'withdrawn', channel: 'run', state: 'live' },
  { message: 'lapse', from: ['returned'], kinds: NOT_CANCEL, senders: ['platform'], next: 'lapsed', needs: ['limit'], channel: 'timer', state: 'planned' },

  { message: 'transfer', from: ['submitted'], kinds: ALL, senders: ['officer', 'holder', 'supervisor', 'superior_officer', 'superior_supervisor'], next: 'same', needs: ['nothingWaiting', 'reasons'], channel: 'row', state: 'live' },
  { message: 'transfer', from: DECIDING, kinds: ALL, senders: ['holder', 'supervisor', 'superior_supervisor'], next: 'same', needs: ['nothingWaiting', 'reasons'], channel: 'row', state: 'live' },
  { message: 'reassign', from: CLOCK_STAGES, kinds: ALL, senders: ['supervisor'], next: 'same', needs: ['held', 'nothingWaiting', 'reasons'], channel: 'row', state: 'live' },
  { message: 'extend', from: CLOCK_STAGES, kinds: ALL, senders: OFFICER_DUTY, next: 'same', needs: ['nothingWaiting', 'notExtended', 'extensionDays', 'reasons'], countersign: 'always', channel: 'run', state: 'planned' },
  { message: 'setInteractive', from: CLOCK_STAGES, kinds: NOT_CANCEL, senders: OFFICER_DUTY, next: 'same', needs: ['nothingWaiting', 'reasons'], channel: 'run', state: 'live' },
  { message: 'dismissRuleHit', from: CLOCK_STAGES, kinds: NOT_CANCEL, senders: OFFICER_DUTY, next: 'same', needs: ['reasons'], channel: 'run', state: 'planned' },
  { message: 'confirmSubjectFlag', from: CLOCK_STAGES, kinds: NOT_CANCEL, senders: OFFICER_DUTY, next: 'same', channel: 'run', state: 'planned' },
  { message: 'chooseNumber', from: CLOCK_STAGES, kinds: ['claim'], senders: OFFICER_DUTY, next: 'same', channel: 'run', state: 'planned' },
];

/** What `decide` is asked. `role` may be several capacities of the same person; facts are described at `CaseFacts`. */
export interface DecisionRequest extends CaseFacts {
  readonly message: Message;
  readonly stage: Stage;
  readonly kind: ApplicationKind;
  readonly role: Sender | readonly Sender[];
}

/** The message takes effect (or, with `waitsFor`, is recorded and waits, the stage unchanged), or is refused with a reason. */
export type Decision =
  | { readonly allowed: true; readonly next: Stage; readonly waitsFor?: 'countersign' | 'supervisor' }
  | { readonly allowed: false; readonly code: RefusalCode; readonly message: string };

/** The rows of a message for a stage and kind: what an Update's validator asks before anything is read. */
export function rowFor(message: Message, stage: Stage, kind: ApplicationKind): TransitionRow | undefined {
  return TRANSITIONS.find((row) => row.message === message && row.kinds.includes(kind) && row.from.includes(stage));
}

/** Messages that these capacities could send now, whatever their further conditions: the buttons of a page. */
export function offered(stage: Stage, kind: ApplicationKind, role: Sender | readonly Sender[]): Message[] {
  const roles = asList(role);
  const rows = TRANSITIONS.filter((row) => row.state === 'live' && row.kinds.includes(kind) && row.from.includes(stage)
    && row.senders.some((sender) => roles.includes(sender)));
  return [...new Set(rows.map((row) => row.message))];
}

/** Decides one message on one application. Pure; the answer given under the row lock is final. */
export function decide(request: DecisionRequest): Decision {
  const { message, stage, kind } = request;
  const roles = asList(request.role);
  const rows = TRANSITIONS.filter((row) => row.message === message);
  if (rows.length === 0) return refusal('case.message-unknown');
  if (isFinal(stage)) return refusal('case.final');
  if (!rows.some((row) => row.kinds.includes(kind))) return refusal('case.kind-not-allowed');
  const row = rowFor(message, stage, kind);
  if (row === undefined) return refusal('case.stage-not-allowed');
  const senders = row.senders.filter((sender) => roles.includes(sender));
  if (senders.length === 0) return refusal('case.sender-not-allowed');
  if (request.ownCase === true && senders.some(isOfficial)) return refusal('case.own-case');
  const unmet = firstUnmet([...(row.needs ?? []), ...(row.effectNeeds ?? [])], request);
  if (unmet !== undefined) return refusal(unmet);
  if (message === 'countersign') return countersigned(request, roles);
  const waitsFor = waits(row, request);
  if (waitsFor !== undefined) return { allowed: true, next: stage, waitsFor };
  return { allowed: true, next: nextStage(row.next, stage, request) };
}

function countersigned(request: DecisionRequest, roles: readonly Sender[]): Decision {
  const waiting = request.waiting === undefined ? undefined : rowFor(request.waiting, request.stage, request.kind);
  if (waiting === undefined) return refusal('case.no-decision-waiting');
  if (waiting.countersign === 'late-return' && !roles.includes('supervisor')) return refusal('case.supervisor-needed');
  const unmet = firstUnmet(waiting.effectNeeds ?? [], request);
  if (unmet !== undefined) return refusal(unmet);
  return { allowed: true, next: nextStage(waiting.next, request.stage, request) };
}

function waits(row: TransitionRow, facts: CaseFacts): 'countersign' | 'supervisor' | undefined {
  if (row.countersign === 'always') return 'countersign';
  if (row.countersign === 'when-set') return facts.countersignSet === false ? undefined : 'countersign';
  if (row.countersign === 'late-return' && facts.returnNeedsSupervisor === true) return 'supervisor';
  return undefined;
}

const isOfficial = (sender: Sender): boolean => sender !== 'owner' && sender !== 'platform';
const asList = (role: Sender | readonly Sender[]): readonly Sender[] => (typeof role === 'string' ? [role] : role);
const refusal = (code: RefusalCode): Decision => ({ allowed: false, code, message: REFUSALS[code] });
