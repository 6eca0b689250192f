import { logger } from '@beian/kit/logging/logger';
import type { VerbContext } from '@beian/kit/service/run';
import { CommandSweeper } from './sweeper.service.ts';

/** `node dist/main.js recover`: every open application has its run when this ends well. */
export async function recover({ app }: VerbContext): Promise<void> {
  const { recovered, unknown } = await app.get(CommandSweeper, { strict: false }).recoverAll();
  if (unknown > 0) throw new Error(`Temporal did not answer for ${unknown} open applications; ${recovered} runs were started again`);
  logger().info({ recovered }, 'Every open application has its run');
}
