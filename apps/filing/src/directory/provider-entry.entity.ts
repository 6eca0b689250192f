import type { ProviderKind } from '@beian/contracts/filing/directory';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the provider directory (LKP, SVP-03): a public matter, no bureau's and no person's. */
@Entity('provider_entry')
export class ProviderEntry {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  kind!: ProviderKind;

  @Column({ type: 'text' })
  name!: string;

  /** Six digits; its leading digits are those of what lies above it. */
  @Column({ type: 'text' })
  region!: string;

  @Column({ type: 'text' })
  address!: string;

  @Column({ type: 'text' })
  phone!: string;

  @Column({ type: 'text' })
  source!: 'administrator' | 'import' | 'filing';

  /** The approved filing of a service provider that it comes from (OPN-44). */
  @Column({ type: 'uuid', nullable: true })
  filing!: string | null;

  @Column({ type: 'boolean' })
  active!: boolean;
}
