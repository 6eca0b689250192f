import { Controller, Get, Header, Inject } from '@nestjs/common';
import { SandboxEmail, SandboxSms } from '@beian/contracts/notification/api';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Public } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { z } from 'zod';
import { SandboxQueries } from './sandbox.queries.ts';

/** A page of the embedded stack shows it; elsewhere it does not exist. */
@Controller('sandbox')
@Public()
export class SandboxController {
  constructor(@Inject(SandboxQueries) private readonly queries: SandboxQueries) {}

  @Get('sms')
  @Header('cache-control', 'no-store')
  @Answers(z.array(SandboxSms))
  list(@Caller() caller: Principal): Promise<SandboxSms[]> {
    return this.queries.list(caller);
  }

  @Get('emails')
  @Header('cache-control', 'no-store')
  @Answers(z.array(SandboxEmail))
  emails(@Caller() caller: Principal): Promise<SandboxEmail[]> {
    return this.queries.emails(caller);
  }
}
