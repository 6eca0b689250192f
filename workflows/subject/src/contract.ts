import type { ReviewMessage } from '@beian/contracts/subject/reviews';
import type { ReviewStage } from '@beian/rules/subject/review';

export { RESYNC_SIGNAL, RUN_FAILURES } from '@beian/contracts/run';

/*
 * What the subject service and the run of a review agree on. Types and names alone: ids, stages, codes and times; everything
 * else stays in tables.
 */

/** Task queue of the run and of the service's own activities. */
export const SUBJECT_QUEUE = 'subject';
/** Workflow type. */
export const SUBJECT_WORKFLOW = 'subjectWorkflow';
/** Query answering `ReviewState | null`; null until the first read. */
export const STATE_QUERY = 'state';

/** One run a round: `n` counts the subject's reviews from 1, so starting is idempotent. */
export const subjectWorkflowId = (subject: string, n: number): string => `subject/${subject}/${n}`;

/** The run reads all the rest from the review's row, so it can start in any stage. */
export interface SubjectInput {
  readonly review: string;
  readonly subject: string;
  readonly n: number;
}

/** The review as its row says it. Instants are RFC 3339 in UTC. */
export interface ReviewState {
  readonly stage: ReviewStage;
  /** Decided, or the subject is erased: the run ends. */
  readonly final: boolean;
  /** When to remind of the due date; null once reminded. */
  readonly remindAt: string | null;
  /** From when the review is overdue (start of the day after the due date); null once escalated. */
  readonly dueAt: string | null;
}

/** A step that the platform takes by itself when its moment has come. */
export type ReviewStep = 'remind' | 'escalate';

/** How a command was settled. */
export interface ReviewSettlement {
  readonly command: string;
  readonly status: 'applied' | 'refused' | 'void';
  readonly code: string | null;
  readonly state: ReviewState;
}

/**
 * Local activities of the subject service, one transaction each. They throw only what a later try may cure; a refusal is
 * a settlement.
 */
export interface ReviewActivities {
  /** The review as it stands. */
  readReview(input: { readonly review: string }): Promise<ReviewState>;
  /** Settles a command under the row lock; a settled command answers its stored result. */
  settleReviewCommand(input: { readonly review: string; readonly message: ReviewMessage }): Promise<ReviewSettlement>;
  /** Takes the step if its moment has come by the row, else changes nothing. */
  reviewStep(input: { readonly review: string; readonly step: ReviewStep }): Promise<ReviewState>;
}

/** The run's answer to an Update: as settled. */
export type ReviewAnswer = Pick<ReviewSettlement, 'command' | 'status' | 'code'>;
