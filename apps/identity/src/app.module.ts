import { sweeping } from '@beian/kit/retention/sweeping';
import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller.ts';
import { AccountQueries } from './account/account.queries.ts';
import { AccountService } from './account/account.service.ts';
import { AdminModule } from './admin/admin.module.ts';
import { ReferenceController } from './bureau/reference.controller.ts';
import { ReferenceQueries } from './bureau/reference.queries.ts';
import { CaptchaController } from './captcha/captcha.controller.ts';
import { CaptchaService } from './captcha/captcha.service.ts';
import { CodeController } from './code/code.controller.ts';
import { CodeService } from './code/code.service.ts';
import { ErasureController } from './erasure/erasure.controller.ts';
import { ErasureQueries } from './erasure/erasure.queries.ts';
import { ErasureService } from './erasure/erasure.service.ts';
import { HoldingsConsumer } from './erasure/holdings.consumer.ts';
import { ContactService } from './security/contact.service.ts';
import { PasswordCheck } from './security/password-check.service.ts';
import { PasswordService } from './security/password.service.ts';
import { SecurityController } from './security/security.controller.ts';
import { CodeRetentionSweeper } from './retention/code-retention.sweeper.ts';
import { SecondFactorController } from './second-factor/second-factor.controller.ts';
import { SecondFactorService } from './second-factor/second-factor.service.ts';
import { SeedService } from './seed/seed.service.ts';
import { OwnSessionsController } from './session/own-sessions.controller.ts';
import { OwnSessionsService } from './session/own-sessions.service.ts';
import { SessionController } from './session/session.controller.ts';
import { SessionService } from './session/session.service.ts';
import { SessionSweeper } from './session/session-sweeper.service.ts';
import { Providers } from './sso/providers.service.ts';
import { SignOnController } from './sso/sign-on.controller.ts';
import { SignOnLogoutService } from './sso/sign-on-logout.ts';
import { SignOnQueries } from './sso/sign-on.queries.ts';
import { SignOnService } from './sso/sign-on.service.ts';
import { SsoController } from './sso/sso.controller.ts';
import { SsoService } from './sso/sso.service.ts';
import { TokenController } from './token/token.controller.ts';
import { TokenService } from './token/token.service.ts';

@Module({
  imports: [AdminModule],
  controllers: [
    // Before the own sessions: routes are taken in this order, and "current" is no session's id.
    SessionController,
    AccountController, CaptchaController, CodeController, OwnSessionsController, ReferenceController, SecondFactorController, SecurityController, SignOnController,
    SsoController, TokenController, ErasureController, HoldingsConsumer,
  ],
  providers: [
    AccountQueries, AccountService, CaptchaService, ...sweeping(CodeRetentionSweeper), CodeService, ContactService, ErasureQueries, ErasureService, OwnSessionsService, PasswordCheck, PasswordService, Providers, ReferenceQueries,
    SecondFactorService, SeedService, SessionService, SessionSweeper, SignOnLogoutService, SignOnQueries, SignOnService, SsoService, TokenService,
  ],
})
export class IdentityModule {}
