import { logger } from '@beian/kit/logging/logger';
import type { VerbContext } from '@beian/kit/service/run';
import { CommandSweeper } from './sweeper.service.ts';

/** `node dist/main.js recover`: every open application has its run when this ends. */
export async function recover({ app }: VerbContext): Promise<void> {
  const recovered = await app.get(CommandSweeper, { strict: false }).recoverAll();
  logger().info({ recovered }, 'Every open application has its run');
}
