import { RulesInForce, RuleTopic, RuleVersion } from '@beian/contracts/filing/rule-versions';
import { SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam } from '@beian/kit/http/parse';
import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { RulesInForceService } from './rules-in-force.ts';

/** What is in force: the browser judges by it while people type (NAM-33). */
@Controller('rules')
@SignedIn()
export class RulesController {
  constructor(@Inject(RulesInForceService) private readonly rules: RulesInForceService) {}

  @Get(':topic')
  @Answers(RulesInForce)
  async present(@ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>): Promise<RulesInForce> {
    return { topic, ...(await this.rules.get(topic)) };
  }

  /** A version that was in force: a filing is read by the one it was judged by. */
  @Get(':topic/:version')
  @Answers(RulesInForce)
  async once(@ZodParam('topic', RuleTopic) topic: z.infer<typeof RuleTopic>, @ZodParam('version', RuleVersion) version: number): Promise<RulesInForce> {
    return { topic, ...(await this.rules.once(topic, version)) };
  }
}
