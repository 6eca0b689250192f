import { ApplicationErased } from '@beian/contracts/filing/events';
import { DATA_CLASSES, RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, widen, type Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import type { Sweeper } from '@beian/kit/retention/sweeping';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { caseHolder } from '../submission/case-data.ts';

const BATCH = 100;

/** What ends when, after the end of the application or of its filing. */
const PARTS = [
  { part: 'pictures', days: DATA_CLASSES.picture.ending.days },
  { part: 'form', days: DATA_CLASSES.case.ending.days },
] as const;
type Part = (typeof PARTS)[number]['part'];

interface Due {
  readonly id: string;
  readonly filing: string;
  readonly bureau: number;
  readonly uploads: string[];
  /** No application of the filing is left with its form. */
  readonly last: boolean;
}

/**
 * An application has ended when it was withdrawn, lapsed or refused, or when its filing is cancelled; while the filing stands, what led to
 * it stays. The last change of the two rows is the end. A picture that a later application of the filing has sent again ends with that one.
 */
const DUE = `select a.id, a.filing, a.bureau,
    array(select upload from unnest(a.uploads) upload where not exists (
      select 1 from application o where o.filing = a.filing and o.id <> a.id and upload = any(o.uploads) and not exists (select 1 from erasure e where e.application = o.id and e.part = 'pictures'))) as uploads,
    not exists (select 1 from application o where o.filing = a.filing and o.id <> a.id and not exists (select 1 from erasure e where e.application = o.id and e.part = 'form')) as last
  from application a join filing f on f.id = a.filing
  where (a.stage = any(array['withdrawn', 'lapsed', 'refused']) or (a.stage = 'approved' and f.state = 'cancelled'))
    and not exists (select 1 from erasure e where e.application = a.id and e.part = $1)
    and greatest((select max(h.at) from application_history h where h.id = a.id), case when f.state = 'cancelled' and a.stage = 'approved' then (select max(h.at) from filing_history h where h.id = f.id) end) < $2
  order by a.id limit ${BATCH}`;

/** Erases pictures a year and forms five years after the end of a case (OPN-60); row, history and the auditor's records stay, with 已删除 in place of persons. */
@Injectable()
export class CaseRetentionSweeper implements Sweeper {
  readonly what = 'cases';

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Erases whatever is due, an application a transaction; returns how many parts that were. */
  async sweep(now: Date): Promise<number> {
    let erased = 0;
    for (const { part, days } of PARTS) {
      const before = new Date(now.getTime() - days * 86_400_000);
      for (let due = await this.due(part, before); due.length > 0; due = await this.due(part, before)) {
        for (const one of due) await this.everywhere((tx) => this.erase(tx, part, one));
        erased += due.length;
      }
    }
    return erased;
  }

  private due(part: Part, before: Date): Promise<Due[]> {
    return this.everywhere((tx) => tx.query<Due>(DUE, [part, before]));
  }

  /** The keys go last: were the transaction lost after that, the next round writes it again and finds them gone. */
  private async erase(tx: Tx, part: Part, { id, filing, bureau, uploads, last }: Due): Promise<void> {
    const written = await tx.query(`with written as (insert into erasure (application, part, retention) values ($1, $2, $3) on conflict do nothing returning part) select part from written`, [id, part, RETENTION_VERSION]);
    if (written.length === 0) return;
    publish(tx, ApplicationErased, filing, { filing, application: id, bureau, part, uploads: part === 'pictures' ? uploads : [], retention: RETENTION_VERSION });
    record(tx, this.keys, { action: 'application.erase', outcome: 'done', target: { type: 'application', id }, filing, bureau, ground: 'retention.ended', after: { part, retention: RETENTION_VERSION } });
    if (part !== 'form') return;
    tx.beforeCommit(async () => {
      await this.sealer.erase(caseHolder(id), `retention ${RETENTION_VERSION}`);
      if (last) await this.sealer.erase(`filing:${filing}`, `retention ${RETENTION_VERSION}`);
    });
  }

  /** In the scope of every bureau: the platform looks after all cases. */
  private async everywhere<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(this.source, platformIn(), async (tx) => {
      const bureaus = await tx.query<{ bureau: number }>('select bureau from bureau_copy');
      await widen(tx, bureaus.map(({ bureau }) => bureau));
      return act(tx);
    });
  }
}
