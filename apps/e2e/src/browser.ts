import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext } from 'playwright-core';
import { browserUnderTest } from './config.ts';

/** The sizes every screen is looked at in. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A real Chromium from an npm package; the test command has unpacked it and given it a Chinese font. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: browserUnderTest(), args: chromium.args, headless: true });
}

/** One person's browser: own cookies, Chinese, with the clipboard open to the page. */
export async function personAt(browser: Browser, origin: string, viewport = DESKTOP): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return context;
}
