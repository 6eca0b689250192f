import { AdministeredBureau, ChangeBureau, CreateBureau, MergeBureau } from '@beian/contracts/identity/administration';
import { BureauId } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { Controller, Get, Header, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { BureauAdminQueries } from './bureau-admin.queries.ts';
import { BureauAdminService } from './bureau-admin.service.ts';

const Numbered = z.coerce.number<string>().pipe(BureauId);
const Created = z.object({ bureau: BureauId });

/** The tree of bureaus, for administrators of the bureau or above it. */
@Controller('administration/bureaus')
@Roles('administrator')
export class BureauAdminController {
  constructor(
    @Inject(BureauAdminService) private readonly bureaus: BureauAdminService,
    @Inject(BureauAdminQueries) private readonly queries: BureauAdminQueries,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Answers(z.array(AdministeredBureau))
  list(@Caller() caller: Principal): Promise<AdministeredBureau[]> {
    return this.queries.list(caller);
  }

  @Post()
  @Answers(Created, 201)
  create(@Caller() caller: Principal, @ZodBody(CreateBureau) form: CreateBureau): Promise<z.infer<typeof Created>> {
    return this.bureaus.create(caller, form);
  }

  @Put(':bureau')
  @HttpCode(204)
  change(@Caller() caller: Principal, @ZodParam('bureau', Numbered) bureau: number, @ZodBody(ChangeBureau) form: ChangeBureau): Promise<void> {
    return this.bureaus.change(caller, bureau, form);
  }

  @Post(':bureau/merger')
  @HttpCode(204)
  merge(@Caller() caller: Principal, @ZodParam('bureau', Numbered) bureau: number, @ZodBody(MergeBureau) form: MergeBureau): Promise<void> {
    return this.bureaus.merge(caller, bureau, form);
  }
}
