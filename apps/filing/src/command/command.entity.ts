import type { FieldProblem } from '@beian/contracts/problem';
import type { ActionName } from '@beian/contracts/filing/actions';
import type { Stage } from '@beian/rules/lifecycle/stages';
import type { SubjectFacts } from '@beian/contracts/subject/activities';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a settled command answers beside stage and revision. */
export interface CommandResult {
  readonly filingNumber?: string;
  /** Of a refusal that came too late: what was done before, and when. */
  readonly first?: string;
  /** Faulty fields of a refused payload. */
  readonly fields?: FieldProblem[];
  /** What the subject service is to return once the case is returned (S6). */
  readonly returnSubject?: SubjectFacts;
  readonly [more: string]: unknown;
}

/**
 * One attempt to act on an application: written before anything is asked of the run, so it is the recorded attempt.
 * Versioned: `command_history` folds to it. Its id is the client's idempotency key.
 */
@Entity('command')
export class Command {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  application!: string;

  @Column({ type: 'uuid' })
  filing!: string;

  /** The bureau that held the case when the command came. */
  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text' })
  action!: ActionName;

  @Column({ type: 'text' })
  via!: 'update' | 'signal' | 'row';

  @Column({ type: 'integer', name: 'expected_revision' })
  expectedRevision!: number;

  @Column({ type: 'uuid' })
  sender!: string;

  /** Identity's session token, sealed (`command:<id>:token`): who sent this is proven by it, also when it has expired. */
  @Column({ type: 'text' })
  token!: string;

  /** Sealed JSON (`command:<id>:payload`). */
  @Column({ type: 'text' })
  payload!: string;

  @Column({ type: 'text', name: 'payload_digest' })
  payloadDigest!: string;

  @Column({ type: 'text' })
  status!: 'pending' | 'applied' | 'refused' | 'void';

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  /** Stage and revision of the case as settled. */
  @Column({ type: 'text', nullable: true })
  stage!: Stage | null;

  @Column({ type: 'integer', nullable: true })
  revision!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  result!: CommandResult | null;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt!: Date;

  /** After this moment it is refused, and voided by the sweeper when nobody settled it. */
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  settledAt!: Date | null;

  /** Since when it is settled although the run may not know: its answer was lost. The sweeper tells the run. */
  @Column({ type: 'timestamptz', name: 'untold_since', nullable: true })
  untoldSince!: Date | null;
}
