import { ApplicationFailure, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { RUN_MESSAGES } from './admission.policy.ts';
import { RUN_FAILURES, type RunAnswer } from './contract.ts';

/** What the run does with a message, whatever way it came; both ways see the same checks of its shape. */
export interface MessageReceiver {
  /** The code to refuse an Update with before it enters the history, or undefined. */
  refusal(action: RunAction): string | undefined;
  onSignal(message: RunMessage): void;
  onUpdate(message: RunMessage): Promise<RunAnswer>;
  /** What is no message for this run: it cannot be settled, only reported, so that the service records it. */
  onMalformed(action: RunAction): void;
  /** Whether one more of those would still be reported: whoever sends thousands does not fill the history. */
  reportsMalformed(): boolean;
}

/** Registers every action of S1 twice on the run: as a signal and as an Update with a validator (S10). */
export function receiveMessages(application: string, receiver: MessageReceiver): void {
  for (const action of RUN_MESSAGES) {
    setHandler(defineSignal<[unknown]>(action), (message) => {
      if (isMessage(message, action, application)) receiver.onSignal(message);
      else receiver.onMalformed(action);
    });
    setHandler(defineUpdate<RunAnswer, [RunMessage]>(action), (message) => {
      // Not async: one turn more before the answer, and histories recorded without it would not replay.
      if (isMessage(message, action, application)) return receiver.onUpdate(message);
      receiver.onMalformed(action);
      return Promise.reject(failure(RUN_FAILURES.malformed));
    }, {
      validator: (message) => {
        if (isMessage(message, action, application)) {
          const code = receiver.refusal(action);
          if (code !== undefined) throw failure(code);
        } else if (!receiver.reportsMalformed()) throw failure(RUN_FAILURES.malformed);
      },
    });
  }
}

const failure = (code: string): ApplicationFailure => ApplicationFailure.create({ message: code, type: code, nonRetryable: true });

const TEXTS = ['command', 'payloadDigest', 'issuedAt', 'expiresAt', 'credential', 'key', 'signature'] as const;
const LONGEST_TEXT = 500;

/** The shape alone: an error thrown by a handler would stop the whole run, and the service checks everything else. */
function isMessage(value: unknown, action: RunAction, application: string): value is RunMessage {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Partial<Record<keyof RunMessage, unknown>>;
  return message.action === action && message.application === application && Number.isInteger(message.expectedRevision)
    && TEXTS.every((key) => isText(message[key]));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT;
}
