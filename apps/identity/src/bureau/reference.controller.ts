import { BureauView, RegionView } from '@beian/contracts/identity/api';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { ReferenceQueries } from './reference.queries.ts';

@Controller()
export class ReferenceController {
  constructor(@Inject(ReferenceQueries) private readonly queries: ReferenceQueries) {}

  @Get('bureaus')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Answers(z.array(BureauView))
  async bureaus(@Caller() caller: Principal): Promise<BureauView[]> {
    return this.queries.bureaus(caller);
  }

  @Get('regions')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Answers(z.array(RegionView))
  async regions(@Caller() caller: Principal): Promise<RegionView[]> {
    return this.queries.regions(caller);
  }
}
