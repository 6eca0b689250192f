import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DispatchStage } from '../dispatch/dispatch.ts';

/** One e-mail with a code (S9: sent once, or asked for). */
@Entity({ name: 'mail' })
export class Mail {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  /** The challenge whose code it brings. */
  @Column({ type: 'uuid' })
  challenge!: string;

  /** The event that asked for it. */
  @Column({ type: 'uuid' })
  cause!: string;

  @Column({ type: 'text' })
  template!: string;

  /** Sealed, context `mail:<id>:recipient`. */
  @Column({ type: 'text' })
  recipient!: string;

  @Column({ type: 'text' })
  subject!: string;

  /** Sealed, context `mail:<id>:text`. */
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

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  settledAt!: Date | null;
}
