import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DispatchStage } from '../dispatch/dispatch.ts';

/** One SMS because of one event (S9): for an account, or with a code for a number that may be nobody's yet. */
@Entity({ name: 'sms' })
export class Sms {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid', nullable: true })
  account!: string | null;

  /** Sealed, context `sms:<id>:recipient`; null where the account's number is meant. */
  @Column({ type: 'text', nullable: true })
  recipient!: string | null;

  /** The challenge whose code it brings. */
  @Column({ type: 'uuid', nullable: true })
  challenge!: string | null;

  /** Not sent after this. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** The event that asked for it. */
  @Column({ type: 'uuid' })
  cause!: string;

  @Column({ type: 'text' })
  template!: string;

  @Column({ type: 'uuid', nullable: true })
  filing!: string | null;

  @Column({ type: 'uuid', nullable: true })
  application!: string | null;

  @Column({ type: 'integer', nullable: true })
  bureau!: number | null;

  /** Sealed, context `sms:<id>:text`. */
  @Column({ type: 'text' })
  text!: string;

  @Column({ type: 'text' })
  state!: DispatchStage;

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'integer' })
  asks!: number;

  @Column({ type: 'timestamptz', name: 'due_at' })
  dueAt!: Date;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  settledAt!: Date | null;
}
