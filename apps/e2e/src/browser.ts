import { chromium as playwright, type Browser, type BrowserContext } from 'playwright-core';
import { browserUnderTest, handicapUnderTest } from './config.ts';

/** The sizes every screen is looked at in. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/**
 * Its package brings a list of switches for cloud functions: one process for everything, which dies with the first window
 * closed, and no same-origin policy. A browser under test keeps its own rules, so only what a machine without a screen
 * needs is set.
 */
const SWITCHES = ['--disable-gpu', '--font-render-hinting=none'];

/** A real Chromium from an npm package; the test command has unpacked it and given it a Chinese font. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: browserUnderTest(), args: SWITCHES.filter((arg) => arg !== '--disable-web-security'), headless: true });
}

/** One person's browser: own cookies, Chinese, with the clipboard open to the page. */
export async function personAt(browser: Browser, origin: string, viewport = DESKTOP): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  context.setDefaultTimeout(20_000 * handicapUnderTest().times);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return context;
}
