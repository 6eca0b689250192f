import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was submitted in one round; append-only. */
@Entity('round')
export class Round {
  @PrimaryColumn({ type: 'uuid' })
  application!: string;

  @PrimaryColumn({ type: 'integer' })
  round!: number;

  /** Sealed like the application's data, in the same context. */
  @Column({ type: 'text' })
  data!: string;

  /** Digest of the request: the same id with another content is refused. */
  @Column({ type: 'text', name: 'request_digest' })
  requestDigest!: string;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt!: Date;

  @Column({ type: 'text' })
  calendar!: string;

  @Column({ type: 'date', name: 'due_on' })
  dueOn!: string;
}
