import { Controller, Get, Inject } from '@nestjs/common';
import { DeskQuery, GivenAway } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodQuery } from '@beian/kit/http/parse';
import { z } from 'zod';
import { DeskPage, DeskQueries } from './desk.queries.ts';
import { GivenAwayQueries } from './given-away.queries.ts';

@Controller('desk')
@Roles('reviewer', 'inspector', 'supervisor')
export class DeskController {
  constructor(
    @Inject(DeskQueries) private readonly desk: DeskQueries,
    @Inject(GivenAwayQueries) private readonly given: GivenAwayQueries,
  ) {}

  @Get()
  @Answers(DeskPage)
  page(@Caller() caller: Principal, @ZodQuery(DeskQuery) query: z.infer<typeof DeskQuery>): Promise<DeskPage> {
    return this.desk.page(caller, query);
  }

  @Get('given-away')
  @Answers(z.array(GivenAway))
  givenAway(@Caller() caller: Principal): Promise<GivenAway[]> {
    return this.given.list(caller);
  }
}
