import { ApplicationFailure, defineSignal, defineUpdate, patched, setHandler } from '@temporalio/workflow';
import { RESYNC_SIGNAL, RUN_FAILURES } from '@beian/contracts/run';
import { isMessage, type MessageShape } from './message-shape.ts';
import type { Message, MessageWork, ReadWork } from './work-queue.ts';

/** What a run does with what it is sent, whatever way it came; both ways see the same checks of its shape. */
export interface Reception<M extends Message, Answer, Action extends string> {
  /** Every action that the run is sent. */
  readonly actions: readonly Action[];
  readonly shape: MessageShape<M>;
  /** Adds work for the loop. */
  add(work: ReadWork | MessageWork<M, Answer>): void;
  /** The code to refuse an Update with before it enters the history, or undefined. */
  refusal(action: Action): string | undefined;
  /** Something came that is no message for this run: it cannot be settled, only reported. Whoever sent it as an Update waits until it is refused. */
  onMalformed(action: Action, refuse?: () => void): void;
  /** Whether an Update that is no message enters the history, to be reported; else it is refused before. */
  admitsMalformed(): boolean;
}

/** Registers every action twice on the run: as a signal and as an Update with a validator (S10); and the signal to read the row again. */
export function receiveMessages<M extends Message, Answer, Action extends string>(reception: Reception<M, Answer, Action>): void {
  const { actions, shape, add } = reception;
  for (const action of actions) {
    setHandler(defineSignal<[unknown]>(action), (message) => {
      if (isMessage(message, action, shape)) add({ kind: 'signal', message });
      else reception.onMalformed(action);
    });
    setHandler(defineUpdate<Answer, [unknown]>(action), (message) => {
      // Not async: one turn more before the answer, and histories recorded without it would not replay.
      if (isMessage(message, action, shape)) return new Promise<Answer>((answer, fail) => add({ kind: 'update', message, answer, fail }));
      const refusal = failure(RUN_FAILURES.malformed);
      // Refused in its turn: an answer from here stands before or after the loop's own commands, in a replay not as it did. Runs that answered at once do so again.
      if (patched('malformed-update-waits')) return new Promise<Answer>((_answer, fail) => reception.onMalformed(action, () => fail(refusal)));
      reception.onMalformed(action);
      return Promise.reject(refusal);
    }, {
      validator: (message) => {
        if (isMessage(message, action, shape)) {
          const code = reception.refusal(action);
          if (code !== undefined) throw failure(code);
        } else if (!reception.admitsMalformed()) throw failure(RUN_FAILURES.malformed);
      },
    });
  }
  setHandler(defineSignal(RESYNC_SIGNAL), () => add({ kind: 'read' }));
}

const failure = (code: string): ApplicationFailure => ApplicationFailure.create({ message: code, type: code, nonRetryable: true });
