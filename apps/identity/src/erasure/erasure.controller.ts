import { EraseAccount, ErasureView } from '@beian/contracts/identity/erasure';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import { Controller, Get, Header, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { IdentityEnvironment } from '../config.ts';
import { ClientOrigin, type Origin } from '../session/client-address.ts';
import { sessionCookie } from '../session/session-cookie.ts';
import { ErasureQueries } from './erasure.queries.ts';
import { ErasureService } from './erasure.service.ts';

interface Answer {
  setHeader(name: string, value: string): unknown;
}

/** 注销账号, of the own account alone. */
@Controller('account/erasure')
@SignedIn()
export class ErasureController {
  constructor(
    @Inject(ErasureQueries) private readonly queries: ErasureQueries,
    @Inject(ErasureService) private readonly erasure: ErasureService,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Answers(ErasureView)
  async own(@Caller() caller: Principal): Promise<ErasureView> {
    return this.queries.own(caller);
  }

  @Post()
  @HttpCode(204)
  async erase(@Caller() caller: Principal, @ZodBody(EraseAccount) form: EraseAccount, @ClientOrigin() origin: Origin, @Res({ passthrough: true }) answer: Answer): Promise<void> {
    await this.erasure.erase(caller, form, origin);
    answer.setHeader('set-cookie', sessionCookie('', this.environment.GATEWAY_ORIGIN));
  }
}
