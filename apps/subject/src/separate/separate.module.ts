import { RunClient } from '@beian/kit/temporal/run-client';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { Module } from '@nestjs/common';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { ReviewMergerConsumer } from './merger.consumer.ts';
import { ReviewOpening } from './opening.service.ts';
import { ReviewClock } from './review-clock.service.ts';
import { ReviewCommands } from './review-command.service.ts';
import { ReviewDecisions } from './review-decision.service.ts';
import { ReviewRuns } from './review-runs.service.ts';
import { SeparateReviewActivities } from './review.activities.ts';
import { ReviewReveals } from './review-reveal.service.ts';
import { ReviewQueries } from './review.queries.ts';
import { ReviewsController } from './reviews.controller.ts';

/** Reviews of subjects on their own (OPN-04): opened, acted on, decided, and looked after. */
@Module({
  controllers: [ReviewsController, ReviewMergerConsumer],
  providers: [ReviewOpening, ReviewCommands, ReviewDecisions, ReviewClock, ReviewRuns, ReviewQueries, ReviewReveals, SeparateReviewActivities, SubjectRevisions, RunClient, RunKeeper],
  exports: [ReviewOpening, RunClient],
})
export class SeparateModule {}
