import { Colleague, GrantLeave, LeaveView, OfficerQuery } from '@beian/contracts/identity/administration';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Delete, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { LeaveQueries } from './leave.queries.ts';
import { LeaveService } from './leave.service.ts';

const Granted = z.object({ leave: Id });

/** Leave and delegation, for the supervisors of a bureau and the administrators above it. */
@Controller()
@Roles('supervisor', 'administrator')
export class LeaveController {
  constructor(
    @Inject(LeaveService) private readonly service: LeaveService,
    @Inject(LeaveQueries) private readonly queries: LeaveQueries,
  ) {}

  @Get('colleagues')
  @Header('cache-control', 'no-store')
  @Answers(z.array(Colleague))
  colleagues(@Caller() caller: Principal, @ZodQuery(OfficerQuery) { bureau }: z.infer<typeof OfficerQuery>): Promise<Colleague[]> {
    return this.queries.colleagues(caller, bureau);
  }

  @Get('leaves')
  @Header('cache-control', 'no-store')
  @Answers(z.array(LeaveView))
  leaves(@Caller() caller: Principal): Promise<LeaveView[]> {
    return this.queries.leaves(caller);
  }

  @Post('leaves')
  @Answers(Granted, 201)
  grant(@Caller() caller: Principal, @ZodBody(GrantLeave) form: GrantLeave): Promise<z.infer<typeof Granted>> {
    return this.service.grant(caller, form);
  }

  @Delete('leaves/:leave')
  @HttpCode(204)
  end(@Caller() caller: Principal, @ZodParam('leave', Id.toLowerCase()) leave: string): Promise<void> {
    return this.service.end(caller, leave);
  }
}
