import type { DraftKind } from '@beian/contracts/primitives';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An unfinished form. No history: what a person typed and took back is nobody's business (OPN-37). */
@Entity('draft')
export class Draft {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'text' })
  object!: DraftKind;

  @Column({ type: 'uuid', nullable: true })
  subject!: string | null;

  @Column({ type: 'integer' })
  step!: number;

  /** Name of the site, or of the unit, as typed so far; never a natural person's. */
  @Column({ type: 'text' })
  name!: string;

  /** Sealed JSON (`draft:<id>:content`). */
  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'timestamptz', name: 'saved_at' })
  savedAt!: Date;
}
