import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { platformIn } from '@beian/contracts/principal';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { inScope } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { DB_WORKER, ENVIRONMENT } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { OBJECT_STORE, type ObjectStore } from '../object-store/object-store.ts';
import { OBJECT_PREFIX } from '../upload/object-key.ts';

const HOUR = 60 * 60 * 1000;
/** An upload's transaction is long over by then, whatever has happened to it. */
const AGE = 24 * HOUR;
const BATCH = 500;

/** Takes away objects whose row was never committed: an upload writes the object first. */
@Injectable()
export class OrphanSweeper implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'ROLES'>,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.ROLES.includes('worker')) return;
    this.timer = setInterval(() => {
      this.sweeping = this.sweep(new Date()).catch((error: unknown) => logger().warn({ err: error }, 'Orphans could not be swept'));
    }, HOUR);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping;
  }

  /** Removes what is older than a day and belongs to nothing; returns how many objects that were. */
  async sweep(now: Date): Promise<number> {
    let removed = 0;
    let batch: string[] = [];
    for await (const { key, lastModified } of this.store.list(OBJECT_PREFIX)) {
      if (now.getTime() - lastModified.getTime() < AGE) continue;
      batch.push(key);
      if (batch.length < BATCH) continue;
      removed += await this.removeOrphans(batch);
      batch = [];
    }
    removed += await this.removeOrphans(batch);
    if (removed > 0) logger().info({ removed }, 'Objects without a row were removed');
    return removed;
  }

  private async removeOrphans(keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0;
    const rows = await inScope(this.db, platformIn(), (tx) => tx.query<{ object_key: string }>('select object_key from upload where object_key = any($1)', [keys]));
    const known = new Set(rows.map(({ object_key }) => object_key));
    const orphans = keys.filter((key) => !known.has(key));
    if (orphans.length > 0) await this.store.remove(orphans);
    return orphans.length;
  }
}
