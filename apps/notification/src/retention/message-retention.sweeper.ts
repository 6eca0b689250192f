import { MessagesErased } from '@beian/contracts/notification/events';
import { RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import type { Sweeper } from '@beian/kit/retention/sweeping';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Erases texts of messages and SMS a year after the quarter in which they were written: that it was sent stays known, what was said does not. */
@Injectable()
export class MessageRetentionSweeper implements Sweeper {
  readonly what = 'messages';

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Returns how many data keys were destroyed. The vault keeps its own log of each, should this record not come to be written. */
  async sweep(now: Date): Promise<number> {
    return inScope(this.db, platformIn(), async (tx) => {
      const keys = await this.sealer.eraseAged(now, `retention ${RETENTION_VERSION}`);
      if (keys === 0) return 0;
      publish(tx, MessagesErased, RETENTION_VERSION, { keys, retention: RETENTION_VERSION });
      record(tx, this.keys, { action: 'message.erase', outcome: 'done', target: { type: 'message', id: RETENTION_VERSION }, ground: 'retention.ended', after: { keys, retention: RETENTION_VERSION } });
      return keys;
    });
  }
}
