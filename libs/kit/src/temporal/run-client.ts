import { isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { RESYNC_SIGNAL, RUN_FAILURES } from '@beian/contracts/run';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.ts';
import { logger } from '../logging/logger.ts';
import { TEMPORAL } from '../service/tokens.ts';
import type { LazyTemporal } from './client.ts';

/** A message as far as its way goes: the run's Update or signal is called as the action. */
export interface ActionMessage {
  readonly action: string;
  readonly command: string;
}

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
  async update(workflowId: string, message: ActionMessage): Promise<Delivery> {
    return this.within(UPDATE_DEADLINE_MS, async (client) => {
      await client.workflow.getHandle(workflowId).executeUpdate<unknown, [ActionMessage]>(message.action, { args: [message], updateId: message.command });
    });
  }

  async signal(workflowId: string, message: ActionMessage): Promise<Delivery> {
    return this.within(SIGNAL_DEADLINE_MS, (client) => client.workflow.getHandle(workflowId).signal<[ActionMessage]>(message.action, message));
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
