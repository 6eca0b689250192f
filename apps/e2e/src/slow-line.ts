import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';

/** Holds back every request for data by up to `most` ms, each by another time: what a page does before it knows enough shows then. */
export async function slowLine(context: BrowserContext, most: number): Promise<void> {
  await context.route('**/api/**', async (route) => {
    await delay(randomInt(most));
    try {
      await route.continue();
    } catch (fault) {
      // Whoever has left the page meanwhile no longer asks.
      if (route.request().failure() === null && !(fault instanceof Error && fault.message.includes('has been closed'))) throw fault;
    }
  });
}
