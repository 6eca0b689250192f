import type { z } from 'zod';
import { CaptchaChallenge } from '@beian/contracts/identity/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { CaptchaService } from './captcha.service.ts';

@Controller('captcha')
export class CaptchaController {
  constructor(@Inject(CaptchaService) private readonly captcha: CaptchaService) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(CaptchaChallenge)
  async challenge(): Promise<z.infer<typeof CaptchaChallenge>> {
    return this.captcha.challenge();
  }
}
