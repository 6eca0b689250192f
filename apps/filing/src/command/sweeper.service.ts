import { setTimeout as pause } from 'node:timers/promises';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, widen, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { withCorrelation } from '@beian/kit/logging/correlation';
import { logger } from '@beian/kit/logging/logger';
import { DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { OPEN_STAGES } from '@beian/rules/lifecycle/stages';
import type { FilingInput } from '@beian/workflow-filing/contract';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Command } from './command.entity.ts';
import { EndingService } from './ending.service.ts';
import { RecoverService } from './recover.service.ts';
import { RunClient } from '@beian/kit/temporal/run-client';
import { messageOf } from './run-message-of.ts';

const EVERY_MS = 15_000;
const BATCH = 50;
/** After its expiry a command is left to its run a little longer, because clocks differ. */
const GRACE = '30 seconds';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** What one round did. */
export interface Swept {
  readonly voided: number;
  readonly told: number;
  readonly looked: number;
  readonly recovered: number;
}

/** Looks after what nobody waits for any more. Several processes may sweep at once: each step is idempotent. */
@Injectable()
export class CommandSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Where the walk through the open applications stands. */
  private after = FIRST_ID;

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'ROLES' | 'TEMPORAL_NAMESPACE'>,
    @Inject(EndingService) private readonly endings: EndingService,
    @Inject(RecoverService) private readonly recovery: RecoverService,
    @Inject(RunClient) private readonly runs: RunClient,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLES.includes('worker')) this.running = this.keepSweeping();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One round: voids expired commands, tells runs what they missed, and looks at the runs of the next open applications. */
  async sweep(): Promise<Swept> {
    const voided = await this.voidExpired();
    const told = await this.tellUntold();
    const { looked, recovered, after } = await this.lookForLostRuns(this.after);
    this.after = after;
    return { voided, told, looked, recovered };
  }

  /** Looks at every open application once; for operators. `unknown`: Temporal did not answer for so many. */
  async recoverAll(): Promise<{ recovered: number; unknown: number }> {
    const all = { recovered: 0, unknown: 0 };
    for (let page = await this.lookForLostRuns(FIRST_ID); page.looked > 0; page = await this.lookForLostRuns(page.after)) {
      all.recovered += page.recovered;
      all.unknown += page.unknown;
    }
    return all;
  }

  private async keepSweeping(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await withCorrelation(newId(), () => this.sweep()).catch((error: unknown) => logger().warn({ err: error }, 'A round of sweeping failed; the next one tries again'));
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async voidExpired(): Promise<number> {
    const expired = await this.everywhere((tx) => tx.query<{ id: string; application: string }>(
      `select id, application from command where status = 'pending' and expires_at < now() - $1::interval order by expires_at limit $2`, [GRACE, BATCH]));
    for (const { id, application } of expired) await this.endings.voidIfPending(id, application);
    return expired.length;
  }

  private async tellUntold(): Promise<number> {
    const untold = await this.everywhere((tx) => tx.manager.createQueryBuilder(Command, 'c').where('c.untoldSince is not null').orderBy('c.untoldSince').limit(BATCH).getMany());
    let told = 0;
    for (const command of untold) {
      const token = await this.sealer.open(command.token, `command:${command.id}:token`);
      const { workflowId, message } = messageOf(this.keys, this.environment.TEMPORAL_NAMESPACE, await this.numberOf(command), command, token);
      const { kind } = await this.runs.signal(workflowId, message);
      if (kind === 'unanswered') continue;
      await this.everywhere((tx) => updateVersioned(tx, Command, command.id, { untoldSince: null }, { action: 'command.told' }));
      told += 1;
    }
    return told;
  }

  private async numberOf({ application }: Command): Promise<number> {
    const [found] = await this.everywhere((tx) => tx.query<{ n: number }>('select n from application where id = $1', [application]));
    if (found === undefined) throw new Error(`Application ${application} has a command and is not there`);
    return found.n;
  }

  private async lookForLostRuns(last: string): Promise<{ looked: number; recovered: number; unknown: number; after: string }> {
    const page = await this.everywhere((tx) => tx.query<FilingInput>(
      'select id as application, filing, n, bureau from application where id > $1 and stage = any($2) order by id limit $3', [last, OPEN_STAGES, BATCH]));
    let recovered = 0;
    let unknown = 0;
    for (const input of page) {
      const found = await this.recovery.recoverIfLost(input);
      if (found === 'started') recovered += 1;
      if (found === 'unknown') unknown += 1;
    }
    return { looked: page.length, recovered, unknown, after: page.at(-1)?.application ?? FIRST_ID };
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
