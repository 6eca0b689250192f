import { RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import type { Sweeper } from '@beian/kit/retention/sweeping';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Erases one-time codes and the numbers they went to wherever their events are kept, the day after the quarter of a year in which they were sent. */
@Injectable()
export class CodeRetentionSweeper implements Sweeper {
  readonly what = 'codes';

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Returns how many data keys were destroyed. */
  async sweep(now: Date): Promise<number> {
    return inScope(this.db, platformIn(), async (tx) => {
      const keys = await this.sealer.eraseAged(now, `retention ${RETENTION_VERSION}`);
      if (keys > 0) record(tx, this.keys, { action: 'code.erase', outcome: 'done', target: { type: 'code', id: RETENTION_VERSION }, ground: 'retention.ended', after: { keys, retention: RETENTION_VERSION } });
      return keys;
    });
  }
}
