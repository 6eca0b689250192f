import { Controller, Get, Inject } from '@nestjs/common';
import { AssessmentSummary } from '@beian/contracts/assessment/api';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { z } from 'zod';
import { AssessmentQueries } from './assessment.queries.ts';

/** 历史安全评估. */
@Controller('assessments')
@Roles('applicant')
export class AssessmentController {
  constructor(@Inject(AssessmentQueries) private readonly queries: AssessmentQueries) {}

  @Get()
  @Answers(z.array(AssessmentSummary))
  own(@Caller() caller: Principal): Promise<AssessmentSummary[]> {
    return this.queries.own(caller);
  }

  /** S4: 网信 reads the assessments of its area, and nothing else anywhere. */
  @Get('area')
  @Roles('cyberspace')
  @Answers(z.array(AssessmentSummary))
  ofArea(@Caller() caller: Principal): Promise<AssessmentSummary[]> {
    return this.queries.ofArea(caller);
  }
}
