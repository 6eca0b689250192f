import { Controller, Get, Header, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { RevealAnswer, RevealRequest } from '@beian/contracts/filing/reveals';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { ActOnReview, REVIEW_ACTIONS, ReviewAction, ReviewCommandView, ReviewPage, ReviewQuery, ReviewsOffered, ReviewView } from '@beian/contracts/subject/reviews';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { parseInput } from '@beian/kit/http/validate';
import type { ReviewMessageName } from '@beian/rules/subject/review';
import { ApiHeader } from '@nestjs/swagger';
import { z } from 'zod';
import { ReviewCommands } from './review-command.service.ts';
import { ReviewReveals } from './review-reveal.service.ts';
import { ReviewQueries } from './review.queries.ts';

const OneId = Id.toLowerCase();
const Via = z.strictObject({ via: z.enum(['update', 'signal']).default('update') });
const KEY = 'Idempotency-Key';

/** Reviews of subjects on their own (OPN-04), for the officers of their bureaus; who may do what is decided under the row lock. */
@Controller('reviews')
@Roles('reviewer', 'inspector', 'supervisor')
export class ReviewsController {
  constructor(
    @Inject(ReviewQueries) private readonly queries: ReviewQueries,
    @Inject(ReviewCommands) private readonly commands: ReviewCommands,
    @Inject(ReviewReveals) private readonly reveals: ReviewReveals,
  ) {}

  @Get()
  @Answers(ReviewPage)
  page(@Caller() caller: Principal, @ZodQuery(ReviewQuery) query: z.infer<typeof ReviewQuery>): Promise<ReviewPage> {
    return this.queries.page(caller, query);
  }

  @Get('offered')
  @Answers(ReviewsOffered)
  offered(@Caller() caller: Principal): Promise<{ offered: boolean }> {
    return this.queries.offered(caller);
  }

  @Get('commands/:id')
  @Answers(ReviewCommandView)
  command(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<ReviewCommandView> {
    return this.commands.view(caller, id);
  }

  @Get(':id')
  @Answers(ReviewView)
  view(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<ReviewView> {
    return this.queries.view(caller, id);
  }

  @Post(':id/reveals')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  @Answers(RevealAnswer)
  reveal(@Caller() caller: Principal, @ZodParam('id', OneId) id: string, @ZodBody(RevealRequest) request: RevealRequest): Promise<RevealAnswer> {
    return this.reveals.reveal(caller, id, request);
  }

  @Post(':id/actions/:action')
  @HttpCode(200)
  @ApiHeader({ name: KEY, required: true, description: 'UUID；同一操作重复提交时保持不变', schema: { type: 'string', format: 'uuid' } })
  @Answers(ReviewCommandView)
  @Answers(ReviewCommandView, 202, 'by signal: ask GET /reviews/commands/:id')
  async act(
    @Caller() caller: Principal,
    @ZodParam('id', OneId) review: string,
    @ZodParam('action', ReviewAction) action: ReviewMessageName,
    @ZodQuery(Via) { via }: z.infer<typeof Via>,
    @Headers(KEY.toLowerCase()) key: unknown,
    @ZodBody(ActOnReview) { expectedVersion, payload }: z.infer<typeof ActOnReview>,
    @Res({ passthrough: true }) response: { status(code: number): unknown },
  ): Promise<ReviewCommandView> {
    const { channel, payload: schema } = REVIEW_ACTIONS[action];
    const command = parseInput(OneId, key, KEY);
    const view = await this.commands.act(caller, { command, review, action, via: channel === 'row' ? 'row' : via, expectedVersion, payload: parseInput<unknown>(schema, payload, 'payload') });
    if (view.status === 'pending') response.status(202);
    return view;
  }
}
