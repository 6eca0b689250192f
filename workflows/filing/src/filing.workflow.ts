import { defineQuery, log, patched, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { receiveMessages } from '@beian/workflow-run/messages';
import { workThrough, type Deadline } from '@beian/workflow-run/work-loop';
import { WorkQueue, type RunWork } from '@beian/workflow-run/work-queue';
import { refusalByStage, RUN_MESSAGES } from './admission.policy.ts';
import { Alarm } from './alarm.ts';
import { RUN_FAILURES, STATE_QUERY, SUBJECT_QUEUE, type CaseState, type FilingActivities, type FilingInput, type PlatformStep, type RunAnswer, type Settlement, type SubjectActivities, type SubjectDecision } from './contract.ts';
import { nextDeadline } from './deadline.policy.ts';
import { shapeFor } from './messages.ts';

type Work =
  | RunWork<RunMessage, RunAnswer, PlatformStep>
  | { readonly kind: 'malformed'; readonly action: RunAction; readonly via: 'signal' | 'update'; readonly reported: boolean; refuse?(): void }
  | { readonly kind: 'returnSubject'; readonly input: SubjectDecision };

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
export function filingWorkflow(input: FilingInput): Promise<{ stage: CaseState['stage'] }> {
  const { application } = input;
  const queue = new WorkQueue<Work>();
  const alarm = new Alarm();
  let state: CaseState | null = null;
  let malformed = 0;
  const current = (): CaseState | null => state;
  const add = (work: Work): void => queue.add(work, workflowInfo().historyLength);

  receiveMessages<RunMessage, RunAnswer, RunAction>({
    actions: RUN_MESSAGES,
    shape: shapeFor(application),
    add,
    refusal: (action) => (state === null ? undefined : refusalByStage(action, state.stage, state.kind)),
    onMalformed: (action, refuse) => {
      malformed += 1;
      const reported = malformed <= MALFORMED_REPORTED;
      if (reported) log.error('Something that is no message was sent to a run', { alarm: RUN_FAILURES.malformed, action });
      if (refuse !== undefined) add({ kind: 'malformed', action, via: 'update', reported, refuse });
      else if (reported) add({ kind: 'malformed', action, via: 'signal', reported });
    },
    admitsMalformed: () => malformed < MALFORMED_REPORTED,
  });
  setHandler(defineQuery(STATE_QUERY), current);

  add({ kind: 'read' });
  return workThrough({
    queue,
    isFinal: () => current()?.final === true,
    nextDeadline: () => nextDeadline(state),
    wait: (isReady, at) => alarm.wait(isReady, at),
    doWork,
    result: () => ({ stage: current()?.stage ?? 'abandoned' }),
  });

  async function doWork(work: Work): Promise<void> {
    switch (work.kind) {
      case 'read':
        state = await filing.readCase({ application });
        return;
      case 'deadline':
        state = await platform.platformStep({ application, step: work.step });
        // The row's clock is behind ours: its moment comes, but asking at once again would only spin.
        if (isDueAgain(work.step, nextDeadline(state))) queue.defer(work, Date.now());
        return;
      case 'malformed':
        work.refuse?.();
        // Runs that dropped one before go on as they did.
        if (work.reported && patched('malformed-is-recorded')) await filing.settleCommand({ application, message: nothing(application, work.action), via: 'signal' });
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
}

/** So many are recorded of a run. */
const MALFORMED_REPORTED = 20;

/** In place of what was sent, which is nobody's word: the service knows no such command, and records that. */
const nothing = (application: string, action: RunMessage['action']): RunMessage =>
  ({ command: '', application, action, payloadDigest: '', expectedRevision: 0, issuedAt: '', expiresAt: '', credential: '', key: '', signature: '' });

const isDueAgain = (step: PlatformStep, next: Deadline<PlatformStep> | undefined): boolean => next?.step === step && next.at <= Date.now();

function answerOf({ command, status, code, case: { stage, revision } }: Settlement): RunAnswer {
  if (status === 'needs_subject') throw new Error('The subject was decided and is asked for again');
  return { command, status, code, stage, revision };
}
