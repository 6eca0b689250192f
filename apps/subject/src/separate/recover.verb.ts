import { logger } from '@beian/kit/logging/logger';
import type { VerbContext } from '@beian/kit/service/run';
import { ReviewRuns } from './review-runs.service.ts';

/** `node dist/main.js recover`: every open review has its run when this ends well. */
export async function recover({ app }: VerbContext): Promise<void> {
  const runs = app.get(ReviewRuns, { strict: false });
  const all = { recovered: 0, unknown: 0 };
  for (let page = await runs.sweep(); page.looked > 0; page = await runs.sweep()) {
    all.recovered += page.recovered;
    all.unknown += page.unknown;
  }
  if (all.unknown > 0) throw new Error(`Temporal did not answer for ${all.unknown} open reviews; ${all.recovered} runs were started again`);
  logger().info({ recovered: all.recovered }, 'Every open review has its run');
}
