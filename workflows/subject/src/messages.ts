import { ApplicationFailure, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { ReviewMessage, RunReviewAction } from '@beian/contracts/subject/reviews';
import { RUN_FAILURES, type ReviewAnswer } from './contract.ts';

/** What the run does with a message, whatever way it came. */
export interface MessageReceiver {
  /** The code to refuse an Update with before it enters the history, or undefined. */
  refusal(): string | undefined;
  onSignal(message: ReviewMessage): void;
  onUpdate(message: ReviewMessage): Promise<ReviewAnswer>;
  /** What is no message for this run. */
  onMalformed(action: string): void;
}

/** By name, so that no schema library comes into the bundle; a spec compares them with the contract. */
export const RUN_MESSAGES: readonly RunReviewAction[] = ['approve', 'return'];

/** Registers every action twice on the run: as a signal and as an Update with a validator (S10). */
export function receiveMessages(review: string, receiver: MessageReceiver): void {
  for (const action of RUN_MESSAGES) {
    setHandler(defineSignal<[unknown]>(action), (message) => {
      if (isMessage(message, action, review)) receiver.onSignal(message);
      else receiver.onMalformed(action);
    });
    setHandler(defineUpdate<ReviewAnswer, [ReviewMessage]>(action), (message) => receiver.onUpdate(message), {
      validator: (message) => {
        const code = isMessage(message, action, review) ? receiver.refusal() : RUN_FAILURES.malformed;
        if (code !== undefined) throw ApplicationFailure.create({ message: code, type: code, nonRetryable: true });
      },
    });
  }
}

const TEXTS = ['command', 'payloadDigest', 'issuedAt', 'expiresAt', 'credential', 'signature'] as const;
const LONGEST_TEXT = 500;

/** The shape alone: an error thrown by a handler would stop the whole run, and the service checks everything else. */
function isMessage(value: unknown, action: RunReviewAction, review: string): value is ReviewMessage {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Partial<Record<keyof ReviewMessage, unknown>>;
  return message.action === action && message.review === review && Number.isInteger(message.expectedVersion)
    && TEXTS.every((key) => isText(message[key]));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT;
}
