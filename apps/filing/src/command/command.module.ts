import { RunClient } from '@beian/kit/temporal/run-client';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { Module } from '@nestjs/common';
import { CommandController } from './command.controller.ts';
import { CommandService } from './command.service.ts';
import { EndingService } from './ending.service.ts';
import { RecoverService } from './recover.service.ts';
import { CommandSweeper } from './sweeper.service.ts';

/** Commands on applications: received, sent to their runs, and looked after. */
@Module({
  controllers: [CommandController],
  providers: [CommandService, CommandSweeper, EndingService, RecoverService, RunClient, RunKeeper],
  exports: [CommandSweeper],
})
export class CommandModule {}
