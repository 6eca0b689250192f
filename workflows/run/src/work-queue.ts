/** What every message to a run carries, whatever it is about: ids, codes, times. */
export interface Message {
  readonly command: string;
  readonly action: string;
  readonly payloadDigest: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly credential: string;
  readonly signature: string;
}

/** The row is to be read again. */
export interface ReadWork {
  readonly kind: 'read';
}

/** A step that the platform takes by itself has come due. */
export interface DeadlineWork<Step> {
  readonly kind: 'deadline';
  readonly step: Step;
}

/** A message to settle; whoever sent an Update awaits its answer. */
export type MessageWork<M extends Message, Answer> =
  | { readonly kind: 'signal'; readonly message: M }
  | { readonly kind: 'update'; readonly message: M; answer(answer: Answer): void; fail(error: Error): void };

/** One thing for the loop to do. Handlers and timers only add some; the loop does one at a time. */
export type RunWork<M extends Message, Answer, Step> = ReadWork | DeadlineWork<Step> | MessageWork<M, Answer>;

/** What queue and loop read of any work; a run may have kinds of its own. */
export interface AnyWork {
  readonly kind: string;
  readonly message?: Message;
  /** Which way it came, where work without a message may come either way. */
  readonly via?: 'signal' | 'update';
  fail?(error: Error): void;
}

interface Deferred<Work> {
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
export class WorkQueue<Work extends AnyWork> {
  private readonly ready: { readonly work: Work; readonly key: string }[] = [];
  private readonly deferred: Deferred<Work>[] = [];
  private readonly tries = new WeakMap<Work, number>();
  private readonly signatures = new Set<string>();

  /**
   * Adds work that came with the workflow task that began at history event `task`. Within one task the order is the work's
   * own, not that of delivery: recordings showed signals and Updates of one task replayed in another order than they ran in.
   * A signal whose message came before is left out, as is a read while one waits.
   */
  add(work: Work, task: number): void {
    if (work.kind === 'read' && this.ready.some((waiting) => waiting.work.kind === 'read')) return;
    if (work.message !== undefined && !this.firstTime(work.message) && work.kind === 'signal') return;
    this.ready.push({ work, key: keyOf(work, task) });
    this.ready.sort((a, b) => compare(a.key, b.key));
  }

  /** Whether what is next came with one task beside other work, both without a message: which was delivered first is not the same in a replay. */
  get isTied(): boolean {
    const [first] = this.ready;
    return first !== undefined && this.ready.some(({ work, key }) => key === first.key && rank(work) !== rank(first.work));
  }

  /** Orders a tie by kind and way, a read first. */
  untie(): void {
    this.ready.sort((a, b) => compare(a.key, b.key) || compare(rank(a.work), rank(b.work)));
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

  /** Whether work of this kind waits for its pause to end. */
  isDeferred(kind: Work['kind']): boolean {
    return this.deferred.some(({ work }) => work.kind === kind);
  }

  /** Whether work waits that has not been tried. */
  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  /** Whether nothing waits, neither for its turn nor for its pause to end. */
  get isEmpty(): boolean {
    return this.ready.length === 0 && this.deferred.length === 0;
  }

  /**
   * False when exactly this message came before: a client that tries again sends a signal twice. By its signature, so that
   * a forged message cannot keep out the true one of the same command.
   */
  private firstTime({ signature }: Message): boolean {
    if (this.signatures.has(signature)) return false;
    this.signatures.add(signature);
    return true;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A read asks for the least. */
const rank = ({ kind, via }: AnyWork): string => (kind === 'read' ? '' : `${kind} ${via ?? ''}`);

/** By workflow task, then by the moment of the command; a read comes first, because it asks for the least. */
function keyOf({ kind, message }: AnyWork, task: number): string {
  const order = message === undefined ? [] : [message.issuedAt, message.command, kind];
  return [String(task).padStart(9, '0'), ...order].join(' ');
}
