import type { SubjectState } from '@beian/contracts/subject/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A subject as it stands (SUB-01…). What was filled in lies sealed in the append-only table `subject_revision`. */
@Entity({ name: 'subject' })
export class Subject {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Counts every change of the row, for its history; `revision` counts what the owner submitted. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'text' })
  nature!: 'individual' | 'unit';

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  region!: string;

  /** S5: 运营所在地, where the owner named one. */
  @Column({ type: 'text', name: 'operation_region', nullable: true })
  operationRegion!: string | null;

  /** A unit's name stands in public registers; a natural person's is kept only sealed. */
  @Column({ type: 'text', name: 'unit_name', nullable: true })
  unitName!: string | null;

  @Column({ type: 'text' })
  state!: SubjectState;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'integer', name: 'approved_revision', nullable: true })
  approvedRevision!: number | null;

  /** Keyed index of the subject's own certificate number: one subject a number and owner. */
  @Column({ type: 'text', name: 'certificate_index' })
  certificateIndex!: string;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt!: Date;

  /** OPN-04: a review of its own decides it, and no filing's case. */
  @Column({ type: 'boolean' })
  separate!: boolean;

  /** The form is gone, by the law's period or with its account; nothing is submitted, corrected or filed under it any more. */
  @Column({ type: 'timestamptz', name: 'erased_at', nullable: true })
  erasedAt!: Date | null;
}
