import { AdministeredOfficer, AppointOfficer, ChangeOfficer, DismissOfficer, EnrolmentCode, OfficerQuery } from '@beian/contracts/identity/administration';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { Controller, Get, Header, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { OfficerAdminQueries } from './officer-admin.queries.ts';
import { OfficerAdminService } from './officer-admin.service.ts';

const Account = Id.toLowerCase();

/** Appointments, for administrators of the bureau or above it. */
@Controller('administration/officers')
@Roles('administrator')
export class OfficerAdminController {
  constructor(
    @Inject(OfficerAdminService) private readonly officers: OfficerAdminService,
    @Inject(OfficerAdminQueries) private readonly queries: OfficerAdminQueries,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Answers(z.array(AdministeredOfficer))
  list(@Caller() caller: Principal, @ZodQuery(OfficerQuery) query: z.infer<typeof OfficerQuery>): Promise<AdministeredOfficer[]> {
    return this.queries.list(caller, query);
  }

  @Post()
  @Header('cache-control', 'no-store')
  @Answers(EnrolmentCode, 201)
  appoint(@Caller() caller: Principal, @ZodBody(AppointOfficer) form: AppointOfficer): Promise<EnrolmentCode> {
    return this.officers.appoint(caller, form);
  }

  @Put(':account')
  @HttpCode(204)
  change(@Caller() caller: Principal, @ZodParam('account', Account) account: string, @ZodBody(ChangeOfficer) form: ChangeOfficer): Promise<void> {
    return this.officers.change(caller, account, form);
  }

  @Post(':account/dismissal')
  @HttpCode(204)
  dismiss(@Caller() caller: Principal, @ZodParam('account', Account) account: string, @ZodBody(DismissOfficer) form: DismissOfficer): Promise<void> {
    return this.officers.dismiss(caller, account, form);
  }

  @Post(':account/enrolment')
  @Header('cache-control', 'no-store')
  @Answers(EnrolmentCode, 201)
  reissue(@Caller() caller: Principal, @ZodParam('account', Account) account: string): Promise<EnrolmentCode> {
    return this.officers.reissue(caller, account);
  }
}
