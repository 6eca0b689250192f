import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { DomainError } from '@beian/kit/errors/domain-error';
import { logger } from '@beian/kit/logging/logger';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS, TEMPORAL } from '@beian/kit/service/tokens';
import type { LazyTemporal } from '@beian/kit/temporal/client';
import { OPEN_STAGES } from '@beian/rules/lifecycle/stages';
import { FILING_QUEUE, FILING_WORKFLOW, filingWorkflowId, type FilingInput } from '@beian/workflow-filing/contract';
import { isGrpcServiceError, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { enterCase } from '../decision/case-context.ts';
import { markUntold } from './untold.ts';

/** `started`: there was no run. `running`: there is one. `ended`: the case needs none. `unknown`: Temporal does not answer. */
export type Recovery = 'started' | 'running' | 'ended' | 'unknown';

const DEADLINE_MS = 5_000;

/** Starts the runs of open applications again when they are lost; their rows say all that a run needs. */
@Injectable()
export class RecoverService {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(TEMPORAL) private readonly temporal: LazyTemporal,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Makes sure that an open application has a run. */
  async recover(application: string): Promise<Recovery> {
    const input = await this.openCase(application);
    return input === undefined ? 'ended' : this.inTime((client) => this.start(client, input));
  }

  /** Starts the run only if Temporal does not know an open one under the id; costs one look a run. */
  async recoverIfLost(input: FilingInput): Promise<Recovery> {
    const found = await this.inTime((client) => this.look(client, input));
    return found === 'lost' ? this.recover(input.application) : found;
  }

  private async look(client: Client, { filing, n }: FilingInput): Promise<'running' | 'lost'> {
    try {
      const { status } = await client.workflow.getHandle(filingWorkflowId(filing, n)).describe();
      return status.name === 'RUNNING' ? 'running' : 'lost';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'lost';
      throw error;
    }
  }

  /** The row is open, so whatever closed run has the id did not finish its work: its id is used again. */
  private async start(client: Client, input: FilingInput): Promise<Recovery> {
    try {
      await client.workflow.start(FILING_WORKFLOW, {
        workflowId: filingWorkflowId(input.filing, input.n), taskQueue: FILING_QUEUE, args: [input], workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'FAIL',
      });
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'running';
      throw error;
    }
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

  private async inTime<T>(ask: (client: Client) => Promise<T>): Promise<T | 'unknown'> {
    try {
      const client = await this.temporal.getTemporal();
      return await client.withDeadline(Date.now() + DEADLINE_MS, () => ask(client));
    } catch (error) {
      const noAnswer = error instanceof DomainError || isGrpcServiceError(error) || (error instanceof Error && isGrpcServiceError(error.cause));
      if (!noAnswer) throw error;
      logger().warn({ err: error }, 'Whether a run is open could not be asked');
      return 'unknown';
    }
  }
}
