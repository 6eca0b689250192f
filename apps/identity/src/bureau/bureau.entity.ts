import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A bureau of the police, in a tree by explicit parent (S5). */
@Entity({ name: 'bureau' })
export class Bureau {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  /** The internal id that everybody else knows the bureau by (`BureauId`). */
  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'integer', nullable: true })
  parent!: number | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: 'province' | 'city' | 'county';

  @Column({ type: 'text', name: 'issuing_code' })
  issuingCode!: string;

  @Column({ type: 'text' })
  prefix!: string;

  @Column({ type: 'text', name: 'brigade_phone', nullable: true })
  brigadePhone!: string | null;

  @Column({ type: 'text', array: true })
  regions!: string[];

  @Column({ type: 'boolean' })
  active!: boolean;

  /** The bureau into which this one was merged; it stands below it then. */
  @Column({ type: 'integer', nullable: true })
  successor!: number | null;
}
