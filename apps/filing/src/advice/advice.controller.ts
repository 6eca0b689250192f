import { CompetentBureau, CompetentBureauQuery, UsualReturns, UsualReturnsQuery } from '@beian/contracts/filing/advice';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { AdviceQueries } from './advice.queries.ts';

/** What helps before 【提交】 of subject or filing: advice, never a block. */
@Controller('advice')
@Roles('applicant')
export class AdviceController {
  constructor(@Inject(AdviceQueries) private readonly queries: AdviceQueries) {}

  @Get('usual-returns')
  @Answers(UsualReturns)
  usualReturns(@Caller() caller: Principal, @ZodQuery(UsualReturnsQuery) { object, ...places }: z.infer<typeof UsualReturnsQuery>): Promise<UsualReturns> {
    return this.queries.usualReturns(caller, object, places);
  }

  @Get('competent-bureau')
  @Answers(CompetentBureau)
  competentBureau(@Caller() caller: Principal, @ZodQuery(CompetentBureauQuery) places: z.infer<typeof CompetentBureauQuery>): Promise<CompetentBureau> {
    return this.queries.competentBureau(caller, places);
  }
}
