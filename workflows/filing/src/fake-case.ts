import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { CLOCK_STAGES, isFinal, type Stage } from '@beian/rules/lifecycle/stages';
import { decide } from '@beian/rules/lifecycle/transitions';
import type { CaseState, FilingActivities, FilingInput, PlatformStep, Settlement, SubjectActivities, SubjectDecided, SubjectDecision } from './contract.ts';

const DAY_MS = 86_400_000;
type SettleInput = Parameters<FilingActivities['settleCommand']>[0];

const SUBJECT = '01970000-0000-7000-8000-000000000003';
const OFFICER = '01970000-0000-7000-8000-000000000004';

/** How a fake case begins. */
export interface FakeOptions {
  readonly input: FilingInput;
  /** The subject is submitted with the filing and not yet approved. */
  readonly bundled?: boolean;
  readonly stage?: Stage;
  readonly held?: boolean;
  /** The time that the row's database would say. */
  readonly now: () => Promise<number>;
}

/**
 * One case in memory behind the run's activities, for specs and recordings: it decides by the real transition table and
 * stores settlements as the command rows do. No timers, no database, and faults on demand.
 */
export class FakeCase implements FilingActivities, SubjectActivities {
  state: CaseState | undefined;
  held: boolean;
  subjectApproved: boolean;
  subjectAnswer: SubjectDecided = 'approved';
  /** Every call in order, with what it was about. */
  readonly calls: string[] = [];
  /** Stages in the order in which they were written. */
  readonly stages: Stage[] = [];
  readonly settled = new Map<string, Settlement>();
  /** Activities that fail, each as often as the number says. */
  readonly faults = new Map<keyof FilingActivities | keyof SubjectActivities, number>();
  private everTaken: boolean;
  /** Messages that were none. */
  forged = 0;
  private inFlight = 0;
  private readonly options: FakeOptions;

  constructor(options: FakeOptions) {
    this.options = options;
    this.held = options.held ?? false;
    this.everTaken = this.held;
    this.subjectApproved = options.bundled !== true;
  }

  /** A row operation: the run is not told. */
  async take(): Promise<void> {
    this.held = this.everTaken = true;
    this.write({ stage: 'in_review' });
  }

  async release(): Promise<void> {
    this.held = false;
    this.write({ stage: 'submitted' });
  }

  async readCase(_input: { application: string }): Promise<CaseState> {
    return this.alone('readCase', 'readCase', async () => this.row());
  }

  async settleCommand({ message, subjectDecided }: SettleInput): Promise<Settlement> {
    return this.alone('settleCommand', `settleCommand ${message.action}`, async () => {
      if (message.command === '') {
        this.forged += 1;
        return { command: '', status: 'refused', code: 'command.unknown', case: this.row() };
      }
      const stored = this.settled.get(message.command);
      if (stored !== undefined) return stored;
      const settlement = await this.decideOn(message, subjectDecided?.state);
      if (settlement.status !== 'needs_subject') this.settled.set(message.command, settlement);
      return settlement;
    });
  }

  async platformStep({ step }: { step: PlatformStep }): Promise<CaseState> {
    return this.alone('platformStep', `platformStep ${step}`, async () => {
      const now = await this.options.now();
      const due = (at: string | null) => at !== null && Date.parse(at) <= now;
      if (step === 'remind' && due(this.row().remindAt)) this.write({ remindAt: null });
      if (step === 'escalate' && due(this.row().dueAt)) this.write({ dueAt: null });
      if (step === 'lapse' && due(this.row().lapsesAt)) this.write({ stage: 'lapsed', final: true, lapsesAt: null });
      return this.row();
    });
  }

  async approveSubjectRevision(_input: SubjectDecision): Promise<{ state: SubjectDecided }> {
    this.enter('approveSubjectRevision', 'approveSubjectRevision');
    if (this.subjectAnswer === 'approved') this.subjectApproved = true;
    return { state: this.subjectAnswer };
  }

