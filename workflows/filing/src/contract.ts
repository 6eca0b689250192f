import type { OutputOf, InputOf } from '@beian/contracts/define-activity';
import type { RunMessage } from '@beian/contracts/filing/actions';
import type { approveRevision } from '@beian/contracts/subject/activities';
import type { ApplicationKind, Stage } from '@beian/rules/lifecycle/stages';

export { RESYNC_SIGNAL, RUN_FAILURES } from '@beian/contracts/run';

/*
 * What the filing service and its run agree on. Types and names alone: nothing here brings a schema library into the
 * workflow's bundle. Ids, stages, codes and times only; everything else stays in tables.
 */

/** Task queue of the run and of the service's own activities. */
export const FILING_QUEUE = 'filing';
/** Workflow type. */
export const FILING_WORKFLOW = 'filingWorkflow';
/** Query answering `CaseState | null`; null until the first read. */
export const STATE_QUERY = 'state';

/** One run an application: `n` counts the filing's applications from 1, so starting is idempotent. */
export const filingWorkflowId = (filing: string, n: number): string => `filing/${filing}/${n}`;

/** The run reads all the rest from the application's row, so it can start in any stage. */
export interface FilingInput {
  readonly application: string;
  readonly filing: string;
  readonly n: number;
  readonly bureau: number;
}

/** The case as the row says it. Instants are RFC 3339 in UTC. */
export interface CaseState {
  readonly kind: ApplicationKind;
  readonly stage: Stage;
  readonly revision: number;
  readonly bureau: number;
  /** The stage is final: the run ends. */
  readonly final: boolean;
  /** When to remind of the due date; null once reminded, or while the clock does not run. */
  readonly remindAt: string | null;
  /** From when the case is overdue (start of the day after the due date); null once escalated, or while the clock does not run. */
  readonly dueAt: string | null;
  /** When a returned application lapses; null in every other stage. */
  readonly lapsesAt: string | null;
}

/** A step that the platform takes by itself when its moment has come. */
export type PlatformStep = 'remind' | 'escalate' | 'lapse';

/** Input of the subject service's two decisions, equal in shape. */
export type SubjectDecision = InputOf<typeof approveRevision>;
/** What the subject service answered. */
export type SubjectDecided = OutputOf<typeof approveRevision>['state'];

/**
 * How a command was settled. `needs_subject`: nothing is settled yet; `subject` says what the subject service is to decide
 * first, then settleCommand is asked again. `applied` with `subject.step` `return`: the case is returned, the subject follows.
 */
export interface Settlement {
  readonly command: string;
  readonly status: 'applied' | 'refused' | 'void' | 'needs_subject';
  readonly code: string | null;
  readonly case: CaseState;
  readonly subject?: { readonly step: 'approve' | 'return'; readonly input: SubjectDecision };
}

/**
 * Local activities of the filing service, one transaction each. They throw only what a later try may cure; a refusal is
 * a settlement.
 */
export interface FilingActivities {
  /** The case as it stands. */
  readCase(input: { readonly application: string }): Promise<CaseState>;
  /** Settles a command under the row lock; a settled command answers its stored result. `subjectDecided` is what the subject service answered. */
  settleCommand(input: {
    readonly application: string;
    readonly message: RunMessage;
    readonly via: 'update' | 'signal';
    /** As the subject service has answered and signed it. */
    readonly subjectDecided?: { readonly state: SubjectDecided; readonly revision: number; readonly signature?: string | undefined };
  }): Promise<Settlement>;
  /** Takes the step if its moment has come by the row, else changes nothing. */
  platformStep(input: { readonly application: string; readonly step: PlatformStep }): Promise<CaseState>;
}

/** The subject service's activities, by their names in contracts/subject/activities (a spec compares them). */
export interface SubjectActivities {
  approveSubjectRevision(input: SubjectDecision): Promise<{ state: SubjectDecided; signature?: string | undefined }>;
  returnSubjectRevision(input: SubjectDecision): Promise<{ state: SubjectDecided; signature?: string | undefined }>;
}
/** Task queue of the subject service. */
export const SUBJECT_QUEUE = 'subject';

/** The run's answer to an Update: as settled, without the case's times. */
export interface RunAnswer {
  readonly command: string;
  readonly status: 'applied' | 'refused' | 'void';
  readonly code: string | null;
  readonly stage: Stage;
  readonly revision: number;
}
