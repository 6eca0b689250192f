import { condition, defineQuery, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { receiveMessages } from './messages.ts';
import { workThrough } from './work-loop.ts';
import { WorkQueue, type Message, type RunWork } from './work-queue.ts';

/** A message to count up; the run ends at three. */
export interface CountMessage extends Message {
  readonly counter: string;
  readonly seen: number;
}
/** What was done: a read, a step, a command. */
export interface CountActivities {
  note(what: string): Promise<number>;
}
export interface CountInput {
  readonly counter: string;
  /** When the one step comes due (milliseconds since the epoch). */
  readonly dueAt: number | null;
}

const { note } = proxyLocalActivities<CountActivities>({ startToCloseTimeout: '3s', retry: { maximumAttempts: 1 } });

/** The smallest run, for the spec of what runs share. */
export function countingWorkflow({ counter, dueAt }: CountInput): Promise<number> {
  const queue = new WorkQueue<RunWork<CountMessage, number, 'remind'>>();
  let count = 0;
  let due = dueAt;
  const malformed: string[] = [];

  receiveMessages<CountMessage, number, 'count'>({
    actions: ['count'],
    shape: { about: { counter }, seen: 'seen' },
    add: (work) => queue.add(work, workflowInfo().historyLength),
    refusal: () => (count >= 3 ? 'count.final' : undefined),
    onMalformed(action, refuse) {
      malformed.push(action);
      refuse?.();
    },
    admitsMalformed: () => malformed.length < 2,
  });
  setHandler(defineQuery('malformed'), () => malformed.length);

  return workThrough({
    queue,
    isFinal: () => count >= 3,
    nextDeadline: () => (due === null ? undefined : { step: 'remind', at: due }),
    wait: (isReady, at) => (at === undefined ? condition(isReady) : condition(isReady, Math.max(at - Date.now(), 1))),
    async doWork(work) {
      count = await note(work.kind === 'read' ? 'read' : work.kind === 'deadline' ? work.step : work.message.command);
      if (work.kind === 'deadline') due = null;
      if (work.kind === 'update') work.answer(count);
    },
    result: () => count,
  });
}
