import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { inScope, widen, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { withCorrelation } from '@beian/kit/logging/correlation';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { DB_WORKER, ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { OPEN_STAGES } from '@beian/rules/lifecycle/stages';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { In, type DataSource } from 'typeorm';
import { Application } from '../application/application.entity.ts';
import { TRANSFER_MARK } from '../application/row-operations.ts';
import { applyEffect } from '../decision/apply-effect.ts';
import { factsWithStage } from '../decision/outcome.ts';

const EVERY_MS = 5_000;
const BATCH = 50;
/** The end of the chain: a successor may itself have ended later. */
const MERGERS = `select m.bureau, (
    with recursive chain as (select m.successor as bureau, 1 as step union all select n.successor, chain.step + 1 from bureau_merger n join chain on n.bureau = chain.bureau where chain.step < 100)
    select chain.bureau from chain order by step desc limit 1
  ) as successor, b.name from bureau_merger m left join bureau_copy b on b.bureau = m.bureau order by m.bureau`;

interface Merger {
  readonly bureau: number;
  readonly successor: number;
  readonly name: string | null;
}

/**
 * S5: the successor of a bureau that has ended takes over its open cases, each with history, event and record. It is looked at
 * again and again, because a submission on its way may still name the bureau that has ended. The holder has gone over, too.
 */
@Injectable()
export class MergerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'ROLES'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLES.includes('worker')) this.running = this.keepMoving();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Moves what is still open, a batch a transaction; returns how many. Several processes may do so at once. */
  async move(): Promise<number> {
    const mergers = await inScope(this.source, platformIn(), (tx) => tx.query<Merger & Record<string, unknown>>(MERGERS));
    let moved = 0;
    for (const merger of mergers) {
      for (let batch = await this.moveBatch(merger); batch > 0; batch = await this.moveBatch(merger)) moved += batch;
    }
    return moved;
  }

  private async moveBatch(merger: Merger): Promise<number> {
    return inScope(this.source, platformIn(merger.bureau), async (tx) => {
      const cases = await tx.manager.find(Application, { where: { bureau: merger.bureau, stage: In([...OPEN_STAGES]) }, order: { id: 'ASC' }, take: BATCH, lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' } });
      if (cases.length === 0) return 0;
      await widen(tx, [merger.successor]);
      for (const application of cases) await this.moveOne(tx, application, merger);
      return cases.length;
    });
  }

  private async moveOne(tx: Tx, application: Application, { bureau, successor, name }: Merger): Promise<void> {
    const marks = [...application.marks.filter(({ code }) => code !== TRANSFER_MARK), { code: TRANSFER_MARK, message: `${name ?? ''}撤并，由本单位承接` }];
    await applyEffect(tx, this.keys, application, 'application.transfer', {
      application: { bureau: successor, marks },
      filing: { bureau: successor },
      after: { bureau: successor, cause: 'merger' },
      announce: (after) => publish(tx, ApplicationTransferred, after.filing, { ...factsWithStage(after), from: bureau, subject: after.subject, uploads: after.uploads, persons: after.persons }),
    });
  }

  private async keepMoving(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await withCorrelation(newId(), () => this.move()).catch((error: unknown) => logger().warn({ err: error }, 'Cases of a merged bureau could not be moved; the next round tries again'));
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
