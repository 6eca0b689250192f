import { AuditedFiling, Timeline, TimelineQuery } from '@beian/contracts/audit/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { TimelineService } from './timeline.service.ts';

const Search = z.strictObject({ q: z.string().trim().max(100).default('') });

/** For auditors, of the filings of their bureaus. */
@Controller('filings')
@Roles('auditor')
export class TimelineController {
  constructor(@Inject(TimelineService) private readonly timelines: TimelineService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Answers(z.array(AuditedFiling))
  search(@Caller() caller: Principal, @ZodQuery(Search) { q }: z.infer<typeof Search>): Promise<AuditedFiling[]> {
    return this.timelines.search(caller, q);
  }

  @Get(':id/timeline')
  @Header('cache-control', 'no-store')
  @Answers(Timeline)
  timeline(@Caller() caller: Principal, @ZodParam('id', Id.toLowerCase()) id: string, @ZodQuery(TimelineQuery) query: z.infer<typeof TimelineQuery>): Promise<Timeline> {
    return this.timelines.timeline(caller, id, query);
  }
}
