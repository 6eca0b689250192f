import { REVIEW_ACTIONS, ReviewCommandView, ReviewPage, ReviewsOffered, ReviewView } from '@beian/contracts/subject/reviews';
import type { ReviewMessageName } from '@beian/rules/subject/review';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';

export type ReviewQueueName = 'open' | 'closed';

/** Whether the officer's bureaus review subjects on their own at all (OPN-04). */
export const reviewsOffered = queryOptions({
  queryKey: ['reviews', 'offered'],
  queryFn: ({ signal }) => read('/api/subject/reviews/offered', ReviewsOffered, signal),
});

/** 主体审核, page by page. */
export const reviewList = (queue: ReviewQueueName) => infiniteQueryOptions({
  queryKey: ['reviews', 'list', queue],
  queryFn: ({ pageParam, signal }) => read(withQuery('/api/subject/reviews', { queue, after: pageParam }), ReviewPage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  refetchInterval: 60_000,
});

export const review = (id: string) => queryOptions({
  queryKey: ['reviews', 'one', id],
  queryFn: ({ signal }) => read(`/api/subject/reviews/${id}`, ReviewView, signal),
  refetchOnWindowFocus: false,
});

export type ReviewSending = { readonly [A in ReviewMessageName]: { readonly action: A; readonly payload: z.infer<(typeof REVIEW_ACTIONS)[A]['payload']> } }[ReviewMessageName];

/** One action on a review; `command` is its idempotency key, so a repeat of the same attempt changes nothing more. */
export function actOnReview(id: string, command: string, expectedVersion: number, { action, payload }: ReviewSending): Promise<ReviewCommandView> {
  return call('POST', `/api/subject/reviews/${id}/actions/${action}`, ReviewCommandView, { body: { expectedVersion, payload }, headers: { 'idempotency-key': command } });
}
