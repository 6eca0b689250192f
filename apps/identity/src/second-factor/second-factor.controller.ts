import type { z } from 'zod';
import { SessionView } from '@beian/contracts/identity/api';
import { BeginEnrolment, Enrolled, Enrolment, GiveSecondFactor, ResetAnswer, ResetSecondFactor } from '@beian/contracts/identity/second-factor';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import { Controller, Header, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { IdentityEnvironment } from '../config.ts';
import { ClientOrigin, type Origin } from '../session/client-address.ts';
import type { Holder } from '../session/holder.queries.ts';
import { sessionCookie } from '../session/session-cookie.ts';
import { SessionService } from '../session/session.service.ts';
import { SecondFactorService } from './second-factor.service.ts';

interface Answer {
  setHeader(name: string, value: string): unknown;
}

/** The second step of an officer's login. The ticket of the first step says whose; nothing else of the request does. */
@Controller()
export class SecondFactorController {
  constructor(
    @Inject(SecondFactorService) private readonly factors: SecondFactorService,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  @Post('sessions/second-factor')
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(SessionView, 201)
  async prove(@ZodBody(GiveSecondFactor) form: GiveSecondFactor, @ClientOrigin() origin: Origin, @Caller() caller: Principal, @Res({ passthrough: true }) answer: Answer): Promise<SessionView> {
    return this.open(await this.factors.prove(form, origin), origin, caller, answer);
  }

  @Post('second-factor/enrolments')
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(Enrolment, 201)
  async begin(@ZodBody(BeginEnrolment) { ticket }: z.infer<typeof BeginEnrolment>): Promise<Enrolment> {
    return this.factors.beginEnrolment(ticket);
  }

  @Post('second-factor/enrolments/confirm')
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(Enrolled, 201)
  async enrol(@ZodBody(GiveSecondFactor) form: GiveSecondFactor, @ClientOrigin() origin: Origin, @Caller() caller: Principal, @Res({ passthrough: true }) answer: Answer): Promise<Enrolled> {
    const { holder, recoveryCodes } = await this.factors.enrol(form, origin);
    return { session: await this.open(holder, origin, caller, answer), recoveryCodes };
  }

  @Post('officers/:account/second-factor/reset')
  @Roles('administrator')
  @HttpCode(200)
  @Answers(ResetAnswer)
  async reset(@ZodParam('account', Id) account: string, @ZodBody(ResetSecondFactor) { reason }: z.infer<typeof ResetSecondFactor>, @Caller() caller: Principal): Promise<z.infer<typeof ResetAnswer>> {
    await this.factors.reset(caller, account, reason);
    return { account };
  }

  private async open(holder: Holder, origin: Origin, caller: Principal, answer: Answer): Promise<SessionView> {
    const { view, token } = await this.sessions.start(holder, origin, 'totp');
    if (caller.session !== null) await this.sessions.close(caller);
    answer.setHeader('set-cookie', sessionCookie(token, this.environment.GATEWAY_ORIGIN));
    return view;
  }
}
