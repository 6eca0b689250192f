import { OwnSession } from '@beian/contracts/identity/security';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam } from '@beian/kit/http/parse';
import { Controller, Delete, Get, Header, HttpCode, Inject } from '@nestjs/common';
import { z } from 'zod';
import { OwnSessionsService } from './own-sessions.service.ts';

/** The caller's own sessions. `sessions/current` belongs to the session's controller, which comes first. */
@Controller('sessions')
@SignedIn()
export class OwnSessionsController {
  constructor(@Inject(OwnSessionsService) private readonly sessions: OwnSessionsService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Answers(z.array(OwnSession))
  async list(@Caller() caller: Principal): Promise<OwnSession[]> {
    return this.sessions.list(caller);
  }

  @Delete()
  @HttpCode(204)
  async revokeOthers(@Caller() caller: Principal): Promise<void> {
    await this.sessions.revokeOthers(caller);
  }

  @Delete(':session')
  @HttpCode(204)
  async revoke(@Caller() caller: Principal, @ZodParam('session', Id.toLowerCase()) session: string): Promise<void> {
    await this.sessions.revoke(caller, session);
  }
}
