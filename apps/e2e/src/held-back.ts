import type { Page } from 'playwright-core';

/** Requests of the page on their way to the platform, held back until they are let go. */
export interface HeldBack {
  /** The first of them has set out. */
  readonly underWay: Promise<void>;
  readonly letGo: () => void;
}

/** Holds back what goes to an address (a glob), or only the first `times` of it. */
export async function holdBack(page: Page, address: string, times?: number): Promise<HeldBack> {
  let setOut = (): void => undefined;
  let letGo = (): void => undefined;
  const underWay = new Promise<void>((resolve) => { setOut = resolve; });
  const released = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route(address, async (route) => {
    setOut();
    await released;
    await route.continue();
  }, times === undefined ? {} : { times });
  return { underWay, letGo };
}
