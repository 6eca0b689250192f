import { OpenSession, SessionView } from '@beian/contracts/identity/api';
import { SecondFactorDue, type LoginAnswer } from '@beian/contracts/identity/second-factor';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import { Controller, Delete, Get, Header, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { IdentityEnvironment } from '../config.ts';
import { ClientOrigin, type Origin } from './client-address.ts';
import { sessionCookie } from './session-cookie.ts';
import { SessionService } from './session.service.ts';

interface Answer {
  status(code: number): unknown;
  setHeader(name: string, value: string): unknown;
}

@Controller('sessions')
export class SessionController {
  constructor(
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  @Post()
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(SessionView, 201)
  @Answers(SecondFactorDue, 202, 'The password was right; a second factor is asked for')
  async open(@ZodBody(OpenSession) form: OpenSession, @ClientOrigin() origin: Origin, @Caller() caller: Principal, @Res({ passthrough: true }) answer: Answer): Promise<LoginAnswer> {
    const opened = await this.sessions.open(form, origin, caller);
    if ('due' in opened) {
      answer.status(202);
      return opened.due;
    }
    const { view, token } = opened;
    answer.setHeader('set-cookie', sessionCookie(token, this.environment.GATEWAY_ORIGIN));
    return view;
  }

  @Get('current')
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Answers(SessionView)
  async current(@Caller() caller: Principal): Promise<SessionView> {
    return this.sessions.view(caller);
  }

  @Delete('current')
  @SignedIn()
  @HttpCode(204)
  async close(@Caller() caller: Principal, @Res({ passthrough: true }) answer: Answer): Promise<void> {
    await this.sessions.close(caller);
    answer.setHeader('set-cookie', sessionCookie('', this.environment.GATEWAY_ORIGIN));
  }
}
