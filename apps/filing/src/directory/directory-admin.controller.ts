import { ChangeProvider, ImportedProviders, ImportProviders, KeepProvider, KeptProviders, ProviderKept, ProviderListQuery, WithdrawProvider } from '@beian/contracts/filing/directory';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { DirectoryQueries } from './directory.queries.ts';
import { DirectoryService } from './directory.service.ts';

/** 服务商目录, for administrators. */
@Controller('administration/providers')
@Roles('administrator')
export class DirectoryAdminController {
  constructor(
    @Inject(DirectoryQueries) private readonly queries: DirectoryQueries,
    @Inject(DirectoryService) private readonly directory: DirectoryService,
  ) {}

  @Get()
  @Answers(KeptProviders)
  list(@Caller() caller: Principal, @ZodQuery(ProviderListQuery) query: z.infer<typeof ProviderListQuery>): Promise<KeptProviders> {
    return this.queries.list(caller, query);
  }

  @Post()
  @Answers(ProviderKept, 201)
  add(@Caller() caller: Principal, @ZodBody(KeepProvider) form: KeepProvider): Promise<z.infer<typeof ProviderKept>> {
    return this.directory.add(caller, form);
  }

  @Post('import')
  @HttpCode(200)
  @Answers(ImportedProviders)
  load(@Caller() caller: Principal, @ZodBody(ImportProviders) { csv }: z.infer<typeof ImportProviders>): Promise<ImportedProviders> {
    return this.directory.load(caller, csv);
  }

  @Put(':id')
  @HttpCode(204)
  alter(@Caller() caller: Principal, @ZodParam('id', Id) id: string, @ZodBody(ChangeProvider) form: ChangeProvider): Promise<void> {
    return this.directory.alter(caller, id, form);
  }

  @Post(':id/withdrawal')
  @HttpCode(204)
  withdraw(@Caller() caller: Principal, @ZodParam('id', Id) id: string, @ZodBody(WithdrawProvider) { expectedVersion }: z.infer<typeof WithdrawProvider>): Promise<void> {
    return this.directory.withdraw(caller, id, expectedVersion);
  }
}
