import { z } from 'zod';
import { OPEN_REVIEW_STAGES, REVIEW_MESSAGES, REVIEW_STAGES, type ReviewMessageName } from '@beian/rules/subject/review';
import { BureauId, Day, Id, Instant, RegionCode, Seen } from '../primitives.ts';
import { Reason } from '../reason.ts';

const nothing = z.strictObject({});
const stage = z.enum(REVIEW_STAGES);

/** What an officer does with a subject's own review (OPN-04): the payload, and whether the row alone moves or its run is told. */
export const REVIEW_ACTIONS = {
  take: { channel: 'row', payload: nothing },
  release: { channel: 'row', payload: nothing },
  approve: { channel: 'run', payload: nothing },
  return: { channel: 'run', payload: z.strictObject({ reasons: z.array(Reason).min(1, '至少写明一条理由').max(30) }) },
} as const satisfies Record<ReviewMessageName, { channel: 'row' | 'run'; payload: z.ZodType }>;
export const ReviewAction = z.enum(REVIEW_MESSAGES);
export const RUN_REVIEW_ACTIONS = ['approve', 'return'] as const satisfies readonly ReviewMessageName[];
export type RunReviewAction = (typeof RUN_REVIEW_ACTIONS)[number];

/** What a message to the review's run carries: ids, codes, times; the payload stays in the command's row. */
export const ReviewMessage = z.strictObject({
  command: Id,
  review: Id,
  action: z.enum(RUN_REVIEW_ACTIONS),
  payloadDigest: z.string(),
  expectedVersion: Seen,
  issuedAt: Instant,
  expiresAt: Instant,
  /** SHA-256 of identity's token that the actor presented. */
  credential: z.string(),
  /** The subject service's, over all of the above and the run it is for (purpose REVIEW_MESSAGE). */
  signature: z.string(),
});
export type ReviewMessage = z.infer<typeof ReviewMessage>;
export const REVIEW_MESSAGE = 'subject.review.message';

/** A line of 主体审核: an individual's name masked. `replaces`: of a change (OPN-07) the revision in force until it is approved. */
export const ReviewItem = z.object({
  review: Id, subject: Id, n: z.int(), revision: z.int(), replaces: z.int().nullable(), version: z.int(), stage, name: z.string(), type: z.string(), region: RegionCode,
  bureau: BureauId, bureauName: z.string(), holder: Id.nullable(), submittedAt: Instant, dueOn: Day, workingDaysLeft: z.int().nullable(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;
/** GET /reviews?queue=&after=: by due date; `closed` newest first. */
export const ReviewQuery = z.strictObject({ queue: z.enum(['open', 'closed']).default('open'), after: Id.optional() });
export const ReviewPage = z.object({ items: z.array(ReviewItem), next: Id.nullable() });
export type ReviewPage = z.infer<typeof ReviewPage>;
/** GET /reviews/offered: whether the caller's bureaus have or had such reviews at all. */
export const ReviewsOffered = z.object({ offered: z.boolean() });
/** GET /reviews/:id: `actions` are those that the caller could send now; the form is read as GET /subjects/:id/revisions/:revision. `fields`: in what a change differs from what it replaces. */
export const ReviewView = ReviewItem.extend({ fields: z.array(z.string()), actions: z.array(ReviewAction), reasons: z.array(Reason), mayReveal: z.boolean() });
export type ReviewView = z.infer<typeof ReviewView>;

/**
 * POST /reviews/:id/actions/:action, header `Idempotency-Key` = command id (UUID). 200 settled, 409 refused by the rules (problem
 * with the code), 503 voided: nothing has changed. `?via=signal`: 202, ask GET /reviews/commands/:id.
 */
export const ActOnReview = z.strictObject({ expectedVersion: Seen, payload: z.unknown() });
export const ReviewCommandView = z.object({
  command: Id, review: Id, action: ReviewAction, via: z.enum(['update', 'signal', 'row']), status: z.enum(['pending', 'applied', 'refused', 'void']),
  code: z.string().nullable(), message: z.string().nullable(), stage: stage.nullable(), at: Instant,
});
export type ReviewCommandView = z.infer<typeof ReviewCommandView>;

/** How a subject's last review of its own stands, for its owner; `reasons` only with the whole subject. */
export const ReviewStanding = z.object({ stage, dueOn: Day });
export const isOpenReview = (review: z.infer<typeof ReviewStanding> | undefined): boolean => review !== undefined && OPEN_REVIEW_STAGES.includes(review.stage);

/**
 * POST /reviews/:id/reveals (RevealRequest → RevealAnswer): a field of the form in clear, or for a picture this receipt, with which
 * storage shows it. The subject service has found that the officer holds the review, and recorded the reveal; valid for a minute.
 */
export const ReviewRevealReceipt = z.object({ account: Id, review: Id, upload: Id, reason: z.string() });
export type ReviewRevealReceipt = z.infer<typeof ReviewRevealReceipt>;
export const REVIEW_REVEAL_RECEIPT = 'beian.review-reveal-receipt.v1';
