/** `sending`: handed to the provider under our id, and the outcome not known yet; it is asked for, never sent again. */
export type DispatchStage = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';

/** How a sending ended (S9). */
export type Ending = { readonly state: 'sent' | 'failed' | 'unknown'; readonly code: string | null };

/** `refused`: it is certain that nothing was taken, nor ever will be, of this sending. */
export type Answer = 'accepted' | 'refused';

/** A sending that this process has taken. */
export interface Taken {
  readonly id: string;
  readonly version: number;
  readonly attempts: number;
  readonly asks: number;
  /** Whether it may have been sent already. */
  readonly doubtful: boolean;
  /** After this nothing is sent any more: a code that has ended helps nobody. */
  readonly expiresAt: Date | null;
}

/** What hands an opened sending to the provider, or a code (`no_mobile`) when nobody can be reached. */
export type Opened = (() => Promise<Answer>) | string;

/** One way to reach people, by SMS or by e-mail: its stored states and its provider. */
export interface Channel<T extends Taken> {
  /** Stands before the codes of endings: `sms.refused`. */
  readonly name: 'sms' | 'mail';
  takeDue(leaseMs: number): Promise<T[]>;
  /** Back to waiting: the provider certainly did not take it. */
  postpone(one: T, dueAt: Date, code: string): Promise<void>;
  /** Still being sent; asked for again later. */
  doubt(one: T, dueAt: Date): Promise<void>;
  /** Final. */
  settle(one: T, ending: Ending): Promise<void>;
  /** Throws when it cannot be opened. */
  open(one: T): Promise<Opened>;
  find(id: string): Promise<Answer | 'unknown'>;
}
