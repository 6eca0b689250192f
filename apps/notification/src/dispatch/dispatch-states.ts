import { platformIn } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned, type Patch, type Versioned } from '@beian/kit/db/versioned';
import type { DataSource, EntityTarget } from 'typeorm';
import type { DispatchStage, Ending, Taken } from './dispatch.ts';

/** Columns that every table of sendings has. */
export interface Dispatch extends Versioned {
  state: DispatchStage;
  code: string | null;
  attempts: number;
  asks: number;
  dueAt: Date;
  settledAt: Date | null;
}

/** The stored states of sendings; each step is a transaction of its own, before and after the provider is spoken to. */
export class DispatchStates<E extends Dispatch, T extends Taken> {
  private readonly db: DataSource;
  private readonly entity: EntityTarget<E>;
  private readonly name: string;
  /** Answers with what is due, its rows locked. */
  private readonly due: string;

  constructor(db: DataSource, entity: EntityTarget<E>, name: string, due: string) {
    this.db = db;
    this.entity = entity;
    this.name = name;
    this.due = due;
  }

  /**
   * Takes what is due. A waiting one is marked as being sent: from here on it is never simply sent again. One that was being
   * sent before, whose sender did not come back or whose provider could not be asked, is doubtful: it is to be asked for.
   * @param leaseMs for how long nobody else touches it.
   */
  takeDue(leaseMs: number): Promise<T[]> {
    return this.change(async (tx) => {
      const taken: T[] = [];
      for (const one of await tx.query<T>(this.due)) {
        const changes = one.doubtful ? { asks: one.asks + 1 } : { state: 'sending' as const, attempts: one.attempts + 1 };
        const version = await this.update(tx, one.id, { ...changes, dueAt: new Date(Date.now() + leaseMs) }, one.doubtful ? 'ask' : 'send');
        taken.push({ ...one, ...changes, version });
      }
      return taken;
    });
  }

  async postpone({ id, version }: T, dueAt: Date, code: string): Promise<void> {
    await this.change((tx) => this.update(tx, id, { state: 'waiting', code, dueAt }, 'postpone', version));
  }

  async doubt({ id, version }: T, dueAt: Date): Promise<void> {
    await this.change((tx) => this.update(tx, id, { dueAt }, 'doubt', version));
  }

  /** Final, with whatever `tell` says of it in the same transaction. */
  async settle({ id, version }: T, { state, code }: Ending, tell: (tx: Tx) => Promise<void>): Promise<void> {
    await this.change(async (tx) => {
      await this.update(tx, id, { state, code, settledAt: new Date() }, state, version);
      await tell(tx);
    });
  }

  private update(tx: Tx, id: string, patch: Partial<Dispatch>, verb: string, expected?: number): Promise<number> {
    return updateVersioned<E>(tx, this.entity, id, patch as Patch<E>, { action: `${this.name}.${verb}`, ...(expected !== undefined && { expected }) });
  }

  private change<R>(fn: (tx: Tx) => Promise<R>): Promise<R> {
    return inScope(this.db, platformIn(), fn);
  }
}
