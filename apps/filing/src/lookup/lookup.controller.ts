import { Controller, Get, Header, Inject, StreamableFile } from '@nestjs/common';
import { PublicSearch } from '@beian/contracts/filing/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers, AnswersFile, ZodQuery } from '@beian/kit/http/parse';
import { z } from 'zod';
import { ICON_PNG } from '../filing/icon.ts';
import { LookupQueries } from './lookup.queries.ts';

const LookupQuery = z.strictObject({ q: z.string().trim().min(1, '请输入备案编号或域名').max(253) });

@Controller('public')
@Public()
export class LookupController {
  constructor(@Inject(LookupQueries) private readonly lookup: LookupQueries) {}

  @Get('filings')
  @Answers(PublicSearch)
  async find(@ZodQuery(LookupQuery) { q }: z.infer<typeof LookupQuery>): Promise<z.infer<typeof PublicSearch>> {
    return { items: await this.lookup.find(q) };
  }

  /** The icon as filed sites show it: other origins may embed it. */
  @Get('icon.png')
  @AnswersFile('image/png')
  @Header('content-type', 'image/png')
  @Header('cache-control', 'public, max-age=86400')
  @Header('cross-origin-resource-policy', 'cross-origin')
  icon(): StreamableFile {
    return new StreamableFile(ICON_PNG);
  }
}
