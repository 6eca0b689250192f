import { Controller, Get, Inject } from '@nestjs/common';
import { ApplicationPage, ApplicationView, DueDateView } from '@beian/contracts/filing/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { z } from 'zod';
import { ApplicationQueries } from './application.queries.ts';
import { CaseViewService } from './case-view.service.ts';
import { DueDateQueries } from './due-date.queries.ts';

const PageQuery = z.strictObject({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });

/** Ids stand in the contexts of sealed values, so they have one spelling. */
const OneId = Id.toLowerCase();

@Controller('applications')
export class ApplicationController {
  constructor(
    @Inject(ApplicationQueries) private readonly applications: ApplicationQueries,
    @Inject(CaseViewService) private readonly cases: CaseViewService,
    @Inject(DueDateQueries) private readonly dueDates: DueDateQueries,
  ) {}

  @Get()
  @Roles('applicant')
  @Answers(ApplicationPage)
  own(@Caller() caller: Principal, @ZodQuery(PageQuery) query: z.infer<typeof PageQuery>): Promise<ApplicationPage> {
    return this.applications.own(caller, query);
  }

  @Get(':id')
  @SignedIn()
  @Answers(ApplicationView)
  view(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<ApplicationView> {
    return this.cases.view(caller, id);
  }

  @Get(':id/due-date')
  @SignedIn()
  @Answers(DueDateView)
  dueDate(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<DueDateView> {
    return this.dueDates.explain(caller, id);
  }
}
