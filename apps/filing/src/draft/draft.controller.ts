import { Controller, Delete, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { DraftSummary, DraftView, SaveDraft } from '@beian/contracts/filing/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { DraftService } from './draft.service.ts';

/** Ids stand in the contexts of sealed values, so they have one spelling. */
const OneId = Id.toLowerCase();

@Controller('drafts')
@Roles('applicant')
export class DraftController {
  constructor(@Inject(DraftService) private readonly drafts: DraftService) {}

  @Get()
  @Answers(z.array(DraftSummary))
  list(@Caller() caller: Principal): Promise<DraftSummary[]> {
    return this.drafts.list(caller);
  }

  @Get(':id')
  @Answers(DraftView)
  read(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<DraftView> {
    return this.drafts.read(caller, id);
  }

  @Put(':id')
  @Answers(DraftSummary)
  save(@Caller() caller: Principal, @ZodParam('id', OneId) id: string, @ZodBody(SaveDraft) body: SaveDraft): Promise<DraftSummary> {
    return this.drafts.save(caller, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  discard(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<void> {
    return this.drafts.discard(caller, id);
  }
}
