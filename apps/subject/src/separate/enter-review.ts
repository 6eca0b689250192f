import type { Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { Review } from './review.entity.ts';

/** Locks the review and reads it, and whether its subject is erased; the transaction sees the review's bureau from here on. */
export async function enterReview(tx: Tx, id: string): Promise<{ review: Review; erased: boolean }> {
  const [entered] = await tx.query<{ bureau: number | null }>('select enter_review($1) as bureau', [id]);
  const review = entered?.bureau == null ? null : await tx.manager.findOneBy(Review, { id });
  if (review === null) throw notFound();
  const [subject] = await tx.query<{ erased: boolean }>('select erased_at is not null as erased from subject where id = $1', [review.subject]);
  return { review, erased: subject?.erased === true };
}
