import { isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { RunMessage } from '@beian/contracts/filing/actions';
import { DomainError } from '@beian/kit/errors/domain-error';
import { logger } from '@beian/kit/logging/logger';
import { TEMPORAL } from '@beian/kit/service/tokens';
import type { LazyTemporal } from '@beian/kit/temporal/client';
import { RESYNC_SIGNAL, RUN_FAILURES, type RunAnswer } from '@beian/workflow-filing/contract';
import { Inject, Injectable } from '@nestjs/common';

/**
 * What became of a message. `told`: the run has settled it (Update) or durably has it (signal). `refused`: the run's validator
 * let it not in. `closed`: no run is open under that id. `unanswered`: nobody knows, the row decides.
 */
export type Delivery = { readonly kind: 'told' } | { readonly kind: 'refused'; readonly code: string } | { readonly kind: 'closed' } | { readonly kind: 'unanswered' };

/** How long the portal waits for a run. */
export const UPDATE_DEADLINE_MS = 8_000;
const SIGNAL_DEADLINE_MS = 5_000;
const UNANSWERED: Delivery = { kind: 'unanswered' };
const NO_ANSWER: readonly string[] = Object.values(RUN_FAILURES);

/** Messages to runs, each with a deadline. */
@Injectable()
export class RunClient {
  constructor(@Inject(TEMPORAL) private readonly temporal: LazyTemporal) {}

  /** Sends an Update and waits for its completion; a repeat of the same command is the same Update. */
  async update(workflowId: string, message: RunMessage): Promise<Delivery> {
    return this.within(UPDATE_DEADLINE_MS, async (client) => {
      await client.workflow.getHandle(workflowId).executeUpdate<RunAnswer, [RunMessage]>(message.action, { args: [message], updateId: message.command });
    });
  }

  async signal(workflowId: string, message: RunMessage): Promise<Delivery> {
    return this.within(SIGNAL_DEADLINE_MS, (client) => client.workflow.getHandle(workflowId).signal<[RunMessage]>(message.action, message));
  }

  /** Lets the run read its row again. */
  async resync(workflowId: string): Promise<Delivery> {
    return this.within(SIGNAL_DEADLINE_MS, (client) => client.workflow.getHandle(workflowId).signal(RESYNC_SIGNAL));
  }

  private async within(milliseconds: number, send: (client: Client) => Promise<void>): Promise<Delivery> {
    const deadline = Date.now() + milliseconds;
    try {
      const client = await this.temporal.getTemporal();
      await client.withDeadline(deadline, () => send(client));
      return { kind: 'told' };
    } catch (error) {
      return deliveryOf(error);
    }
  }
}

function deliveryOf(error: unknown): Delivery {
  if (error instanceof WorkflowNotFoundError) return { kind: 'closed' };
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    if (!(cause instanceof ApplicationFailure) || cause.type == null) return UNANSWERED;
    // The run was closed before it could complete an Update that it had accepted.
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'closed' };
    return NO_ANSWER.includes(cause.type) ? UNANSWERED : { kind: 'refused', code: cause.type };
  }
  const expected = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof DomainError || isServiceError(error);
  logger()[expected ? 'warn' : 'error']({ err: error }, 'A run did not answer');
  return UNANSWERED;
}

function isServiceError(error: unknown): boolean {
  return isGrpcServiceError(error) || (error instanceof Error && isGrpcServiceError(error.cause));
}
