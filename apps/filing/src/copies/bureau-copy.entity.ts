import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A bureau as identity's last event said. */
@Entity('bureau_copy')
export class BureauCopy {
  @PrimaryColumn({ type: 'integer' })
  bureau!: number;

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
}
