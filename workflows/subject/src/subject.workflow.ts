import { allHandlersFinished, ApplicationFailure, condition, defineQuery, defineSignal, log, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { RESYNC_SIGNAL, RUN_FAILURES, STATE_QUERY, type ReviewActivities, type ReviewState, type SubjectInput } from './contract.ts';
import { nextDeadline } from './deadline.policy.ts';
import { receiveMessages } from './messages.ts';
import { ReviewQueue, type Work } from './review-queue.ts';

/** 3 s a try, 6 s in all: a local activity that takes long keeps the workflow task alive and grows the history. */
const reviews = proxyLocalActivities<ReviewActivities>({
  startToCloseTimeout: '3s', scheduleToCloseTimeout: '6s', retry: { initialInterval: '500ms', maximumInterval: '1s', maximumAttempts: 2 },
});

/** One round of a subject's own review: time and order are decided here, everything else under the row lock (LC-04). */
export async function subjectWorkflow({ review }: SubjectInput): Promise<{ stage: ReviewState['stage'] }> {
  const queue = new ReviewQueue();
  let state: ReviewState | null = null;
  const current = (): ReviewState | null => state;
  const add = (work: Work): void => queue.add(work, workflowInfo().historyLength);

  receiveMessages(review, {
    refusal: () => (state?.final === true ? 'review.final' : undefined),
    onSignal: (message) => {
      if (queue.firstTime(message)) add({ kind: 'signal', message });
    },
    onUpdate: (message) => {
      queue.firstTime(message);
      return new Promise((answer, fail) => add({ kind: 'update', message, answer, fail }));
    },
    onMalformed: (action) => log.error('Something that is no message was sent to a run', { alarm: RUN_FAILURES.malformed, action }),
  });
  setHandler(defineSignal(RESYNC_SIGNAL), () => add({ kind: 'read' }));
  setHandler(defineQuery(STATE_QUERY), current);

  add({ kind: 'read' });
  for (let work = await nextWork(); work !== undefined; work = await nextWork()) {
    try {
      await doWork(work);
    } catch (error) {
      putAside(work, error);
    }
  }
  return { stage: current()?.stage ?? 'submitted' };

  async function nextWork(): Promise<Work | undefined> {
    for (;;) {
      const work = queue.take(Date.now());
      if (work !== undefined) return work;
      if (current()?.final === true && queue.isEmpty) {
        await condition(() => queue.hasReady || allHandlersFinished());
        if (!queue.hasReady) return undefined;
        continue;
      }
      // A step that failed has its own pause; its deadline would only ring at once again.
      const deadline = queue.isDeferred('deadline') ? undefined : nextDeadline(state);
      if (deadline !== undefined && deadline.at <= Date.now()) return { kind: 'deadline', step: deadline.step };
      await ready(earliest(deadline?.at, queue.wakeAt));
    }
  }

  /** Something has come, or the moment has. */
  async function ready(at: number | undefined): Promise<void> {
    if (at === undefined) await condition(() => queue.hasReady);
    else await condition(() => queue.hasReady, Math.max(at - Date.now(), 1));
  }

  async function doWork(work: Work): Promise<void> {
    if (work.kind === 'read') {
      state = await reviews.readReview({ review });
    } else if (work.kind === 'deadline') {
      state = await reviews.reviewStep({ review, step: work.step });
      // The row's clock is behind ours: its moment comes, but asking at once again would only spin.
      if (nextDeadline(state)?.step === work.step) queue.defer(work, Date.now());
    } else {
      const { command, status, code, state: settled } = await reviews.settleReviewCommand({ review, message: work.message });
      state = settled;
      if (work.kind === 'update') work.answer({ command, status, code });
    }
  }

  /** Whoever awaits an Update is told at once; everything else comes again, a signal until it expires. */
  function putAside(work: Work, error: unknown): void {
    log.warn('Put aside', { kind: work.kind, error: error instanceof Error ? error.name : typeof error });
    if (work.kind === 'update') work.fail(ApplicationFailure.create({ message: RUN_FAILURES.unsettled, type: RUN_FAILURES.unsettled, nonRetryable: true }));
    else if (work.kind !== 'signal' || Date.parse(work.message.expiresAt) > Date.now()) queue.defer(work, Date.now());
  }
}

function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const set = moments.filter((moment) => moment !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}
