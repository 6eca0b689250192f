import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { BureauMerged } from '@beian/contracts/identity/events';
import { ReviewMoved } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import { widen, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { KEYS } from '@beian/kit/service/tokens';
import { OPEN_REVIEW_STAGES } from '@beian/rules/subject/review';
import { In } from 'typeorm';
import { Review } from './review.entity.ts';

/** S5: the successor of a bureau that has ended takes over its open reviews, with those who hold them. */
@Controller()
export class ReviewMergerConsumer {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  @OnEvent(BureauMerged)
  async merged({ data: { bureau: from, successor: bureau } }: Envelope<DataOf<typeof BureauMerged>>, tx: Tx): Promise<void> {
    await widen(tx, [from, bureau]);
    const open = await tx.manager.find(Review, { where: { bureau: from, stage: In([...OPEN_REVIEW_STAGES]) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    for (const { id: review, subject, owner, stage } of open) {
      await updateVersioned(tx, Review, review, { bureau }, { action: 'review.transfer' });
      publish(tx, ReviewMoved, subject, { subject, review, owner, bureau, from });
      record(tx, this.keys, { action: 'review.transfer', outcome: 'done', target: { type: 'subject', id: subject }, bureau, ground: 'merger', before: { review, stage, bureau: from }, after: { bureau } });
    }
  }
}
