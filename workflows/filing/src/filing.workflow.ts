import { allHandlersFinished, ApplicationFailure, condition, defineQuery, defineSignal, log, patched, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RunMessage } from '@beian/contracts/filing/actions';
import { refusalByStage } from './admission.policy.ts';
import { Alarm } from './alarm.ts';
import { RESYNC_SIGNAL, RUN_FAILURES, STATE_QUERY, SUBJECT_QUEUE, type CaseState, type FilingActivities, type FilingInput, type RunAnswer, type Settlement, type SubjectActivities } from './contract.ts';
import { nextDeadline } from './deadline.policy.ts';
import { receiveMessages } from './messages.ts';
import { WorkQueue, type Work } from './work-queue.ts';

const retry = { initialInterval: '500ms', maximumInterval: '1s' } as const;
/**
 * 3 s a try, 6 s in all: a local activity that takes long keeps the workflow task alive and grows the history. The number of
 * tries bounds it as well, because the SDK (1.24) misses scheduleToClose when it ends between two tries.
 */
const bounds = { startToCloseTimeout: '3s', scheduleToCloseTimeout: '6s' } as const;
const filing = proxyLocalActivities<FilingActivities>({ ...bounds, retry: { ...retry, maximumAttempts: 2 } });
const platform = proxyLocalActivities<Pick<FilingActivities, 'platformStep'>>({ ...bounds, retry: { ...retry, maximumAttempts: 3 } });
const subject = proxyActivities<SubjectActivities>({ ...bounds, taskQueue: SUBJECT_QUEUE, retry });

/** One application from submission to its end: time and order are decided here, everything else under the row lock. */
export async function filingWorkflow(input: FilingInput): Promise<{ stage: CaseState['stage'] }> {
  const { application } = input;
  const queue = new WorkQueue();
  const alarm = new Alarm();
  let state: CaseState | null = null;
  let malformed = 0;
  const current = (): CaseState | null => state;
  const add = (work: Work): void => queue.add(work, workflowInfo().historyLength);

  receiveMessages(application, {
    refusal: (action) => (state === null ? undefined : refusalByStage(action, state.stage, state.kind)),
    onSignal: (message) => {
      if (queue.firstTime(message)) add({ kind: 'signal', message });
    },
    onUpdate: (message) => {
      queue.firstTime(message);
      return new Promise((answer, fail) => add({ kind: 'update', message, answer, fail }));
    },
    onMalformed: (action) => {
      malformed += 1;
      if (malformed > MALFORMED_REPORTED) return;
      log.error('Something that is no message was sent to a run', { alarm: RUN_FAILURES.malformed, action });
      add({ kind: 'malformed', action });
    },
    reportsMalformed: () => malformed < MALFORMED_REPORTED,
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
  return { stage: current()?.stage ?? 'abandoned' };

  async function nextWork(): Promise<Work | undefined> {
    for (;;) {
      noticeReset();
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
      alarm.set(earliest(deadline?.at, queue.wakeAt));
      await condition(() => queue.hasReady || alarm.hasRung);
      alarm.clear();
    }
  }

  async function doWork(work: Work): Promise<void> {
    switch (work.kind) {
      case 'read':
        state = await filing.readCase({ application });
        return;
      case 'deadline':
        state = await platform.platformStep({ application, step: work.step });
        // The row's clock is behind ours: its moment comes, but asking at once again would only spin.
        if (nextDeadline(state)?.step === work.step && isPast(nextDeadline(state)?.at)) queue.defer(work, Date.now());
        return;
      case 'malformed':
        // Runs that dropped one before go on as they did.
        if (patched('malformed-is-recorded')) await filing.settleCommand({ application, message: nothing(application, work.action), via: 'signal' });
        return;
      case 'returnSubject':
        await subject.returnSubjectRevision(work.input);
        return;
      default: {
        const settlement = await settle(work.message, work.kind);
        state = settlement.case;
        if (settlement.subject?.step === 'return') add({ kind: 'returnSubject', input: settlement.subject.input });
        if (work.kind === 'update') work.answer(answerOf(settlement));
      }
    }
  }

  /** A bundled subject is decided first, so that no filing is approved without an approved revision (S6). */
  async function settle(message: RunMessage, via: 'signal' | 'update'): Promise<Settlement> {
    const first = await filing.settleCommand({ application, message, via });
    if (first.status !== 'needs_subject' || first.subject === undefined) return first;
    const { state: decided, signature } = await subject.approveSubjectRevision(first.subject.input);
    return filing.settleCommand({ application, message, via, subjectDecided: { state: decided, revision: first.subject.input.revision, signature } });
  }

  /** Whoever awaits an Update is told at once; everything else comes again, a signal until it expires. */
  function putAside(work: Work, error: unknown): void {
    log.warn('Put aside', { kind: work.kind, error: error instanceof Error ? error.name : typeof error });
    if (work.kind === 'update') work.fail(ApplicationFailure.create({ message: RUN_FAILURES.unsettled, type: RUN_FAILURES.unsettled, nonRetryable: true }));
    else if (work.kind !== 'signal' || !isPast(Date.parse(work.message.expiresAt))) queue.defer(work, Date.now());
  }
}

/** So many are recorded of a run. */
const MALFORMED_REPORTED = 20;

/** In place of what was sent, which is nobody's word: the service knows no such command, and records that. */
const nothing = (application: string, action: RunMessage['action']): RunMessage =>
  ({ command: '', application, action, payloadDigest: '', expectedRevision: 0, issuedAt: '', expiresAt: '', credential: '', key: '', signature: '' });

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

const isPast = (moment: number | undefined): boolean => moment !== undefined && moment <= Date.now();

function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const set = moments.filter((moment) => moment !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}

function answerOf({ command, status, code, case: { stage, revision } }: Settlement): RunAnswer {
  if (status === 'needs_subject') throw new Error('The subject was decided and is asked for again');
  return { command, status, code, stage, revision };
}
