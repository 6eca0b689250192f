import type { z } from 'zod';
import { AcceptedSignOn, NextAddress, SIGN_ON_HEADER, SignOnLogout, SignOnProvider, SignOnProviderView, StartSignOn } from '@beian/contracts/identity/sign-on';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { logger } from '@beian/kit/logging/logger';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import { Controller, Get, Header, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { IdentityEnvironment } from '../config.ts';
import { ClientOrigin, type Origin } from '../session/client-address.ts';
import { sessionCookie } from '../session/session-cookie.ts';
import { Providers } from './providers.service.ts';
import { signOnCookie } from './sign-on-cookie.ts';
import { SignOnLogoutService } from './sign-on-logout.ts';
import { SignOnService, type Outcome } from './sign-on.service.ts';
import { SignOnEnded } from './sso.errors.ts';
import { SsoService } from './sso.service.ts';

interface Answer {
  status(code: number): Answer;
  setHeader(name: string, value: string | string[]): unknown;
}

/** The portal sends whoever is signed in on to where the work is. */
const ENTRANCE = '/login';

@Controller('sso')
export class SsoController {
  constructor(
    @Inject(SsoService) private readonly sso: SsoService,
    @Inject(SignOnService) private readonly signOns: SignOnService,
    @Inject(SignOnLogoutService) private readonly logouts: SignOnLogoutService,
    @Inject(Providers) private readonly known: Providers,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  @Get('providers')
  @Public()
  @Answers(SignOnProviderView.array())
  providers(): z.infer<typeof SignOnProviderView>[] {
    return this.known.list();
  }

  @Post(':provider/start')
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers(NextAddress)
  async start(@ZodParam('provider', SignOnProvider) provider: SignOnProvider, @ZodBody(StartSignOn) body: StartSignOn, @Caller() caller: Principal, @Res({ passthrough: true }) answer: Answer): Promise<z.infer<typeof NextAddress>> {
    const { location, browser } = await this.sso.start(provider, body, caller);
    answer.setHeader('set-cookie', signOnCookie(browser, this.environment.GATEWAY_ORIGIN));
    return { location };
  }

  /** Where the provider sends the browser: whatever it brings, the answer is a page of the portal (ACC-07, ACC-08). */
  @Get(':provider/callback')
  @Public()
  @Header('cache-control', 'no-store')
  async callback(@Param('provider') provider: string, @Req() request: { readonly url: string }, @Headers(SIGN_ON_HEADER) browser: string | undefined, @Caller() caller: Principal, @ClientOrigin() from: Origin, @Res({ passthrough: true }) answer: Answer): Promise<void> {
    const outcome = await this.outcomeOf(SignOnProvider.safeParse(provider).data, new URL(request.url, 'http://callback').searchParams, browser ?? '', caller, from);
    const { GATEWAY_ORIGIN: origin } = this.environment;
    const cookies = outcome.kind === 'choose' ? [] : [signOnCookie('', origin)];
    if (outcome.kind === 'opened') cookies.push(sessionCookie(outcome.token, origin));
    if (cookies.length > 0) answer.setHeader('set-cookie', cookies);
    answer.status(303).setHeader('location', placeOf(outcome));
  }

  @Post('pending/accept')
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers(AcceptedSignOn)
  async accept(@Headers(SIGN_ON_HEADER) browser: string | undefined, @Caller() caller: Principal, @ClientOrigin() from: Origin, @Res({ passthrough: true }) answer: Answer): Promise<z.infer<typeof AcceptedSignOn>> {
    const { token, back } = await this.signOns.accept(browser ?? '', caller, from);
    answer.setHeader('set-cookie', [signOnCookie('', this.environment.GATEWAY_ORIGIN), sessionCookie(token, this.environment.GATEWAY_ORIGIN)]);
    return { back: back ?? ENTRANCE };
  }

  @Get('logout')
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Answers(SignOnLogout)
  async logout(@Caller() caller: Principal): Promise<z.infer<typeof SignOnLogout>> {
    return { location: await this.logouts.address(caller) };
  }

  private async outcomeOf(provider: SignOnProvider | undefined, query: URLSearchParams, browser: string, caller: Principal, from: Origin): Promise<Outcome | { kind: 'ended'; ending: SignOnEnded['ending'] }> {
    if (provider === undefined) return { kind: 'ended', ending: 'unknown' };
    try {
      return await this.signOns.finish(await this.sso.answer(provider, query, browser), caller, from);
    } catch (error) {
      // A person stands before this: faults are logged, and lead to a page too.
      if (!(error instanceof SignOnEnded)) logger().error({ err: error }, 'A sign-on failed');
      const ending = error instanceof SignOnEnded ? error.ending : 'unavailable';
      if (error instanceof SignOnEnded) await this.signOns.recordEnding(ending, provider, caller);
      return { kind: 'ended', ending };
    }
  }
}

function placeOf(outcome: Outcome | { kind: 'ended'; ending: string }): string {
  if (outcome.kind === 'ended') return `/sign-on/ended?reason=${outcome.ending}`;
  if (outcome.kind === 'choose') return '/sign-on/choose';
  return outcome.back ?? ENTRANCE;
}
