import { Controller, Get, Inject } from '@nestjs/common';
import { NoticeView } from '@beian/contracts/filing/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { noticeVersion, RulesInForceService } from '../rule-versions/rules-in-force.ts';

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
}