  async returnSubjectRevision(_input: SubjectDecision): Promise<{ state: SubjectDecided }> {
    this.enter('returnSubjectRevision', 'returnSubjectRevision');
    return { state: 'returned' };
  }

  /** The case as its row says, at first as submitted now. */
  async begin(): Promise<void> {
    const stage = this.options.stage ?? 'submitted';
    this.state = { kind: 'new', stage, revision: 1, bureau: 1, final: isFinal(stage), remindAt: null, dueAt: null, lapsesAt: null };
    this.write(await this.clockOf(stage));
  }

  private async decideOn(message: RunMessage, decided: SubjectDecided | undefined): Promise<Settlement> {
    const { command, action } = message;
    const refused = (code: string): Settlement => ({ command, status: 'refused', code, case: this.row() });
    if (message.expectedRevision !== this.row().revision) return refused('case.revision-changed');
    if (decided === 'superseded') return refused('case.subject-revised');
    const byOwner = action === 'resubmit' || action === 'withdraw';
    const role = byOwner ? 'owner' as const : this.held ? ['officer' as const, 'holder' as const] : 'officer' as const;
    const needsSubject = action === 'approve' && !this.subjectApproved;
    const decision = decide({
      message: action as RunAction, stage: this.row().stage, kind: 'new', role, interactive: false, gateMet: true, countersignSet: false, brigadePhone: true,
      subjectApproved: this.subjectApproved || needsSubject, everTaken: this.everTaken, held: this.held, reasonsGiven: action === 'return' || action === 'setInteractive',
    });
    if (!decision.allowed) return refused(decision.code);
    const { filing, application, bureau } = this.options.input;
    const input: SubjectDecision = { command, subject: SUBJECT, revision: 1, filing, application, bureau, actor: OFFICER, expiresAt: null, signature: 'signed' };
    if (needsSubject) return { command, status: 'needs_subject', code: null, case: this.row(), subject: { step: 'approve', input } };
    const { next } = decision;
    this.write({ stage: next, revision: this.row().revision + 1, final: isFinal(next), ...(await this.clockOf(next)) });
    const step = action === 'return' && this.options.bundled === true ? { subject: { step: 'return' as const, input } } : {};
    return { command, status: 'applied', code: null, case: this.row(), ...step };
  }

  private async clockOf(stage: Stage): Promise<Partial<CaseState>> {
    const after = async (days: number) => new Date((await this.options.now()) + days * DAY_MS).toISOString();
    if (stage === 'returned') return { remindAt: null, dueAt: null, lapsesAt: await after(60) };
    if (!CLOCK_STAGES.includes(stage)) return { remindAt: null, dueAt: null, lapsesAt: null };
    const started = stage === 'submitted' || this.row().stage === 'returned' || this.row().dueAt === null;
    return started ? { remindAt: await after(20), dueAt: await after(30), lapsesAt: null } : {};
  }

  private row(): CaseState {
    if (this.state === undefined) throw new Error('the fake case has not begun');
    return this.state;
  }

  private write(patch: Partial<CaseState>): void {
    this.state = { ...this.row(), ...patch };
    if (patch.stage !== undefined) this.stages.push(patch.stage);
  }

  /** The invariant of the loop: at most one local activity in flight. */
  private async alone<T>(name: keyof FilingActivities, call: string, act: () => Promise<T>): Promise<T> {
    if (this.inFlight > 0) throw new Error('two local activities in flight at once');
    this.inFlight += 1;
    try {
      this.enter(name, call);
      return await act();
    } finally {
      this.inFlight -= 1;
    }
  }

  private enter(name: keyof FilingActivities | keyof SubjectActivities, call: string): void {
    this.calls.push(call);
    const left = this.faults.get(name) ?? 0;
    if (left === 0) return;
    this.faults.set(name, left - 1);
    throw new Error(`${name} fails, as the spec wants`);
  }
}
