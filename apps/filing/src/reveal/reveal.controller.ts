import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { RevealAnswer, RevealRequest } from '@beian/contracts/filing/reveals';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { RevealService } from './reveal.service.ts';

/** Ids stand in the contexts of sealed values, so they have one spelling. */
const OneId = Id.toLowerCase();

@Controller('applications/:id/reveals')
@Roles('reviewer', 'inspector', 'supervisor')
export class RevealController {
  constructor(@Inject(RevealService) private readonly reveals: RevealService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  @Answers(RevealAnswer)
  reveal(@Caller() caller: Principal, @ZodParam('id', OneId) id: string, @ZodBody(RevealRequest) request: RevealRequest): Promise<RevealAnswer> {
    return this.reveals.reveal(caller, id, request);
  }
}
