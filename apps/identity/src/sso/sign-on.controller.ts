import { AccountSignOns } from '@beian/contracts/identity/sign-on';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam } from '@beian/kit/http/parse';
import { Controller, Delete, Get, Header, HttpCode, Inject } from '@nestjs/common';
import { SignOnQueries } from './sign-on.queries.ts';
import { SignOnService } from './sign-on.service.ts';

/** The logins of the own account; one is added by a sign-on of the purpose `link`. */
@Controller('account/sign-ons')
export class SignOnController {
  constructor(
    @Inject(SignOnQueries) private readonly queries: SignOnQueries,
    @Inject(SignOnService) private readonly signOns: SignOnService,
  ) {}

  @Get()
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Answers(AccountSignOns)
  async own(@Caller() caller: Principal): Promise<AccountSignOns> {
    return this.queries.own(caller);
  }

  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  async unlink(@ZodParam('id', Id) id: string, @Caller() caller: Principal): Promise<void> {
    await this.signOns.unlink(caller, id);
  }
}
