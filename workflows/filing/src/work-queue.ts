import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import type { PlatformStep, RunAnswer, SubjectDecision } from './contract.ts';

/** One thing for the loop to do. Handlers and timers only add some; the loop does one at a time. */
export type Work =
  | { readonly kind: 'read' }
  | { readonly kind: 'signal'; readonly message: RunMessage }
  | { readonly kind: 'update'; readonly message: RunMessage; answer(answer: RunAnswer): void; fail(error: Error): void }
  | { readonly kind: 'deadline'; readonly step: PlatformStep }
  | { readonly kind: 'malformed'; readonly action: RunAction }
  | { readonly kind: 'returnSubject'; readonly input: SubjectDecision };

interface Deferred {
  readonly work: Work;
  readonly tries: number;
  readonly until: number;
}

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Work in order, and work whose turn failed: it comes again after a durable pause that doubles, while the rest
 * goes on. A long outage so costs timers, not a workflow task that heartbeats.
 */
export class WorkQueue {
  private readonly ready: { readonly work: Work; readonly key: string }[] = [];
  private readonly deferred: Deferred[] = [];
  private readonly tries = new WeakMap<Work, number>();
  private readonly signatures = new Set<string>();

  /**
   * Adds work that came with the workflow task that began at history event `task`. Within one task the order is the work's
   * own, not that of delivery: recordings showed signals and Updates of one task replayed in another order than they ran in.
   */
  add(work: Work, task: number): void {
    if (work.kind === 'read' && this.ready.some((waiting) => waiting.work.kind === 'read')) return;
    this.ready.push({ work, key: keyOf(work, task) });
    this.ready.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  /**
   * False when exactly this message came before: a client that tries again sends a signal twice. By its signature, so that
   * a forged message cannot keep out the true one of the same command.
   */
  firstTime({ signature }: RunMessage): boolean {
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
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    this.deferred.push({ work, tries, until: now + pause });
  }

  /** When the first pause is over. */
  get wakeAt(): number | undefined {
    return this.deferred.length === 0 ? undefined : Math.min(...this.deferred.map(({ until }) => until));
  }

  isDeferred(kind: Work['kind']): boolean {
    return this.deferred.some(({ work }) => work.kind === kind);
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  get isEmpty(): boolean {
    return this.ready.length === 0 && this.deferred.length === 0;
  }
}

/** By workflow task, then by the moment of the command; a read comes first, because it asks for the least. */
function keyOf(work: Work, task: number): string {
  const order = 'message' in work ? [work.message.issuedAt, work.message.command, work.kind] : [];
  return [String(task).padStart(9, '0'), ...order].join(' ');
}
