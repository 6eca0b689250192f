import type { ObjectKind } from '@beian/contracts/primitives';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 待审 (its first application is open), 已备案, 已注销, or ended without ever having been filed. */
export type FilingState = 'pending' | 'filed' | 'cancelled' | 'ended';

/** One filed object: what stays while its applications come and go. Versioned: `filing_history` folds to it. */
@Entity('filing')
export class Filing {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'text' })
  object!: ObjectKind;

  @Column({ type: 'uuid' })
  subject!: string;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text', name: 'site_name' })
  siteName!: string;

  /** A-labels (S7), the main domain first. */
  @Column({ type: 'text', array: true })
  domains!: string[];

  /** The same hosts without www.: what the public look-up compares. */
  @Column({ type: 'text', array: true })
  hosts!: string[];

  @Column({ type: 'boolean' })
  interactive!: boolean;

  @Column({ type: 'text' })
  state!: FilingState;

  @Column({ type: 'text', nullable: true })
  number!: string | null;

  /** The 14 digits of the number. */
  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'timestamptz', name: 'issued_at', nullable: true })
  issuedAt!: Date | null;

  /** How many applications it has had: the last one's n. */
  @Column({ type: 'integer' })
  applications!: number;

  /** A unit's name in clear, a person's sealed (`filing:<id>:opener`). */
  @Column({ type: 'text', name: 'opener_name' })
  openerName!: string;

  /** What everybody may read: a unit's name, a person's masked (OPN-30). */
  @Column({ type: 'text', name: 'opener_shown' })
  openerShown!: string;

  /** Type of the subject. */
  @Column({ type: 'text', name: 'opener_kind' })
  openerKind!: string;

  /** Keyed indexes of everybody on the filing and its subject (S4). */
  @Column({ type: 'text', array: true })
  persons!: string[];
}
