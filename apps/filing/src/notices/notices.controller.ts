import { Controller, Get } from '@nestjs/common';
import { NoticeView } from '@beian/contracts/filing/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { Answers } from '@beian/kit/http/parse';
import { CURRENT_NOTICE } from './notices.ts';

@Controller('notices')
@Public()
export class NoticesController {
  @Get('current')
  @Answers(NoticeView)
  current(): NoticeView {
    return CURRENT_NOTICE;
  }
}
