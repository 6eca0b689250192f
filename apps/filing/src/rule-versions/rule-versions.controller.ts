import { DraftRules, DryRun, EnactRules, RulesDrafted, RulesInForce, RuleTopic, RuleVersion, RuleVersionList, JudgingTopic } from '@beian/contracts/filing/rule-versions';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { DryRunService } from './dry-run.service.ts';
import { RuleVersionsService } from './rule-versions.service.ts';

/** 规则管理, for administrators. */
@Controller('administration/rules')
@Roles('administrator')
export class RuleVersionsController {
  constructor(
    @Inject(RuleVersionsService) private readonly versions: RuleVersionsService,
    @Inject(DryRunService) private readonly dryRuns: DryRunService,
  ) {}

  @Get(':topic')
  @Answers(RuleVersionList)
  list(@Caller() caller: Principal, @ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>): Promise<RuleVersionList> {
    return this.versions.list(caller, topic);
  }

  @Get(':topic/:version')
  @Answers(RulesInForce)
  async read(@Caller() caller: Principal, @ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>, @ZodParam('version', RuleVersion) version: number): Promise<RulesInForce> {
    return { topic, version, content: await this.versions.read(caller, topic, version) };
  }

  @Post(':topic')
  @Answers(RulesDrafted, 201)
  async draft(@Caller() caller: Principal, @ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>, @ZodBody(DraftRules) form: DraftRules): Promise<z.infer<typeof RulesDrafted>> {
    return { version: await this.versions.draft(caller, topic, form) };
  }

  @Post(':topic/:version/dry-run')
  @HttpCode(200)
  @Answers(DryRun)
  dryRun(@Caller() caller: Principal, @ZodParam('topic', JudgingTopic) topic: z.infer<typeof JudgingTopic>, @ZodParam('version', RuleVersion) version: number): Promise<DryRun> {
    return this.dryRuns.run(caller, topic, version);
  }

  @Post(':topic/:version/enactment')
  @HttpCode(204)
  enact(@Caller() caller: Principal, @ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>, @ZodParam('version', RuleVersion) version: number, @ZodBody(EnactRules) { expectedInForce }: z.infer<typeof EnactRules>): Promise<void> {
    return this.versions.enact(caller, topic, version, expectedInForce);
  }
}
