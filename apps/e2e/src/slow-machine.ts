import type { BrowserContext } from 'playwright-core';

/** Makes every page of the context run `times` as slowly, scripts and drawing: what a page does before it shows what it knows is seen then. */
export function slowMachine(context: BrowserContext, times: number): void {
  context.on('page', (page) => {
    const throttled = context.newCDPSession(page).then((session) => session.send('Emulation.setCPUThrottlingRate', { rate: times }));
    throttled.catch((fault: unknown) => {
      if (!page.isClosed()) throw fault;
    });
  });
}
