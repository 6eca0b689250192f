import { Module } from '@nestjs/common';
import { AssessmentController } from './assessment/assessment.controller.ts';
import { AssessmentQueries } from './assessment/assessment.queries.ts';
import { FilingCopyConsumer } from './copies/filing-copy.consumer.ts';

/** All of the assessment service. */
@Module({ controllers: [AssessmentController, FilingCopyConsumer], providers: [AssessmentQueries] })
export class AppModule {}
