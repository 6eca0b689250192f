import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import { UPLOAD_RECEIPT, type UploadReceipt } from '@beian/contracts/receipts';
import type { UploadPurpose, UploadView } from '@beian/contracts/storage/api';
import { UploadStored } from '@beian/contracts/storage/events';
import type { Keys } from '@beian/kit/auth/keys';
import { sha256 } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { notFound, signInRequired } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { OBJECT_STORE, type ObjectStore } from '../object-store/object-store.ts';
import { cleanPicture } from '../picture/clean-picture.ts';
import { MALWARE_SCANNER, type MalwareScanner } from '../scan/malware-scanner.ts';
import { contentContext, OBJECT_PREFIX } from './object-key.ts';
import type { SentFile } from './multipart.ts';
import { Upload } from './upload.entity.ts';
import { infectedFile } from './upload.errors.ts';

const RECEIPT_SECONDS = 30 * 60;

type Facts = Pick<Upload, 'id' | 'owner' | 'purpose' | 'digest' | 'size' | 'type' | 'storedAt'>;

const OWN = `select id, owner, purpose, digest, size, type, stored_at as "storedAt" from upload where id = $1 and owner = $2`;

/** Takes pictures in (issue 3, point 9), and vouches for them. */
@Injectable()
export class UploadService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(MALWARE_SCANNER) private readonly scanner: MalwareScanner,
  ) {}

  /** The object is written before its row: a row always has its picture, and the sweeper takes objects without a row away. */
  async take(caller: Principal, { purpose, bytes: sent }: SentFile): Promise<UploadView> {
    const owner = caller.account;
    if (owner === null) throw signInRequired();
    const id = newId();
    return attempt(this.db, caller, this.keys, { action: 'upload.store', target: { type: 'upload', id } }, async () => {
      const scan = await this.scanned(id, sent);
      const { bytes, type } = await cleanPicture(sent, purpose);
      const row = { id, owner, purpose, type, scan, size: bytes.length, digest: sha256(bytes), sentDigest: sha256(sent), objectKey: newKey(), storedAt: new Date() };
      await this.store.put(row.objectKey, await this.sealer.sealBytes(bytes, contentContext(id)));
      await inScope(this.db, caller, (tx) => this.keep(tx, row));
      return this.viewOf(row);
    });
  }

  /** A fresh receipt of an upload of the caller's. */
  async vouch(caller: Principal, id: string): Promise<UploadView> {
    const facts = await attempt(this.db, caller, this.keys, { action: 'upload.receipt', target: { type: 'upload', id } }, async () => {
      const [found] = await inScope(this.db, caller, (tx) => tx.query<Facts>(OWN, [id, caller.account]));
      if (!found) throw notFound();
      return found;
    });
    return this.viewOf(facts);
  }

  /** Before anything decodes the file: a decoder is what malware in pictures is made for. */
  private async scanned(id: string, sent: Buffer): Promise<'clean' | 'unscanned'> {
    const found = await this.scanner.scan(sent);
    if (found.verdict !== 'infected') return found.verdict;
    logger().error({ alarm: 'upload.infected', upload: id, signature: found.signature, digest: sha256(sent) }, 'Malware was sent and refused');
    throw infectedFile();
  }

  private async keep(tx: Tx, row: Omit<Upload, 'version'>): Promise<void> {
    const { id, owner, purpose, digest, sentDigest, size, type, scan } = row;
    await createVersioned(tx, Upload, row, { action: 'upload.store' });
    publish(tx, UploadStored, id, { upload: id, owner, purpose, digest, size, type });
    record(tx, this.keys, { action: 'upload.store', outcome: 'done', target: { type: 'upload', id }, after: { purpose, digest, sentDigest, size, type, scan } });
  }

  private async viewOf({ id, owner, digest, size, type, storedAt, ...row }: Facts): Promise<UploadView> {
    const purpose = row.purpose as UploadPurpose;
    const facts: UploadReceipt = { upload: id, digest, size, type, owner, purpose, checked: true };
    return { upload: id, purpose, digest, size, type, storedAt: storedAt.toISOString(), receipt: await this.keys.sign(UPLOAD_RECEIPT, facts, RECEIPT_SECONDS) };
  }
}

function newKey(): string {
  return `${OBJECT_PREFIX}${randomBytes(20).toString('hex')}`;
}
