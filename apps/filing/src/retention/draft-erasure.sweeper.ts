import { DraftDiscarded } from '@beian/contracts/filing/events';
import { RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import type { Sweeper } from '@beian/kit/retention/sweeping';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { draftHolder } from '../submission/case-data.ts';

const GROUND = 'person.request';

/**
 * Drafts go with their account, upon its event. The sweep finds those that came after it: a token lives on for a minute, and an
 * application of which identity had not heard yet becomes a draft when it lapses.
 */
@Injectable()
export class DraftErasure implements Sweeper {
  readonly what = 'drafts of erased accounts';

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Within the transaction that takes the event in; a repeat finds nothing. */
  async begin(tx: Tx, account: string): Promise<void> {
    await tx.query('insert into erased_account (account) values ($1) on conflict do nothing', [account]);
    await this.erase(tx, account);
  }

  /** Row security shows the platform drafts of erased accounts alone. Returns how many accounts had one. */
  async sweep(): Promise<number> {
    return inScope(this.source, platformIn(), async (tx) => {
      const owners = await tx.query<{ owner: string }>('select distinct owner from draft');
      for (const { owner } of owners) await this.erase(tx, owner);
      return owners.length;
    });
  }

  private async erase(tx: Tx, account: string): Promise<void> {
    const gone = await tx.query<{ id: string }>('with gone as (delete from draft where owner = $1 returning id) select id from gone', [account]);
    for (const { id } of gone) publish(tx, DraftDiscarded, id, { draft: id, owner: account, submitted: false });
    record(tx, this.keys, { action: 'draft.erase', outcome: 'done', target: { type: 'account', id: account }, ground: GROUND, after: { drafts: gone.length, retention: RETENTION_VERSION } });
    tx.beforeCommit(async () => void (await this.sealer.erase(draftHolder(account), GROUND)));
  }
}
