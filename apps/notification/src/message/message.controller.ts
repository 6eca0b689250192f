import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { MessagePage } from '@beian/contracts/notification/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { z } from 'zod';
import { MessageQueries } from './message.queries.ts';
import { MessageService } from './message.service.ts';

const MessageId = Id.toLowerCase();
const PageQuery = z.strictObject({ after: MessageId.optional(), limit: z.coerce.number<string>().int().min(1).max(100).default(50) });
const Unread = MessagePage.pick({ unread: true });

/** 系统通知, for everybody who is signed in. */
@Controller('messages')
@SignedIn()
export class MessageController {
  constructor(
    @Inject(MessageQueries) private readonly queries: MessageQueries,
    @Inject(MessageService) private readonly messages: MessageService,
  ) {}

  @Get()
  @Answers(MessagePage)
  page(@Caller() caller: Principal, @ZodQuery(PageQuery) { after, limit }: z.infer<typeof PageQuery>): Promise<MessagePage> {
    return this.queries.page(caller, after, limit);
  }

  @Get('unread')
  @Answers(Unread)
  unread(@Caller() caller: Principal): Promise<z.infer<typeof Unread>> {
    return this.queries.unread(caller);
  }

  @Post(':id/read')
  @HttpCode(204)
  read(@Caller() caller: Principal, @ZodParam('id', MessageId) id: string): Promise<void> {
    return this.messages.read(caller, id);
  }
}
