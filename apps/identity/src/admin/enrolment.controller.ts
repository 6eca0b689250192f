import type { z } from 'zod';
import { Enrol, Enrolled } from '@beian/contracts/identity/administration';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { EnrolmentService } from './enrolment.service.ts';

/** A new officer sets the password with the code that the administrator has handed over. */
@Controller('enrolments')
export class EnrolmentController {
  constructor(@Inject(EnrolmentService) private readonly enrolments: EnrolmentService) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Answers(Enrolled)
  use(@ZodBody(Enrol) form: Enrol): Promise<z.infer<typeof Enrolled>> {
    return this.enrolments.use(form);
  }
}
