import { RETENTION_VERSION } from '@beian/contracts/personal-data';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { Hourly } from '@beian/kit/retention/hourly';
import { DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Erases one-time codes and the numbers they went to wherever their events are kept, the day after the quarter of a year in which they were sent. */
@Injectable()
export class CodeRetentionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly hourly = new Hourly('codes', (now) => this.sweep(now));

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'ROLES'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLES.includes('worker')) this.hourly.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.hourly.stop();
  }

  /** Returns how many data keys were destroyed. */
  async sweep(now: Date): Promise<number> {
    return inScope(this.db, platformIn(), async (tx) => {
      const keys = await this.sealer.eraseAged(now, `retention ${RETENTION_VERSION}`);
      if (keys > 0) record(tx, this.keys, { action: 'code.erase', outcome: 'done', target: { type: 'code', id: RETENTION_VERSION }, ground: 'retention.ended', after: { keys, retention: RETENTION_VERSION } });
      return keys;
    });
  }
}
