import type { ReviewStage } from '@beian/rules/subject/review';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One round of a subject's own review (OPN-04, LC-04), or of its change (OPN-07): opened by a submission, ended by a decision. Versioned: `review_history` folds to it. */
@Entity({ name: 'review' })
export class Review {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  subject!: string;

  /** Counts the subject's reviews from 1. */
  @Column({ type: 'integer' })
  n!: number;

  /** The revision that is reviewed. */
  @Column({ type: 'integer' })
  revision!: number;

  /** Of a change: the revision in force until it is approved. */
  @Column({ type: 'integer', nullable: true })
  replaces!: number | null;

  /** In what a change differs from what it replaces, by paths of the form. */
  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column({ type: 'uuid' })
  owner!: string;

  /** Keyed indexes of those who stand on the revision (S4). */
  @Column({ type: 'text', array: true })
  persons!: string[];

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text' })
  stage!: ReviewStage;

  @Column({ type: 'uuid', nullable: true })
  holder!: string | null;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt!: Date;

  /** S2: last day of 21 working days, by the calendar named. */
  @Column({ type: 'date', name: 'due_on' })
  dueOn!: string;

  @Column({ type: 'text' })
  calendar!: string;

  @Column({ type: 'date', name: 'remind_on' })
  remindOn!: string;

  @Column({ type: 'timestamptz', name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'escalated_at', nullable: true })
  escalatedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** Of a return, sealed (`review:<id>:reasons`) with the salt of their commitment. */
  @Column({ type: 'text', nullable: true })
  reasons!: string | null;
}
