import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A region of GB/T 2260 or below; its code says nothing about its parent (S5). */
@Entity({ name: 'region' })
export class Region {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  parent!: string | null;

  /** The day from which the successors hold. */
  @Column({ type: 'date', name: 'abolished_on', nullable: true })
  abolishedOn!: string | null;

  @Column({ type: 'text', array: true })
  successors!: string[];
}
