import { Module } from '@nestjs/common';
import { CommandController } from './command.controller.ts';
import { CommandService } from './command.service.ts';
import { EndingService } from './ending.service.ts';
import { RecoverService } from './recover.service.ts';
import { RunClient } from './run-client.ts';
import { CommandSweeper } from './sweeper.service.ts';

/** Commands on applications: received, sent to their runs, and looked after. */
@Module({
  controllers: [CommandController],
  providers: [CommandService, CommandSweeper, EndingService, RecoverService, RunClient],
  exports: [CommandSweeper],
})
export class CommandModule {}
