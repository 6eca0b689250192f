import type { ReviewMessage } from '@beian/contracts/subject/reviews';
import type { ReviewAnswer, ReviewStep } from './contract.ts';

/** One thing for the loop to do. Handlers and timers only add some; the loop does one at a time. */
export type Work =
  | { readonly kind: 'read' }
  | { readonly kind: 'deadline'; readonly step: ReviewStep }
  | { readonly kind: 'signal'; readonly message: ReviewMessage }
  | { readonly kind: 'update'; readonly message: ReviewMessage; answer(answer: ReviewAnswer): void; fail(error: Error): void };

interface Deferred {
  readonly work: Work;
  readonly tries: number;
  readonly until: number;
}

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Work in order, and work whose turn failed: it comes again after a durable pause that doubles, while the rest goes on. Within one
 * workflow task the order is the commands' own, not that of delivery: signals and Updates of one task are not always replayed in the
 * order in which they ran.
 */
export class ReviewQueue {
  private readonly ready: { readonly work: Work; readonly key: string }[] = [];
  private readonly deferred: Deferred[] = [];
  private readonly tries = new WeakMap<Work, number>();
  private readonly signatures = new Set<string>();

  /** `task`: history event at which the workflow task began that brought the work. */
  add(work: Work, task: number): void {
    if (work.kind === 'read' && this.ready.some((each) => each.work.kind === 'read')) return;
    const order = 'message' in work ? [work.message.issuedAt, work.message.command, work.kind] : [];
    this.ready.push({ work, key: [String(task).padStart(9, '0'), ...order].join(' ') });
    this.ready.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  /** False when exactly this message came before: a client that tries again sends a signal twice. */
  firstTime({ signature }: ReviewMessage): boolean {
    if (this.signatures.has(signature)) return false;
    this.signatures.add(signature);
    return true;
  }

  /** What is next; deferred work whose pause is over goes first. */
  take(now: number): Work | undefined {
    const index = this.deferred.findIndex(({ until }) => until <= now);
    const [due] = index < 0 ? [] : this.deferred.splice(index, 1);
    if (due === undefined) return this.ready.shift()?.work;
    this.tries.set(due.work, due.tries);
    return due.work;
  }

  /** Puts failed work aside. */
  defer(work: Work, now: number): void {
    const tries = (this.tries.get(work) ?? 0) + 1;
    this.deferred.push({ work, tries, until: now + Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) });
  }

  isDeferred(kind: Work['kind']): boolean {
    return this.deferred.some(({ work }) => work.kind === kind);
  }

  /** When the first pause is over. */
  get wakeAt(): number | undefined {
    return this.deferred.length === 0 ? undefined : Math.min(...this.deferred.map(({ until }) => until));
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  get isEmpty(): boolean {
    return this.ready.length === 0 && this.deferred.length === 0;
  }
}
