import { Controller, Inject, Post } from '@nestjs/common';
import { ApplicationSummary, SubmitApplication } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody } from '@beian/kit/http/parse';
import { SubmissionService } from './submission.service.ts';

@Controller('applications')
export class SubmissionController {
  constructor(@Inject(SubmissionService) private readonly submissions: SubmissionService) {}

  @Post()
  @Roles('applicant')
  @Answers(ApplicationSummary, 201)
  submit(@Caller() caller: Principal, @ZodBody(SubmitApplication) body: SubmitApplication): Promise<ApplicationSummary> {
    return this.submissions.submit(caller, body);
  }
}
