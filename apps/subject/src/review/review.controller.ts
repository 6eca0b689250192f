import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { RevealByReceipt, RevealedValue } from '@beian/contracts/filing/reveals';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { SubjectStep, SubjectView } from '@beian/contracts/subject/api';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { HistoryQueries } from './history.queries.ts';
import { ReviewService } from './review.service.ts';

const Revision = z.coerce.number<string>().int().positive().max(2_147_483_647);

/** A subject's revisions, for officers whose bureaus hold a case with it. */
@Controller('subjects/:id/revisions')
@Roles('reviewer', 'inspector', 'supervisor')
export class ReviewController {
  constructor(
    @Inject(ReviewService) private readonly review: ReviewService,
    @Inject(HistoryQueries) private readonly history: HistoryQueries,
  ) {}

  @Get()
  @Answers(z.array(SubjectStep))
  steps(@Caller() caller: Principal, @ZodParam('id', Id.toLowerCase()) id: string): Promise<SubjectStep[]> {
    return this.history.steps(caller, id);
  }

  @Get(':revision')
  @Answers(SubjectView)
  view(@Caller() caller: Principal, @ZodParam('id', Id.toLowerCase()) id: string, @ZodParam('revision', Revision) revision: number): Promise<SubjectView> {
    return this.review.view(caller, id, revision);
  }

  @Post(':revision/reveals')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  @Answers(RevealedValue)
  reveal(
    @Caller() caller: Principal, @ZodParam('id', Id.toLowerCase()) id: string, @ZodParam('revision', Revision) revision: number, @ZodBody(RevealByReceipt) { receipt }: RevealByReceipt,
  ): Promise<RevealedValue> {
    return this.review.reveal(caller, id, revision, receipt);
  }
}
