import type { Role } from '@beian/contracts/principal';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account's appointment at a bureau. `id` is the account's. */
@Entity({ name: 'officer' })
export class Officer {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer' })
  bureau!: number;

  @Column({ type: 'text', array: true })
  roles!: Role[];

  /** A dismissed officer can no longer sign in, and open sessions end with the next token. */
  @Column({ type: 'boolean' })
  active!: boolean;
}
