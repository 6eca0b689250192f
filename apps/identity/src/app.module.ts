import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller.ts';
import { AccountQueries } from './account/account.queries.ts';
import { AccountService } from './account/account.service.ts';
import { AdminModule } from './admin/admin.module.ts';
import { ReferenceController } from './bureau/reference.controller.ts';
import { ReferenceQueries } from './bureau/reference.queries.ts';
import { CaptchaController } from './captcha/captcha.controller.ts';
import { CaptchaService } from './captcha/captcha.service.ts';
import { SeedService } from './seed/seed.service.ts';
import { SessionController } from './session/session.controller.ts';
import { SessionService } from './session/session.service.ts';
import { SessionSweeper } from './session/session-sweeper.service.ts';
import { TokenController } from './token/token.controller.ts';
import { TokenService } from './token/token.service.ts';

@Module({
  imports: [AdminModule],
  controllers: [AccountController, CaptchaController, ReferenceController, SessionController, TokenController],
  providers: [AccountQueries, AccountService, CaptchaService, ReferenceQueries, SeedService, SessionService, SessionSweeper, TokenService],
})
export class IdentityModule {}
