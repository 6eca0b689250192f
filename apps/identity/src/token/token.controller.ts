import type { z } from 'zod';
import { EXCHANGE_HEADER, ExchangedSession, ExchangeSession } from '@beian/contracts/identity/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { Controller, Header, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { TokenService } from './token.service.ts';

/** For the gateway alone, which proves itself by its own signature and lets nobody else come here. */
@Controller('tokens')
export class TokenController {
  constructor(@Inject(TokenService) private readonly tokens: TokenService) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers(ExchangedSession)
  async exchange(@Headers(EXCHANGE_HEADER) proof: string | undefined, @ZodBody(ExchangeSession) body: z.infer<typeof ExchangeSession>): Promise<z.infer<typeof ExchangedSession>> {
    return this.tokens.exchange(proof ?? '', body.session);
  }
}
