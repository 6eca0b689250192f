import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationErased } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { record } from '@beian/kit/records/record';
import { KEYS, SEALER } from '@beian/kit/service/tokens';

/** Pictures that belong to another filing or to a subject too are still needed. */
const UNUSED = `select wanted as upload from unnest($1::uuid[]) wanted
  where not exists (select 1 from upload_case c where c.upload = wanted and c.filing <> $2) and not exists (select 1 from subject_upload s where s.upload = wanted)`;

/** Erases pictures by their keys; the objects in S3, and every copy of them, stay as what nobody can read. */
@Controller()
export class PictureRetentionConsumer {
  constructor(
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  @OnEvent(ApplicationErased)
  async caseEnded({ data: { filing, bureau, part, uploads, retention } }: Envelope<DataOf<typeof ApplicationErased>>, tx: Tx): Promise<void> {
    if (part !== 'pictures' || uploads.length === 0) return;
    const unused = await tx.query<{ upload: string }>(UNUSED, [uploads, filing]);
    for (const { upload } of unused) await this.erase(tx, upload, `retention ${retention}`, { ground: 'retention.ended', filing, bureau });
  }

  @OnEvent(AccountErased)
  async accountErased({ data: { account } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    const own = await tx.query<{ upload: string }>('select id as upload from upload where owner = $1', [account]);
    for (const { upload } of own) await this.erase(tx, upload, 'person.request', { ground: 'person.request' });
  }

  private async erase(tx: Tx, upload: string, why: string, about: { ground: string; filing?: string; bureau?: number }): Promise<void> {
    const classes = await this.sealer.erase(`upload:${upload}`, why);
    if (classes.length > 0) record(tx, this.keys, { action: 'upload.erase', outcome: 'done', target: { type: 'upload', id: upload }, ...about });
  }
}
