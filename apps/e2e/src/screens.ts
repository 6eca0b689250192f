import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@beian/testing/eventually';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser.ts';
import { picturesAreTaken, screensFolder } from './config.ts';

/** Parts that move or tell the time of day by themselves would make pictures differ without reason. */
const STILL = { animations: 'disabled', caret: 'hide' } as const;

const REDRAW_MS = 3_000;

/** A page at both widths: neither may need sideways scrolling; and pictures of it, for people to look at, if they are wanted. */
export async function shoot(page: Page, name: string): Promise<void> {
  const own = page.viewportSize() ?? DESKTOP;
  for (const size of [own, own.width === PHONE.width ? DESKTOP : PHONE]) {
    await page.setViewportSize(size);
    await settled(page);
    await expectNoSidewaysScroll(page, name);
    if (picturesAreTaken()) await picture(page, `${name}-${size.width}`);
  }
  await page.setViewportSize(own);
}

/** One picture as the page is now, whole: in a window as high as the page, as headers and buttons hold to the window. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screensFolder(), { recursive: true });
  const own = page.viewportSize() ?? DESKTOP;
  // Whatever the last click was on would be shown with the pointer over it.
  await page.mouse.move(0, 0);
  // A dialog holds to the window too, and covers it.
  const dialog = await page.getByRole('dialog').first().isVisible();
  const height = dialog ? own.height : Math.max(own.height, await page.evaluate<number>('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width: own.width, height });
  await page.screenshot({ ...STILL, path: join(screensFolder(), `${name}.png`) });
  await page.setViewportSize(own);
}

/**
 * A page that is wider than the screen has to be pushed to and fro; on a phone that is nearly unusable. A window that has
 * just become narrow is given the moment in which the page finds out.
 */
export async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const widths = (): Promise<{ content: number; screen: number; beyond: string[] }> => page.evaluate(WIDTHS);
  const fits = eventually(`${name} fits`, async () => (await widths().then(({ content, screen }) => content <= screen)), REDRAW_MS);
  const { content, screen, beyond } = await fits.then(widths, widths);
  expect({ name, screen, content, beyond: content > screen ? beyond : [] }).toEqual({ name, screen, content: Math.min(content, screen), beyond: [] });
}

/** Nothing is loading any more, and every picture that the page shows has arrived. */
async function settled(page: Page): Promise<void> {
  // Asked from outside: the portal's content policy forbids what a waiting script inside would need.
  await eventually(`${page.url()} is loaded`, () => page.evaluate<boolean>(SETTLED));
}

// As text, since these run in the page: types of a browser would be wrong for all of the code around them.
const WIDTHS = `({
  content: document.documentElement.scrollWidth,
  screen: window.innerWidth,
  beyond: [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3).map((one) => one.tagName + '.' + one.className),
})`;
const SETTLED = `document.querySelector('[aria-label="正在加载"], .ant-spin-spinning') === null
  && [...document.images].every((image) => image.complete) && document.fonts.status === 'loaded'`;
