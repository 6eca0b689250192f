import type { ReviewMessageName, ReviewStage } from '@beian/rules/subject/review';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to act on a review, written before anything is asked of its run. Its id is the client's idempotency key. Versioned. */
@Entity({ name: 'review_command' })
export class ReviewCommand {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  review!: string;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text' })
  action!: ReviewMessageName;

  @Column({ type: 'text' })
  via!: 'update' | 'signal' | 'row';

  @Column({ type: 'integer', name: 'expected_version' })
  expectedVersion!: number;

  @Column({ type: 'uuid' })
  sender!: string;

  /** Identity's session token, sealed (`review_command:<id>:token`): who sent this is proven by it, also when it has expired. */
  @Column({ type: 'text' })
  token!: string;

  /** Sealed JSON (`review_command:<id>:payload`). */
  @Column({ type: 'text' })
  payload!: string;

  @Column({ type: 'text', name: 'payload_digest' })
  payloadDigest!: string;

  @Column({ type: 'text' })
  status!: 'pending' | 'applied' | 'refused' | 'void';

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'text', nullable: true })
  stage!: ReviewStage | null;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt!: Date;

  /** After this moment it takes no effect any more. */
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  settledAt!: Date | null;
}
