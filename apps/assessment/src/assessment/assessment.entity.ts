import type { ObjectKind } from '@beian/contracts/primitives';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A safety assessment of a filing. */
@Entity({ name: 'assessment' })
export class Assessment {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  filing!: string;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text' })
  object!: ObjectKind;

  @Column({ type: 'text' })
  state!: string;

  /** Keyed indexes of the filing's persons and of those on the assessment itself (S4). */
  @Column({ type: 'text', array: true })
  persons!: string[];

  @Column({ type: 'timestamptz', name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;
}
