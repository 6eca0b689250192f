import { sweeping } from '@beian/kit/retention/sweeping';
import { Module } from '@nestjs/common';
import { SubjectCaseConsumer } from './cases/subject-case.consumer.ts';
import { DecisionActivities } from './decision/decision.activities.ts';
import { DecisionService } from './decision/decision.service.ts';
import { ChangeController } from './change/change.controller.ts';
import { ChangeQueries } from './change/change.queries.ts';
import { ChangeService } from './change/change.service.ts';
import { WithdrawalService } from './change/withdrawal.service.ts';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { SubjectFilingConsumer } from './retention/subject-filing.consumer.ts';
import { SubjectRetentionSweeper } from './retention/subject-retention.sweeper.ts';
import { HistoryQueries } from './review/history.queries.ts';
import { ReviewController } from './review/review.controller.ts';
import { ReviewService } from './review/review.service.ts';
import { SeparateModule } from './separate/separate.module.ts';
import { ReceiptService } from './subject/receipt.service.ts';
import { SubjectImages } from './subject/subject-images.ts';
import { SubjectRevisions } from './subject/subject-revision.ts';
import { SubjectController } from './subject/subject.controller.ts';
import { SubjectQueries } from './subject/subject.queries.ts';
import { SubjectService } from './subject/subject.service.ts';

/** All of the subject service. */
@Module({
  imports: [SeparateModule],
  controllers: [CopiesConsumer, SubjectController, ChangeController, ReviewController, SubjectCaseConsumer, SubjectFilingConsumer],
  providers: [SubjectService, SubjectQueries, SubjectRevisions, SubjectImages, ReceiptService, ChangeService, ChangeQueries, WithdrawalService, ReviewService, HistoryQueries, DecisionService, DecisionActivities, ...sweeping(SubjectRetentionSweeper)],
})
export class AppModule {}
