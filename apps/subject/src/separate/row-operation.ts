import { ReviewReleased, ReviewTaken } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { Review } from './review.entity.ts';
import { answer } from './review.rules.ts';
import type { CommandRefusal } from './review.errors.ts';

/** 受理 and 退还: the row moves within the officer's own transaction, the run is not told. `review` is locked. */
export async function rowOperation(tx: Tx, keys: Keys, review: Review, action: 'take' | 'release', expectedVersion: number): Promise<{ stage: Review['stage']; code: CommandRefusal | null }> {
  const entry = { action: `review.${action}`, target: { type: 'subject', id: review.subject }, bureau: review.bureau, before: { review: review.id, stage: review.stage } };
  const decision = answer(tx.principal, review, action);
  const code = !decision.allowed ? decision.code : expectedVersion === review.version ? null : 'review.changed';
  if (!decision.allowed || code !== null) {
    record(tx, keys, { ...entry, outcome: 'refused', code });
    return { stage: review.stage, code };
  }
  const holder = action === 'take' ? tx.principal.account : null;
  await updateVersioned(tx, Review, review.id, { stage: decision.next, holder }, { action: entry.action });
  const { id, subject, bureau } = review;
  publish(tx, action === 'take' ? ReviewTaken : ReviewReleased, subject, { subject, review: id, bureau, holder: holder ?? review.holder ?? '' });
  record(tx, keys, { ...entry, outcome: 'done', after: { review: id, stage: decision.next } });
  return { stage: decision.next, code: null };
}
