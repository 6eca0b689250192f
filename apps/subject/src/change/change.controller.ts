import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { ReviseSubject, SubjectChange, SubjectChangeView, WithdrawChange } from '@beian/contracts/subject/api';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { ChangeQueries } from './change.queries.ts';
import { ChangeService } from './change.service.ts';
import { WithdrawalService } from './withdrawal.service.ts';

const SubjectId = Id.toLowerCase();

/** 主体变更 of an applicant's own subject (OPN-07). */
@Controller('subjects/:id')
@Roles('applicant')
export class ChangeController {
  constructor(
    @Inject(ChangeService) private readonly changes: ChangeService,
    @Inject(ChangeQueries) private readonly queries: ChangeQueries,
    @Inject(WithdrawalService) private readonly withdrawals: WithdrawalService,
  ) {}

  @Post('changes')
  @Answers(SubjectChangeView, 201)
  submit(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string, @ZodBody(ReviseSubject) request: ReviseSubject): Promise<SubjectChangeView> {
    return this.changes.submit(caller, id, request);
  }

  @Get('changes')
  @Answers(z.array(SubjectChange))
  approved(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string): Promise<SubjectChange[]> {
    return this.queries.approved(caller, id);
  }

  @Get('change')
  @Answers(SubjectChangeView)
  pending(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string): Promise<SubjectChangeView> {
    return this.queries.pending(caller, id);
  }

  @Post('change/withdrawal')
  @HttpCode(204)
  withdraw(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string, @ZodBody(WithdrawChange) { expectedRevision }: z.infer<typeof WithdrawChange>): Promise<void> {
    return this.withdrawals.withdraw(caller, id, expectedRevision);
  }
}
