import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { OPEN_STAGES } from '@beian/rules/lifecycle/stages';
import { FILING_QUEUE, FILING_WORKFLOW, filingWorkflowId, type FilingInput } from '@beian/workflow-filing/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { enterCase } from '../decision/case-context.ts';
import { markUntold } from './untold.ts';

/** `started`: there was no run. `running`: there is one. `ended`: the case needs none. `unknown`: Temporal does not answer. */
export type Recovery = 'started' | 'running' | 'ended' | 'unknown';

/** Starts the runs of open applications again when they are lost; their rows say all that a run needs. */
@Injectable()
export class RecoverService {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(RunKeeper) private readonly runs: RunKeeper,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Makes sure that an open application has a run. */
  async recover(application: string): Promise<Recovery> {
    const input = await this.openCase(application);
    return input === undefined ? 'ended' : this.start(input);
  }

  /** Starts the run only if Temporal does not know an open one under the id; costs one look a run. */
  async recoverIfLost(input: FilingInput): Promise<Recovery> {
    const found = await this.runs.look(filingWorkflowId(input.filing, input.n));
    return found === 'lost' ? this.recover(input.application) : found;
  }

  private async start(input: FilingInput): Promise<Recovery> {
    const started = await this.runs.start({ workflowType: FILING_WORKFLOW, workflowId: filingWorkflowId(input.filing, input.n), taskQueue: FILING_QUEUE, input });
    if (started !== 'started') return started;
    await inScope(this.source, platformIn(), async (tx) => {
      const { filing, bureau } = await enterCase(tx, input.application);
      await markUntold(tx, input.application);
      // Runs end with their cases only: this one was ended by somebody else, or lost with Temporal's data.
      record(tx, this.keys, { action: 'run.recovered', outcome: 'done', target: { type: 'application', id: input.application }, filing, bureau });
    });
    logger().error({ alarm: 'run.lost', application: input.application, filing: input.filing, n: input.n }, 'A run was missing and has been started');
    return 'started';
  }

  private async openCase(application: string): Promise<FilingInput | undefined> {
    return inScope(this.source, platformIn(), async (tx) => {
      const { filing, n, bureau, stage } = await enterCase(tx, application);
      return OPEN_STAGES.includes(stage) ? { application, filing, n, bureau } : undefined;
    });
  }
}
