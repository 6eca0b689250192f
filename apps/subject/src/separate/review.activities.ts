import { activityInfo } from '@temporalio/activity';
import { Inject, Injectable } from '@nestjs/common';
import type { ReviewActivities } from '@beian/workflow-subject/contract';
import type { RunAddress } from './message-check.ts';
import { ReviewClock } from './review-clock.service.ts';
import { ReviewDecisions } from './review-decision.service.ts';

/** What the run of a review asks of the service; each is one transaction. */
@Injectable()
export class SeparateReviewActivities {
  constructor(
    @Inject(ReviewDecisions) private readonly decisions: ReviewDecisions,
    @Inject(ReviewClock) private readonly clock: ReviewClock,
  ) {}

  /** The functions as a worker registers them. */
  activities(): ReviewActivities {
    return {
      readReview: ({ review }) => this.clock.read(review),
      settleReviewCommand: ({ review, message }) => this.decisions.settle(review, message, asking()),
      reviewStep: ({ review, step }) => this.clock.step(review, step),
    };
  }
}

/** The run that has put this task on the queue, as Temporal says. */
function asking(): RunAddress {
  const { namespace, workflowExecution } = activityInfo();
  return { namespace, workflowId: workflowExecution?.workflowId ?? '' };
}
