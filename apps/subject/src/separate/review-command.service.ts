import { REVIEW_ACTIONS, type ReviewCommandView } from '@beian/contracts/subject/reviews';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { onBehalfOf } from '@beian/kit/db/on-behalf';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { RunClient, type Delivery } from '@beian/kit/temporal/run-client';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { SubjectEnvironment } from '../config.ts';
import { enterReview } from './enter-review.ts';
import { earlierCommand, keepCommand, KeyTaken, messageOf, newCommand, visibleReview, type ActRequest, type Addressed } from './reception.ts';
import { ReviewCommand } from './review-command.entity.ts';
import { commandRefused, commandVoid, keyReused, refusalMessage, VOID } from './review.errors.ts';
import { stateOf } from './review-state.ts';
import { ReviewRuns } from './review-runs.service.ts';
import { rowOperation } from './row-operation.ts';

/** An attempt that is kept, and the way to its run while it is pending. */
interface Received {
  readonly command: ReviewCommand;
  readonly addressed?: Addressed;
}

/** What officers do with reviews of subjects: written first, then decided by the run under the row lock (or by the row operation itself). */
@Injectable()
export class ReviewCommands {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<SubjectEnvironment, 'TEMPORAL_NAMESPACE'>,
    @Inject(RunClient) private readonly messages: RunClient,
    @Inject(ReviewRuns) private readonly runs: ReviewRuns,
  ) {}

  /** Acts on a review, once an idempotency key. Throws the refusal (409), or 503 when nobody settled it: nothing has changed then. */
  async act(principal: Principal, request: ActRequest): Promise<ReviewCommandView> {
    const entry = { action: `review.${request.action}`, target: { type: 'review', id: request.review }, bureau: principal.bureau };
    const { command, addressed } = await attempt(this.source, principal, this.keys, entry, () => this.receive(principal, request));
    if (addressed === undefined) return answerOf(command);
    const { workflowId, message } = addressed;
    const bySignal = request.via === 'signal';
    const delivery = await this.deliver(command, () => (bySignal ? this.messages.signal(workflowId, message) : this.messages.update(workflowId, message)));
    if (bySignal && delivery.kind === 'told') return viewOf(command);
    const ended = delivery.kind === 'told' ? await this.find(principal, command.id) : await this.endWithoutRun(command, principal, delivery);
    if (ended.status === 'pending') throw new Error(`The run has answered command ${command.id}, yet it is not settled`);
    // The row admits what the run refused: the run has fallen behind.
    if (delivery.kind === 'refused' && ended.status === 'void') await this.messages.resync(workflowId);
    return answerOf(ended);
  }

  /** A command as its sender may see it at any time. */
  async view(principal: Principal, id: string): Promise<ReviewCommandView> {
    return viewOf(await this.find(principal, id));
  }

  private async receive(principal: Principal, request: ActRequest): Promise<Received> {
    try {
      return await this.keep(principal, request);
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      return this.keep(principal, request).catch((again: unknown) => {
        throw again instanceof KeyTaken ? keyReused() : again;
      });
    }
  }

  private async keep(principal: Principal, request: ActRequest): Promise<Received> {
    return inScope(this.source, principal, async (tx) => {
      const earlier = await earlierCommand(tx, request);
      if (earlier !== undefined && earlier.status !== 'pending') return { command: earlier };
      const byRow = REVIEW_ACTIONS[request.action].channel === 'row';
      const review = await visibleReview(tx, request.review, byRow);
      const command = earlier ?? (await newCommand(this.sealer, principal, request, review));
      if (byRow) {
        await this.operate(tx, request, command, review);
        return { command };
      }
      if (earlier === undefined) await keepCommand(tx, command);
      const token = earlier === undefined ? (principal.token ?? '') : await this.sealer.open(command.token, `review_command:${command.id}:token`);
      return { command, addressed: messageOf(this.keys, this.environment.TEMPORAL_NAMESPACE, review, command, token) };
    });
  }

  private async operate(tx: Tx, { action, expectedVersion }: ActRequest, command: ReviewCommand, review: Awaited<ReturnType<typeof visibleReview>>): Promise<void> {
    const { stage, code } = await rowOperation(tx, this.keys, review, action as 'take' | 'release', expectedVersion);
    Object.assign(command, { status: code === null ? 'applied' : 'refused', code, stage, settledAt: new Date() });
    await keepCommand(tx, command);
  }

  /** Sends; a run that is lost, or not started yet, is started and sent to once more. */
  private async deliver({ review }: ReviewCommand, send: () => Promise<Delivery>): Promise<Delivery> {
    const delivery = await send();
    if (delivery.kind !== 'closed') return delivery;
    return (await this.runs.recover(review)) === 'started' ? send() : delivery;
  }

  /**
   * No answer in time, or no run that would take it: pending becomes void, so nothing will change, or is refused where the review is
   * over; settled stays. The locks are those of a decision.
   */
  private async endWithoutRun({ id, review: of }: ReviewCommand, sender: Principal, delivery: Delivery): Promise<ReviewCommand> {
    return inScope(this.worker, platformIn(), async (tx) => {
      const { review, erased } = await enterReview(tx, of);
      const command = await tx.manager.findOneOrFail(ReviewCommand, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (command.status !== 'pending') return command;
      const over = delivery.kind !== 'unanswered' && stateOf(review, erased).final;
      const patch = { status: over ? 'refused' as const : 'void' as const, code: over ? 'review.final' : VOID, stage: review.stage, settledAt: new Date() };
      const acting = onBehalfOf(tx, sender);
      await updateVersioned(acting, ReviewCommand, id, patch, { action: `review_command.${patch.status}` });
      record(acting, this.keys, { action: `review.${command.action}`, outcome: 'refused', code: patch.code, target: { type: 'subject', id: review.subject }, bureau: review.bureau, before: { review: of, stage: review.stage } });
      return Object.assign(command, patch);
    });
  }

  private async find(principal: Principal, id: string): Promise<ReviewCommand> {
    const found = await inScope(this.source, principal, (tx) => tx.manager.findOneBy(ReviewCommand, { id }));
    if (found === null) throw notFound();
    return found;
  }
}

function viewOf({ id, review, action, via, status, code, stage, settledAt, receivedAt }: ReviewCommand): ReviewCommandView {
  return { command: id, review, action, via, status, code, message: code === null ? null : refusalMessage(code), stage, at: (settledAt ?? receivedAt).toISOString() };
}

/** The answer to whoever waits for the outcome: applied, or the refusal or void as an error. */
function answerOf(command: ReviewCommand): ReviewCommandView {
  if (command.status === 'refused') throw commandRefused(command.code ?? 'review.stage-not-allowed');
  if (command.status === 'void') throw commandVoid();
  return viewOf(command);
}
