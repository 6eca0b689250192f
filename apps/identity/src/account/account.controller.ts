import type { z } from 'zod';
import { AccountView } from '@beian/contracts/identity/api';
import { RegisterAccount, RegisteredAccount } from '@beian/contracts/identity/registration';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { Controller, Get, Header, Inject, Post } from '@nestjs/common';
import { AccountQueries } from './account.queries.ts';
import { AccountService } from './account.service.ts';

@Controller()
export class AccountController {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountQueries) private readonly queries: AccountQueries,
  ) {}

  @Post('accounts')
  @Public()
  @Answers(RegisteredAccount, 201)
  async register(@ZodBody(RegisterAccount) form: RegisterAccount): Promise<z.infer<typeof RegisteredAccount>> {
    return this.accounts.register(form);
  }

  @Get('account')
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Answers(AccountView)
  async own(@Caller() caller: Principal): Promise<AccountView> {
    return this.queries.own(caller);
  }
}
