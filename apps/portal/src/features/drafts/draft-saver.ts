import { hasStatus, messageOf } from '../../ui/api/api-error.ts';

/** Where the saving of a draft stands. */
export type SaveState =
  | { readonly at: 'unchanged' | 'waiting' | 'saving' | 'conflict' }
  | { readonly at: 'saved'; readonly when: Date }
  | { readonly at: 'failed'; readonly message: string };

/** Sends what was typed, on the version it was made on. */
export type SendDraft<B> = (expectedVersion: number, body: B) => Promise<{ readonly version: number }>;

const DELAY_MS = 1_500;
const RETRY_MS = 10_000;

/**
 * Saves a draft soon after each change, one save at a time, each with the version it was made on (U4). A failure is tried
 * again; a conflict with another window stops it, so that neither window overwrites the other.
 */
export class DraftSaver<B> {
  private state: SaveState = { at: 'unchanged' };
  private dirty = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();
  private version: number;
  private body: (() => B) | undefined;
  private readonly send: SendDraft<B>;

  constructor(version: number, send: SendDraft<B>) {
    this.version = version;
    this.send = send;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SaveState => this.state;

  /** Whether the platform holds the draft at all. */
  isStored(): boolean {
    return this.version > 0;
  }

  /** Something was changed; `body` tells what there is to save when the time comes. */
  touch(body: () => B): void {
    if (this.state.at === 'conflict') return;
    this.body = body;
    this.dirty = true;
    this.show({ at: 'waiting' });
    this.schedule(DELAY_MS);
  }

  /** Saves what is unsaved now; true when nothing is left unsaved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.running;
    if (this.dirty && this.state.at !== 'conflict') {
      this.running = this.save();
      await this.running;
    }
    return !this.dirty;
  }

  /** The draft is gone: submitted or left. Nothing is saved any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.dirty = false;
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async save(): Promise<void> {
    if (this.body === undefined) return;
    this.dirty = false;
    this.show({ at: 'saving' });
    try {
      this.version = (await this.send(this.version, this.body())).version;
      this.show(this.dirty ? { at: 'waiting' } : { at: 'saved', when: new Date() });
    } catch (fault) {
      this.dirty = true;
      if (hasStatus(fault, 409)) return this.show({ at: 'conflict' });
      this.show({ at: 'failed', message: messageOf(fault) });
      this.schedule(RETRY_MS);
    } finally {
      this.running = undefined;
    }
  }

  private show(state: SaveState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
