import { Inject, Injectable } from '@nestjs/common';
import { platformIn } from '@beian/contracts/principal';
import { ReviewDueSoon, ReviewOverdue } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import type { ReviewState, ReviewStep } from '@beian/workflow-subject/contract';
import type { DataSource } from 'typeorm';
import { enterReview } from './enter-review.ts';
import { Review } from './review.entity.ts';
import { stateOf } from './review-state.ts';

/** What the platform does by itself when a moment of the row has come (OPN-54). */
@Injectable()
export class ReviewClock {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  async read(id: string): Promise<ReviewState> {
    return inScope(this.source, platformIn(), async (tx) => {
      const { review, erased } = await enterReview(tx, id);
      return stateOf(review, erased);
    });
  }

  /** Takes the step if the row says that its moment has come; asked too early or again, it changes nothing. */
  async step(id: string, step: ReviewStep, now = new Date()): Promise<ReviewState> {
    return inScope(this.source, platformIn(), async (tx) => {
      const { review, erased } = await enterReview(tx, id);
      const state = stateOf(review, erased);
      const moment = step === 'remind' ? state.remindAt : state.dueAt;
      if (moment === null || Date.parse(moment) > now.getTime()) return state;
      const patch = step === 'remind' ? { remindedAt: now } : { escalatedAt: now };
      const action = `review.${step}`;
      await updateVersioned(tx, Review, id, patch, { action });
      const { subject, owner, bureau, holder, dueOn, persons } = review;
      publish(tx, step === 'remind' ? ReviewDueSoon : ReviewOverdue, subject, { subject, review: id, owner, bureau, holder, dueOn, persons });
      record(tx, this.keys, { action, outcome: 'done', target: { type: 'subject', id: subject }, bureau, after: { review: id, dueOn } });
      return stateOf(Object.assign(new Review(), review, patch));
    });
  }
}
