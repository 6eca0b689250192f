import { SessionClosed } from '@beian/contracts/identity/events';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { forgetCodes } from '../code/code-quota.ts';
import type { IdentityEnvironment } from '../config.ts';
import { forgetAttempts } from './login-attempts.ts';

const EVERY_MS = 60_000;
const BATCH = 200;

/** Says of sessions whose time is over that they are closed; they open nothing before that already. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.ROLES.includes('worker')) return;
    this.timer = setInterval(() => {
      this.running = this.sweep().catch((error: unknown) => logger().warn({ err: error }, 'Sessions could not be swept; the next round tries again'));
    }, EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Closes one batch of sessions that are over; returns how many. Several processes may sweep at once. */
  async sweep(): Promise<number> {
    return inScope(this.db, platformIn(), async (tx) => {
      const closed = await tx.query<{ id: string; account: string }>(
        `update session set closed_at = now(), reason = 'expired' where id in (
           select id from session where closed_at is null and (expires_at <= now() or last_seen_at + idle <= now()) order by last_seen_at limit ${BATCH} for update skip locked
         ) returning id, account`,
      );
      for (const { id, account } of closed) {
        publish(tx, SessionClosed, id, { session: id, account, reason: 'expired' });
        record(tx, this.keys, { action: 'session.close', outcome: 'done', target: { type: 'session', id }, after: { account, reason: 'expired' } });
      }
      await forgetAttempts(tx);
      await forgetCodes(tx);
      return closed.length;
    });
  }
}
