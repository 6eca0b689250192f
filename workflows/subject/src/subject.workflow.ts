import { condition, defineQuery, log, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ReviewMessage, RunReviewAction } from '@beian/contracts/subject/reviews';
import { receiveMessages } from '@beian/workflow-run/messages';
import { workThrough } from '@beian/workflow-run/work-loop';
import { WorkQueue, type RunWork } from '@beian/workflow-run/work-queue';
import { RUN_FAILURES, STATE_QUERY, type ReviewActivities, type ReviewAnswer, type ReviewState, type ReviewStep, type SubjectInput } from './contract.ts';
import { nextDeadline } from './deadline.policy.ts';
import { RUN_MESSAGES, shapeFor } from './messages.ts';

type Work = RunWork<ReviewMessage, ReviewAnswer, ReviewStep>;

/** 3 s a try, 6 s in all: a local activity that takes long keeps the workflow task alive and grows the history. */
const reviews = proxyLocalActivities<ReviewActivities>({
  startToCloseTimeout: '3s', scheduleToCloseTimeout: '6s', retry: { initialInterval: '500ms', maximumInterval: '1s', maximumAttempts: 2 },
});

/** One round of a subject's own review: time and order are decided here, everything else under the row lock (LC-04). */
export function subjectWorkflow({ review }: SubjectInput): Promise<{ stage: ReviewState['stage'] }> {
  const queue = new WorkQueue<Work>();
  let state: ReviewState | null = null;
  const current = (): ReviewState | null => state;
  const add = (work: Work): void => queue.add(work, workflowInfo().historyLength);

  receiveMessages<ReviewMessage, ReviewAnswer, RunReviewAction>({
    actions: RUN_MESSAGES,
    shape: shapeFor(review),
    add,
    refusal: () => (state?.final === true ? 'review.final' : undefined),
    onMalformed(action, refuse) {
      log.error('Something that is no message was sent to a run', { alarm: RUN_FAILURES.malformed, action });
      refuse?.();
    },
    admitsMalformed: () => false,
  });
  setHandler(defineQuery(STATE_QUERY), current);

  add({ kind: 'read' });
  return workThrough({
    queue,
    isFinal: () => current()?.final === true,
    nextDeadline: () => nextDeadline(state),
    wait,
    doWork,
    result: () => ({ stage: current()?.stage ?? 'submitted' }),
  });

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
}

/** With a timer for every wait: open runs hold these in their histories, so filing's alarm would not replay them. */
async function wait(isReady: () => boolean, at: number | undefined): Promise<void> {
  if (at === undefined) await condition(isReady);
  else await condition(isReady, Math.max(at - Date.now(), 1));
}
