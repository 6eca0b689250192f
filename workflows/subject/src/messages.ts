import type { ReviewMessage, RunReviewAction } from '@beian/contracts/subject/reviews';
import type { MessageShape } from '@beian/workflow-run/message-shape';

/** By name, so that no schema library comes into the bundle; a spec compares them with the contract. */
export const RUN_MESSAGES: readonly RunReviewAction[] = ['approve', 'return'];

/** A message for the run of this review. */
export const shapeFor = (review: string): MessageShape<ReviewMessage> => ({ about: { review }, seen: 'expectedVersion' });
