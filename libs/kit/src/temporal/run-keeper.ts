import { Inject, Injectable } from '@nestjs/common';
import { isGrpcServiceError, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { DomainError } from '../errors/domain-error.ts';
import { logger } from '../logging/logger.ts';
import type { RunRequest } from '../outbox/run.ts';
import { TEMPORAL } from '../service/tokens.ts';
import type { LazyTemporal } from './client.ts';

const DEADLINE_MS = 5_000;

/** Looks for runs, and starts again those that an open row has lost. `unknown`: Temporal does not answer. */
@Injectable()
export class RunKeeper {
  constructor(@Inject(TEMPORAL) private readonly temporal: LazyTemporal) {}

  /** Whether an open run has the id; costs one look. */
  look(workflowId: string): Promise<'running' | 'lost' | 'unknown'> {
    return this.inTime(async (client) => {
      try {
        const { status } = await client.workflow.getHandle(workflowId).describe();
        return status.name === 'RUNNING' ? 'running' : 'lost';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'lost';
        throw error;
      }
    });
  }

  /** The row is open, so whatever closed run has the id did not finish its work: its id is used again. */
  start({ workflowType, workflowId, taskQueue, input }: RunRequest): Promise<'started' | 'running' | 'unknown'> {
    return this.inTime(async (client) => {
      try {
        await client.workflow.start(workflowType, { workflowId, taskQueue, args: [input], workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'FAIL' });
        return 'started';
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return 'running';
        throw error;
      }
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
