import { sweeping } from '@beian/kit/retention/sweeping';
import { Module } from '@nestjs/common';
import { AdviceController } from './advice/advice.controller.ts';
import { AdviceQueries } from './advice/advice.queries.ts';
import { ApplicationController } from './application/application.controller.ts';
import { ApplicationQueries } from './application/application.queries.ts';
import { CaseViewService } from './application/case-view.service.ts';
import { DueDateQueries } from './application/due-date.queries.ts';
import { CommandModule } from './command/command.module.ts';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { SubjectFollower } from './copies/subject-follower.service.ts';
import { DecisionActivities } from './decision/decision.activities.ts';
import { DecisionService } from './decision/decision.service.ts';
import { PlatformService } from './decision/platform.service.ts';
import { DeskController } from './desk/desk.controller.ts';
import { DeskQueries } from './desk/desk.queries.ts';
import { GivenAwayQueries } from './desk/given-away.queries.ts';
import { DirectoryAdminController } from './directory/directory-admin.controller.ts';
import { DirectoryController } from './directory/directory.controller.ts';
import { DirectoryQueries } from './directory/directory.queries.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { DraftController } from './draft/draft.controller.ts';
import { DraftService } from './draft/draft.service.ts';
import { FilingController } from './filing/filing.controller.ts';
import { FilingQueries } from './filing/filing.queries.ts';
import { LookupController } from './lookup/lookup.controller.ts';
import { LookupQueries } from './lookup/lookup.queries.ts';
import { MergerConsumer } from './merger/merger.consumer.ts';
import { MergerService } from './merger/merger.service.ts';
import { NoticesController } from './notices/notices.controller.ts';
import { AccountErasedConsumer } from './retention/account-erased.consumer.ts';
import { CaseRetentionSweeper } from './retention/case-retention.sweeper.ts';
import { DraftErasure } from './retention/draft-erasure.sweeper.ts';
import { RevealController } from './reveal/reveal.controller.ts';
import { RevealService } from './reveal/reveal.service.ts';
import { DryRunService } from './rule-versions/dry-run.service.ts';
import { RuleVersionsController } from './rule-versions/rule-versions.controller.ts';
import { RuleVersionsService } from './rule-versions/rule-versions.service.ts';
import { RulesController } from './rule-versions/rules.controller.ts';
import { RulesInForceService } from './rule-versions/rules-in-force.ts';
import { SubjectChangeConsumer } from './subject-change/subject-change.consumer.ts';
import { SubmissionController } from './submission/submission.controller.ts';
import { SubmissionService } from './submission/submission.service.ts';

/** All of the filing service. */
@Module({
  imports: [CommandModule],
  controllers: [
    SubmissionController, ApplicationController, DeskController, DraftController, FilingController, LookupController, NoticesController, RevealController,
    DirectoryController, DirectoryAdminController, RulesController, RuleVersionsController, AdviceController, CopiesConsumer, SubjectChangeConsumer, MergerConsumer, AccountErasedConsumer,
  ],
  providers: [
    SubmissionService, ApplicationQueries, CaseViewService, DueDateQueries, DeskQueries, GivenAwayQueries, DraftService, FilingQueries, LookupQueries,
    DecisionService, PlatformService, DecisionActivities, SubjectFollower, MergerService, RevealService, ...sweeping(CaseRetentionSweeper), ...sweeping(DraftErasure),
    DirectoryQueries, DirectoryService, RulesInForceService, RuleVersionsService, DryRunService, AdviceQueries,
  ],
})
export class AppModule {}
