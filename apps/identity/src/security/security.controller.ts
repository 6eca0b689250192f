import { ChangeMobile, ChangePassword, ResetPassword, VerifyEmail } from '@beian/contracts/identity/security';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public, SignedIn } from '@beian/kit/auth/principal.guard';
import { ZodBody } from '@beian/kit/http/parse';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ClientOrigin, type Origin } from '../session/client-address.ts';
import { ContactService } from './contact.service.ts';
import { PasswordService } from './password.service.ts';

/** 账号与安全: what only the owner of an account changes. */
@Controller()
export class SecurityController {
  constructor(
    @Inject(PasswordService) private readonly passwords: PasswordService,
    @Inject(ContactService) private readonly contacts: ContactService,
  ) {}

  @Post('password-resets')
  @Public()
  @HttpCode(204)
  async reset(@ZodBody(ResetPassword) form: ResetPassword, @ClientOrigin() origin: Origin): Promise<void> {
    await this.passwords.reset(form, origin);
  }

  @Post('account/password')
  @SignedIn()
  @HttpCode(204)
  async change(@Caller() caller: Principal, @ZodBody(ChangePassword) form: ChangePassword, @ClientOrigin() origin: Origin): Promise<void> {
    await this.passwords.change(caller, form, origin);
  }

  @Post('account/mobile')
  @SignedIn()
  @HttpCode(204)
  async mobile(@Caller() caller: Principal, @ZodBody(ChangeMobile) form: ChangeMobile, @ClientOrigin() origin: Origin): Promise<void> {
    await this.contacts.changeMobile(caller, form, origin);
  }

  @Post('account/email')
  @SignedIn()
  @HttpCode(204)
  async email(@Caller() caller: Principal, @ZodBody(VerifyEmail) form: VerifyEmail, @ClientOrigin() origin: Origin): Promise<void> {
    await this.contacts.verifyEmail(caller, form, origin);
  }
}
