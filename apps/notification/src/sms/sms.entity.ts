import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `sending`: handed to the provider under our id, and the outcome not known yet; it is asked for, never sent again. */
export type SmsStage = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';

/** One SMS for one account because of one event (S9). */
@Entity({ name: 'sms' })
export class Sms {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  account!: string;

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
  state!: SmsStage;

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
