import { CodeChallenge, RequestCode } from '@beian/contracts/identity/codes';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { ClientAddress } from '../session/client-address.ts';
import { CodeService } from './code.service.ts';

/** Open to everybody for registration and reset; the service asks for a session where the code is for an account. */
@Controller('codes')
export class CodeController {
  constructor(@Inject(CodeService) private readonly codes: CodeService) {}

  @Post()
  @Public()
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  @Answers(CodeChallenge, 202)
  async request(@ZodBody(RequestCode) form: RequestCode, @Caller() caller: Principal, @ClientAddress() address: string): Promise<CodeChallenge> {
    return this.codes.request(form, caller, address);
  }
}
