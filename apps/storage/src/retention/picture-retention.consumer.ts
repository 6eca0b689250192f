import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationErased } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import { SubjectErased } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { record } from '@beian/kit/records/record';
import { KEYS, SEALER } from '@beian/kit/service/tokens';

interface About {
  readonly ground: string;
  readonly filing?: string;
  readonly bureau?: number;
}

const ENDED = 'insert into ended_use (upload, used_by) select upload, $2::uuid from unnest($1::uuid[]) upload on conflict do nothing';
/** Pictures that no filing and no subject needs any more. */
const UNUSED = `select wanted as upload from unnest($1::uuid[]) wanted
  where not exists (select 1 from upload_case c where c.upload = wanted and not exists (select 1 from ended_use e where e.upload = wanted and e.used_by = c.filing))
    and not exists (select 1 from subject_upload s where s.upload = wanted and not exists (select 1 from ended_use e where e.upload = wanted and e.used_by = s.subject))`;

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
    await this.end(tx, uploads, filing, `retention ${retention}`, { ground: 'retention.ended', filing, bureau });
  }

  @OnEvent(SubjectErased)
  async subjectErased({ data: { subject, why, retention } }: Envelope<DataOf<typeof SubjectErased>>, tx: Tx): Promise<void> {
    const own = await tx.query<{ upload: string }>('select distinct upload from subject_upload where subject = $1', [subject]);
    const [reason, ground] = why === 'request' ? ['person.request', 'person.request'] : [`retention ${retention}`, 'retention.ended'];
    await this.end(tx, own.map(({ upload }) => upload), subject, reason, { ground });
  }

  /** What stands in a case or with a subject goes with these. */
  @OnEvent(AccountErased)
  async accountErased({ data: { account } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    const own = await tx.query<{ upload: string }>('select id as upload from upload where owner = $1', [account]);
    await this.eraseUnused(tx, own.map(({ upload }) => upload), 'person.request', { ground: 'person.request' });
  }

  private async end(tx: Tx, uploads: readonly string[], usedBy: string, why: string, about: About): Promise<void> {
    await tx.query(ENDED, [uploads, usedBy]);
    await this.eraseUnused(tx, uploads, why, about);
  }

  private async eraseUnused(tx: Tx, uploads: readonly string[], why: string, about: About): Promise<void> {
    const unused = await tx.query<{ upload: string }>(UNUSED, [uploads]);
    for (const { upload } of unused) await this.erase(tx, upload, why, about);
  }

  private async erase(tx: Tx, upload: string, why: string, about: About): Promise<void> {
    const classes = await this.sealer.erase(`upload:${upload}`, why);
    if (classes.length > 0) record(tx, this.keys, { action: 'upload.erase', outcome: 'done', target: { type: 'upload', id: upload }, ...about });
  }
}
