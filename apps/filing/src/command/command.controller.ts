import { ACTIONS, type ActionName } from '@beian/contracts/filing/actions';
import { ActOnApplication, CommandView } from '@beian/contracts/filing/api';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { Caller, SignedIn } from '@beian/kit/auth/principal.guard';
import { Answers, ZodBody, ZodParam, ZodQuery } from '@beian/kit/http/parse';
import { parseInput } from '@beian/kit/http/validate';
import { Controller, Get, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { z } from 'zod';
import { CommandService } from './command.service.ts';

/** Ids stand in sealed values' contexts, so they have one spelling. */
const OneId = Id.toLowerCase();
const Action = z.enum(Object.keys(ACTIONS) as [ActionName, ...ActionName[]]);
const Via = z.strictObject({ via: z.enum(['update', 'signal']).default('update') });
const KEY = 'Idempotency-Key';

/** Actions of owners and officers on an application; who may do what is decided under the row lock. */
@Controller()
@SignedIn()
export class CommandController {
  constructor(@Inject(CommandService) private readonly commands: CommandService) {}

  @Post('applications/:id/actions/:action')
  @HttpCode(200)
  @ApiHeader({ name: KEY, required: true, description: 'UUID；同一操作重复提交时保持不变', schema: { type: 'string', format: 'uuid' } })
  @Answers(CommandView)
  @Answers(CommandView, 202, 'by signal: ask GET /commands/:id')
  async act(
    @Caller() caller: Principal,
    @ZodParam('id', OneId) application: string,
    @ZodParam('action', Action) action: ActionName,
    @ZodQuery(Via) { via }: z.infer<typeof Via>,
    @Headers(KEY.toLowerCase()) key: unknown,
    @ZodBody(ActOnApplication) { expectedRevision, payload }: z.infer<typeof ActOnApplication>,
    @Res({ passthrough: true }) response: { status(code: number): unknown },
  ): Promise<CommandView> {
    const { channel, payload: schema } = ACTIONS[action];
    const command = parseInput(OneId, key, KEY);
    const view = await this.commands.act(caller, { command, application, action, via: channel === 'row' ? 'row' : via, expectedRevision, payload: parseInput<unknown>(schema, payload, 'payload') });
    if (view.status === 'pending') response.status(202);
    return view;
  }

  @Get('commands/:id')
  @Answers(CommandView)
  view(@Caller() caller: Principal, @ZodParam('id', OneId) id: string): Promise<CommandView> {
    return this.commands.view(caller, id);
  }
}
