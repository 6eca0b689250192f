import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture as it lies in S3. File names are personal and are not kept. */
@Entity({ name: 'upload' })
export class Upload {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  owner!: string;

  @Column({ type: 'text' })
  purpose!: string;

  /** Random, so that the key says nothing and cannot be derived from the id. */
  @Column({ type: 'text', name: 'object_key' })
  objectKey!: string;

  /** Media type of what is stored. */
  @Column({ type: 'text' })
  type!: string;

  /** Bytes of what is stored, before encryption. */
  @Column({ type: 'integer' })
  size!: number;

  /** SHA-256 of what is stored, before encryption; what receipts and the ledger name. */
  @Column({ type: 'text' })
  digest!: string;

  /** SHA-256 of the bytes as they were sent: proves that a file in the applicant's hands is the one he sent. */
  @Column({ type: 'text', name: 'sent_digest' })
  sentDigest!: string;

  /** Whether a malware scanner looked at what was sent (`unscanned`: 未扫描); null in rows from before there was one. */
  @Column({ type: 'text', nullable: true })
  scan!: 'clean' | 'unscanned' | null;

  @Column({ type: 'timestamptz', name: 'stored_at' })
  storedAt!: Date;
}
