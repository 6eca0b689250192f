import { Inject, Injectable } from '@nestjs/common';
import { platformIn } from '@beian/contracts/principal';
import type { Reason } from '@beian/contracts/reason';
import { ReviewMessage } from '@beian/contracts/subject/reviews';
import type { Keys } from '@beian/kit/auth/keys';
import { canonicalJson } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { onBehalfOf } from '@beian/kit/db/on-behalf';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { logger } from '@beian/kit/logging/logger';
import { commit, newSalt, record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { ReviewSettlement } from '@beian/workflow-subject/contract';
import type { DataSource } from 'typeorm';
import { isRegisteredElsewhere } from '../registered/registered-elsewhere.ts';
import { enterReview } from './enter-review.ts';
import { isGenuine, verifySender, type RunAddress } from './message-check.ts';
import { sealReasons } from './reasons.ts';
import { ReviewCommand } from './review-command.entity.ts';
import { Review } from './review.entity.ts';
import type { CommandRefusal } from './review.errors.ts';
import { answer } from './review.rules.ts';
import { stateOf } from './review-state.ts';
import { certificateOf, settleReview } from './settle-review.ts';

/** Refusals that say nothing about the command itself: somebody sends messages in its name. */
const FORGERIES: readonly CommandRefusal[] = ['command.unknown', 'command.signature-invalid', 'command.credential-invalid'];

/** What the run of a review asks: a command is settled once, under the lock of review and command. */
@Injectable()
export class ReviewDecisions {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  async settle(id: string, message: ReviewMessage, from: RunAddress): Promise<ReviewSettlement> {
    return inScope(this.source, platformIn(), async (tx) => {
      const { review, erased } = await enterReview(tx, id);
      // The run checks no more than the shape; what a statement would choke on would come again until its own expiry.
      const command = ReviewMessage.safeParse(message).success ? await this.lock(tx, message.command, id) : null;
      if (command === null) return this.alarm(tx, review, message, 'command.unknown');
      if (!isGenuine(this.keys, from, message, command)) return this.alarm(tx, review, message, 'command.signature-invalid');
      if (command.status !== 'pending') return { command: command.id, status: command.status, code: command.code, state: stateOf(review, erased) };
      const verified = await verifySender(this.keys, this.sealer, message, command, new Date());
      if (typeof verified === 'string') return FORGERIES.includes(verified) ? this.alarm(tx, review, message, verified) : this.refuse(tx, review, command, verified);
      const acting = onBehalfOf(tx, verified.principal);
      const decision = answer(verified.principal, review, command.action, verified.reasons.length > 0);
      if (!decision.allowed) return this.refuse(acting, review, command, decision.code);
      if (erased || command.expectedVersion !== review.version) return this.refuse(acting, review, command, erased ? 'review.final' : 'review.changed');
      if (command.action === 'approve' && (await isRegisteredElsewhere(acting, { owner: review.owner, certificateIndex: await certificateOf(acting, review) }))) return this.refuse(acting, review, command, 'review.certificate-registered');
      return this.decide(acting, review, command, verified.reasons);
    });
  }

  private lock(tx: Tx, id: string, review: string): Promise<ReviewCommand | null> {
    return tx.manager.findOne(ReviewCommand, { where: { id, review }, lock: { mode: 'pessimistic_write' } });
  }

  /** Review, subject, history, event and record in one transaction (SUB-34). */
  private async decide(tx: Tx, before: Review, command: ReviewCommand, reasons: readonly Reason[]): Promise<ReviewSettlement> {
    const { id, subject, revision, bureau } = before;
    const stage = command.action === 'approve' ? 'approved' as const : 'returned' as const;
    const salt = newSalt();
    const sealed = stage === 'returned' ? await sealReasons(this.sealer, before, reasons, salt) : null;
    const patch = { stage, decidedAt: new Date(), reasons: sealed };
    await updateVersioned(tx, Review, id, patch, { action: `review.${command.action}` });
    const action = await settleReview(tx, before, { command: command.id, reasons: sealed, decidedAt: patch.decidedAt });
    record(tx, this.keys, {
      action, outcome: 'done', target: { type: 'subject', id: subject }, bureau, before: { review: id, stage: before.stage, revision },
      after: { stage, command: command.id, ...(sealed !== null && { fields: [...new Set(reasons.map(({ field }) => field))], reasons: commit(canonicalJson(reasons), salt) }) },
    });
    return this.settled(tx, Object.assign(new Review(), before, patch), command, 'applied', null);
  }

  private async refuse(tx: Tx, review: Review, command: ReviewCommand, code: CommandRefusal): Promise<ReviewSettlement> {
    record(tx, this.keys, { action: `review.${command.action}`, outcome: 'refused', code, target: { type: 'subject', id: review.subject }, bureau: review.bureau, before: { review: review.id, stage: review.stage } });
    return this.settled(tx, review, command, 'refused', code);
  }

  private async settled(tx: Tx, review: Review, command: ReviewCommand, status: 'applied' | 'refused', code: CommandRefusal | null): Promise<ReviewSettlement> {
    await updateVersioned(tx, ReviewCommand, command.id, { status, code, stage: review.stage, settledAt: new Date() }, { action: `review_command.${status}` });
    return { command: command.id, status, code, state: stateOf(review) };
  }

  /** Somebody without our keys speaks to the run: recorded and alarmed; review and any real command of that id stay as they are. */
  private alarm(tx: Tx, review: Review, { command }: ReviewMessage, code: CommandRefusal): ReviewSettlement {
    record(tx, this.keys, { action: 'command.forged', outcome: 'refused', code, target: { type: 'subject', id: review.subject }, bureau: review.bureau });
    logger().error({ alarm: code, review: review.id, command }, 'A message to a run that nobody here has sent');
    return { command, status: 'refused', code, state: stateOf(review) };
  }
}
