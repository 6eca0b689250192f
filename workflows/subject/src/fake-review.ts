import type { ReviewMessage, RunReviewAction } from '@beian/contracts/subject/reviews';
import { decideReview, OPEN_REVIEW_STAGES, type ReviewStage } from '@beian/rules/subject/review';
import type { ReviewActivities, ReviewSettlement, ReviewState, ReviewStep, SubjectInput } from './contract.ts';

const DAY_MS = 86_400_000;

/**
 * One review in memory behind the run's activities, for specs and recordings: it decides by the real table and stores
 * settlements as the command rows do. Faults on demand.
 */
export class FakeReview {
  stage: ReviewStage = 'submitted';
  /** Every call in order, with what it was about. */
  readonly calls: string[] = [];
  readonly settled = new Map<string, ReviewSettlement>();
  /** Activities that fail, each as often as the number says. */
  readonly faults = new Map<keyof ReviewActivities, number>();
  private remindAt: string | null;
  private dueAt: string | null;
  private inFlight = 0;
  private readonly now: () => Promise<number>;

  private constructor(now: () => Promise<number>, begun: number) {
    this.now = now;
    this.remindAt = new Date(begun + 20 * DAY_MS).toISOString();
    this.dueAt = new Date(begun + 30 * DAY_MS).toISOString();
  }

  static async begin(now: () => Promise<number>): Promise<FakeReview> {
    return new FakeReview(now, await now());
  }

  /** A row operation: the run is not told. */
  take(): void {
    this.stage = 'in_review';
  }

  async readReview(): Promise<ReviewState> {
    return this.alone('readReview', 'readReview', async () => this.state());
  }

  async settleReviewCommand(message: ReviewMessage): Promise<ReviewSettlement> {
    return this.alone('settleReviewCommand', `settle ${message.action}`, async () => {
      const { command, action } = message;
      const stored = this.settled.get(command);
      if (stored !== undefined) return stored;
      const decision = decideReview({ message: action, stage: this.stage, senders: ['officer', 'holder'], ownCase: false, reasonsGiven: true });
      if (decision.allowed) this.stage = decision.next;
      const settlement: ReviewSettlement = { command, status: decision.allowed ? 'applied' : 'refused', code: decision.allowed ? null : decision.code, state: this.state() };
      this.settled.set(command, settlement);
      return settlement;
    });
  }

  async reviewStep(step: ReviewStep): Promise<ReviewState> {
    return this.alone('reviewStep', `step ${step}`, async () => {
      const now = await this.now();
      if (step === 'remind' && this.remindAt !== null && Date.parse(this.remindAt) <= now) this.remindAt = null;
      if (step === 'escalate' && this.dueAt !== null && Date.parse(this.dueAt) <= now) this.dueAt = null;
      return this.state();
    });
  }

  private state(): ReviewState {
    return { stage: this.stage, final: !OPEN_REVIEW_STAGES.includes(this.stage), remindAt: this.remindAt, dueAt: this.dueAt };
  }

  /** The invariant of the loop: at most one local activity in flight. */
  private async alone<T>(name: keyof ReviewActivities, call: string, act: () => Promise<T>): Promise<T> {
    if (this.inFlight > 0) throw new Error('two local activities in flight at once');
    this.inFlight += 1;
    try {
      this.calls.push(call);
      const left = this.faults.get(name) ?? 0;
      if (left > 0) {
        this.faults.set(name, left - 1);
        throw new Error(`${name} fails, as the spec wants`);
      }
      return await act();
    } finally {
      this.inFlight -= 1;
    }
  }
}

/** Many fake reviews behind one worker: each call goes to the review that it names. */
export class FakeReviews {
  private readonly reviews = new Map<string, FakeReview>();
  private readonly now: () => Promise<number>;

  constructor(now: () => Promise<number>) {
    this.now = now;
  }

  async open(): Promise<{ fake: FakeReview; input: SubjectInput }> {
    const input: SubjectInput = { review: fakeId(), subject: fakeId(), n: 1 };
    const fake = await FakeReview.begin(this.now);
    this.reviews.set(input.review, fake);
    return { fake, input };
  }

  /** For a worker's registration. */
  get activities(): ReviewActivities {
    return {
      readReview: ({ review }) => this.of(review).readReview(),
      settleReviewCommand: ({ review, message }) => this.of(review).settleReviewCommand(message),
      reviewStep: ({ review, step }) => this.of(review).reviewStep(step),
    };
  }

  private of(review: string): FakeReview {
    const fake = this.reviews.get(review);
    if (fake === undefined) throw new Error(`no fake review ${review}`);
    return fake;
  }
}

/** A message as the service would send it, save its signature: the run does not read that. */
export function fakeMessage(review: string, action: RunReviewAction, over: Partial<ReviewMessage> = {}): ReviewMessage {
  const command = over.command ?? fakeId();
  return {
    command, review, action, expectedVersion: 1, payloadDigest: '0'.repeat(64), credential: '0'.repeat(64),
    issuedAt: '2026-01-05T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', signature: `of ${command}`, ...over,
  };
}

let last = 0;
const fakeId = (): string => `01970000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
