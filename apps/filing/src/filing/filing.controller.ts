import { Controller, Get, Header, Inject, StreamableFile } from '@nestjs/common';
import { FilingSummary, FilingView } from '@beian/contracts/filing/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, AnswersFile, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { FilingQueries } from './filing.queries.ts';
import { ICON_PNG } from './icon.ts';

/** Ids stand in the contexts of sealed values, so they have one spelling. */
const OneId = Id.toLowerCase();

@Controller('filings')
export class FilingController {
  constructor(@Inject(FilingQueries) private readonly filings: FilingQueries) {}

  @Get()
  @Roles('applicant')
  @Answers(z.array(FilingSummary))
  own(@Caller() caller: Principal): Promise<FilingSummary[]> {
    return this.filings.own(caller);
  }

  @Get(':id')
  @SignedIn()
  @Answers(FilingView)
  view(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<FilingView> {
    return this.filings.view(caller, id);
  }

  @Get(':id/icon')
  @SignedIn()
  @AnswersFile('image/png')
  @Header('content-type', 'image/png')
  // RFC 6266: the name of OPN-29 for all browsers that know UTF-8, a plain one for the rest.
  @Header('content-disposition', `attachment; filename="icon.png"; filename*=UTF-8''%E5%A4%87%E6%A1%88%E5%9B%BE%E6%A0%87.png`)
  async icon(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<StreamableFile> {
    await this.filings.assertFiled(caller, id);
    return new StreamableFile(ICON_PNG);
  }
}
