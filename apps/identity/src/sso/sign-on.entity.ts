import type { SignOnProvider } from '@beian/contracts/identity/sign-on';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One login of an account at a provider. It is ended, never deleted, and the same login may be linked again. */
@Entity({ name: 'sign_on' })
export class SignOn {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  account!: string;

  @Column({ type: 'text' })
  provider!: SignOnProvider;

  /** Keyed index of issuer and subject; open for one account at most. */
  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'timestamptz', name: 'linked_at' })
  linkedAt!: Date;

  @Column({ type: 'timestamptz', name: 'unlinked_at', nullable: true })
  unlinkedAt!: Date | null;
}
