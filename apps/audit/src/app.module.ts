import { Module } from '@nestjs/common';
import { DirectoryConsumer } from './directory/directory.consumer.ts';
import { IntakeService } from './intake/intake.service.ts';
import { RecordConsumer } from './intake/record.consumer.ts';
import { TimelineController } from './timeline/timeline.controller.ts';
import { TimelineQueries } from './timeline/timeline.queries.ts';
import { TimelineService } from './timeline/timeline.service.ts';

/** All of the audit service. */
@Module({ controllers: [RecordConsumer, DirectoryConsumer, TimelineController], providers: [IntakeService, TimelineQueries, TimelineService] })
export class AppModule {}
