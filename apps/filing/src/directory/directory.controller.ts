import { FoundProviders, ProviderSearch } from '@beian/contracts/filing/directory';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { DirectoryQueries } from './directory.queries.ts';

/** 查询网络接入服务商, 查询域名注册服务商 (LKP-01). */
@Controller('providers')
@SignedIn()
export class DirectoryController {
  constructor(@Inject(DirectoryQueries) private readonly queries: DirectoryQueries) {}

  @Get()
  @Answers(FoundProviders)
  find(@Caller() caller: Principal, @ZodQuery(ProviderSearch) search: z.infer<typeof ProviderSearch>): Promise<FoundProviders> {
    return this.queries.find(caller, search);
  }
}
