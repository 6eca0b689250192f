import { DATA_CLASSES, RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import { SubjectErased } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import type { Sweeper } from '@beian/kit/retention/sweeping';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Subject } from '../subject/subject.entity.ts';

const BATCH = 100;
const DAY = 86_400_000;

interface Due extends Pick<Subject, 'id' | 'owner' | 'state' | 'revision'> {
  readonly why: 'request' | 'retention';
}

/** `$1`: filings that ended before are over; `$2`: of one account alone, or of all. A subject never used ends with its account. */
const DUE = `select s.id, s.owner, s.state, s.revision, case when used.first is null then 'request' else 'retention' end as why
  from subject s, lateral (select min(f.filing::text) as first, coalesce(bool_and(f.ended_at is not null and f.ended_at < $1), false) as over from subject_filing f where f.subject = s.id) used
  where s.erased_at is null and ($2::uuid is null or s.owner = $2)
    and (used.over or (used.first is null and exists (select 1 from erased_account e where e.account = s.owner)))
  order by s.id limit ${BATCH} for no key update of s`;

/** Erases forms and names of subjects (OPN-60): row, history and the auditor's records stay, with 已删除 in place of what was filled in. */
@Injectable()
export class SubjectRetentionSweeper implements Sweeper {
  readonly what = 'subjects';

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Returns how many subjects were erased. */
  async sweep(now: Date): Promise<number> {
    let erased = 0;
    for (let count = BATCH; count === BATCH; erased += count) count = await inScope(this.source, platformIn(), (tx) => this.eraseDue(tx, now, null));
    return erased;
  }

  /** One batch, within the transaction: of one account, or of all. */
  async eraseDue(tx: Tx, now: Date, account: string | null): Promise<number> {
    const due = await tx.query<Due>(DUE, [new Date(now.getTime() - DATA_CLASSES.subject.ending.days * DAY), account]);
    for (const one of due) await this.erase(tx, now, one);
    return due.length;
  }

  /** The keys go last: were the transaction lost after that, the next round writes it again and finds them gone. */
  private async erase(tx: Tx, now: Date, { id, owner, state, revision, why }: Due): Promise<void> {
    const ground = why === 'request' ? 'person.request' : 'retention.ended';
    await updateVersioned(tx, Subject, id, { certificateIndex: `erased:${id}`, erasedAt: now }, { action: 'subject.erase' });
    publish(tx, SubjectErased, id, { subject: id, owner, why, retention: RETENTION_VERSION });
    record(tx, this.keys, { action: 'subject.erase', outcome: 'done', target: { type: 'subject', id }, ground, before: { state, revision }, after: { retention: RETENTION_VERSION } });
    tx.beforeCommit(async () => void (await this.sealer.erase(`subject:${id}`, why === 'request' ? ground : `retention ${RETENTION_VERSION}`)));
  }
}
