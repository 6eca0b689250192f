import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An officer's absence, and who of the same bureau acts meanwhile. It ends by itself after its last day. */
@Entity({ name: 'leave' })
export class Leave {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  officer!: string;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'uuid', nullable: true })
  delegate!: string | null;

  @Column({ type: 'date', name: 'from_day' })
  from!: string;

  /** The last day of it. */
  @Column({ type: 'date', name: 'to_day' })
  to!: string;

  /** When it was ended before its time. */
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
