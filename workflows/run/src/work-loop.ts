import { allHandlersFinished, ApplicationFailure, condition, log, patched, workflowInfo } from '@temporalio/workflow';
import { RUN_FAILURES } from '@beian/contracts/run';
import type { AnyWork, DeadlineWork, Message, WorkQueue } from './work-queue.ts';

/** The next thing that time alone brings about. */
export interface Deadline<Step> {
  readonly step: Step;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the loop asks of a run. */
export interface Run<Work extends AnyWork, Step, Result> {
  readonly queue: WorkQueue<Work | DeadlineWork<Step>>;
  /** Whether the case is at its end: the run ends when no work is left and everybody has been answered. */
  isFinal(): boolean;
  nextDeadline(): Deadline<Step> | undefined;
  /**
   * Waits until something is ready, or until the moment (milliseconds since the epoch), if there is one. Each run has its own way:
   * what timers it starts stands in its recorded histories.
   */
  wait(isReady: () => boolean, at: number | undefined): Promise<unknown>;
  /** Does one thing; what it throws, a later try may cure. */
  doWork(work: Work | DeadlineWork<Step>): Promise<void>;
  /** What the run answers at its end. */
  result(): Result;
}

/**
 * Does the work of a run, one thing at a time, until its end. A workflow returns this promise without awaiting it: every turn
 * between commands is as it was recorded.
 */
export async function workThrough<Work extends AnyWork, Step, Result>(run: Run<Work, Step, Result>): Promise<Result> {
  for (let work = await nextWork(run); work !== undefined; work = await nextWork(run)) {
    try {
      await run.doWork(work);
    } catch (error) {
      putAside(run.queue, work, error);
    }
  }
  return run.result();
}

async function nextWork<Work extends AnyWork, Step>(run: Run<Work, Step, unknown>): Promise<Work | DeadlineWork<Step> | undefined> {
  const { queue } = run;
  for (;;) {
    noticeReset();
    // Asked here, where the tie is whole: a handler sees it in the order of delivery. Runs that took one as it was delivered go on as they did.
    if (queue.isTied && patched('tie-begins-with-read')) queue.untie();
    const work = queue.take(Date.now());
    if (work !== undefined) return work;
    if (run.isFinal() && queue.isEmpty) {
      await condition(() => queue.hasReady || allHandlersFinished());
      if (!queue.hasReady) return undefined;
      continue;
    }
    // A step that failed has its own pause; its deadline would only ring at once again.
    const deadline = queue.isDeferred('deadline') ? undefined : run.nextDeadline();
    if (deadline !== undefined && deadline.at <= Date.now()) return { kind: 'deadline', step: deadline.step };
    await run.wait(() => queue.hasReady, earliest(deadline?.at, queue.wakeAt));
  }
}

/** Whoever awaits an Update is told at once; everything else comes again, a signal until it expires. */
function putAside<Work extends AnyWork>(queue: WorkQueue<Work>, work: Work, error: unknown): void {
  log.warn('Put aside', { kind: work.kind, error: error instanceof Error ? error.name : typeof error });
  if (work.fail !== undefined) work.fail(ApplicationFailure.create({ message: RUN_FAILURES.unsettled, type: RUN_FAILURES.unsettled, nonRetryable: true }));
  else if (work.message === undefined || !hasExpired(work.message)) queue.defer(work, Date.now());
}

const hasExpired = ({ expiresAt }: Message): boolean => Date.parse(expiresAt) <= Date.now();

/**
 * A run is never continued or tried again as a new one, so one that has a predecessor was reset from outside. It does no harm,
 * because the row decides; the line is written once a process and changes nothing, as a replay must not see it.
 */
let noticed = '';
function noticeReset(): void {
  const { runId, firstExecutionRunId, workflowId, unsafe } = workflowInfo();
  if (runId === firstExecutionRunId || unsafe.isReplaying || noticed === runId) return;
  noticed = runId;
  log.error('A run was reset from outside', { alarm: 'run.reset', workflowId });
}

function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const set = moments.filter((moment) => moment !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}
