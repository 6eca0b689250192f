import { Controller, Get, Inject } from '@nestjs/common';
import { NoticeView } from '@beian/contracts/filing/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam } from '@beian/kit/http/parse';
import { z } from 'zod';
import { noticeVersion, RulesInForceService } from '../rule-versions/rules-in-force.ts';

const Version = z.string().regex(/^[a-z0-9-]{1,20}$/);

@Controller('notices')
@Public()
export class NoticesController {
  constructor(@Inject(RulesInForceService) private readonly rules: RulesInForceService) {}

  @Get('current')
  @Answers(NoticeView)
  async current(): Promise<NoticeView> {
    const { version, content } = await this.rules.get('notice');
    return { version: noticeVersion(version), ...content };
  }

  /** What an application accepted, word for word. */
  @Get(':version')
  @Answers(NoticeView)
  once(@ZodParam('version', Version) version: string): Promise<NoticeView> {
    return this.rules.noticeOf(version);
  }
}
