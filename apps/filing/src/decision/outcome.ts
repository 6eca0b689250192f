import type { FieldProblem } from '@beian/contracts/problem';
import type { AuditRecord } from '@beian/contracts/record';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import type { Patch } from '@beian/kit/db/versioned';
import type { SubjectFacts } from '@beian/contracts/subject/activities';
import type { Application } from '../application/application.entity.ts';
import type { Filing } from '../filing/filing.entity.ts';
import type { Surroundings } from './case-context.ts';

/** What an effect works with: one transaction in the name of the sender, the locked case, and the keys. */
export interface Scene {
  readonly tx: Tx;
  readonly application: Application;
  readonly surroundings: Surroundings;
  readonly keys: Keys;
  readonly sealer: Sealer;
  readonly now: Date;
  /** The command that is carried out. */
  readonly command: string;
  /** When it was received. */
  readonly receivedAt: Date;
}

/** What follows from an allowed action; written together by `applyEffect`. */
export interface Effect {
  readonly application: Patch<Application>;
  readonly filing?: Patch<Filing>;
  /** Values for the auditor beside the stage. */
  readonly after?: AuditRecord['after'];
  /** Publishes the events, once rows are written. */
  announce(after: Application): void;
  /** Further rows of the same transaction. */
  write?(after: Application): Promise<void>;
  /** What the subject service is told afterwards. */
  readonly returnSubject?: SubjectFacts;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** The action does not take effect: a stable code, and the faulty fields where there are some. */
export interface Refused {
  readonly refused: string;
  readonly fields?: readonly FieldProblem[] | undefined;
}

export const isRefused = (outcome: Effect | Refused): outcome is Refused => 'refused' in outcome;

/** What every event of an application carries. */
export function facts(application: Application) {
  const { id, filing, n, kind, object, owner, bureau } = application;
  return { filing, application: id, n, kind, object, owner, bureau };
}

/** The same, with round and due date. */
export function factsWithStage(application: Application) {
  return { ...facts(application), round: application.round, dueOn: application.dueOn };
}
