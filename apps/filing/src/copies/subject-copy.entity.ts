import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A subject's standing as its last event said; the receipt in a submission says more, and earlier. */
@Entity('subject_copy')
export class SubjectCopy {
  @PrimaryColumn({ type: 'uuid' })
  subject!: string;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'text' })
  state!: 'submitted' | 'approved' | 'returned';

  @Column({ type: 'integer', name: 'approved_revision', nullable: true })
  approvedRevision!: number | null;

  /** OPN-04: decided by a review of its own, not with the first filing. */
  @Column({ type: 'boolean' })
  separate!: boolean;
}
