import { Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { ReceiptAnswer, ReviseSubject, SubjectSummary, SubjectView, SubmitSubject } from '@beian/contracts/subject/api';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { ReceiptService } from './receipt.service.ts';
import { SubjectQueries } from './subject.queries.ts';
import { SubjectService } from './subject.service.ts';

/** Ids stand in sealed values' contexts, so they have one spelling. */
const SubjectId = Id.toLowerCase();

/** An applicant's own subjects. */
@Controller('subjects')
@Roles('applicant')
export class SubjectController {
  constructor(
    @Inject(SubjectService) private readonly subjects: SubjectService,
    @Inject(SubjectQueries) private readonly queries: SubjectQueries,
    @Inject(ReceiptService) private readonly receipts: ReceiptService,
  ) {}

  @Post()
  @Answers(SubjectView, 201)
  submit(@Caller() caller: Principal, @ZodBody(SubmitSubject) request: SubmitSubject): Promise<SubjectView> {
    return this.subjects.submit(caller, request);
  }

  @Put(':id')
  @Answers(SubjectView)
  revise(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string, @ZodBody(ReviseSubject) request: ReviseSubject): Promise<SubjectView> {
    return this.subjects.revise(caller, id, request);
  }

  @Get()
  @Answers(z.array(SubjectSummary))
  list(@Caller() caller: Principal): Promise<SubjectSummary[]> {
    return this.queries.list(caller);
  }

  @Get(':id')
  @Answers(SubjectView)
  own(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string): Promise<SubjectView> {
    return this.queries.own(caller, id);
  }

  @Post(':id/receipt')
  @HttpCode(200)
  @Answers(ReceiptAnswer)
  receipt(@Caller() caller: Principal, @ZodParam('id', SubjectId) id: string): Promise<{ receipt: string }> {
    return this.receipts.issue(caller, id);
  }
}
