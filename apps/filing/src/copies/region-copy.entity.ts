import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A region code as identity's last event said (S5). */
@Entity('region_copy')
export class RegionCopy {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  parent!: string | null;

  @Column({ type: 'date', name: 'abolished_on', nullable: true })
  abolishedOn!: string | null;

  @Column({ type: 'text', array: true })
  successors!: string[];
}
