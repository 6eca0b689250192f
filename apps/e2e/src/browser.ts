import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext } from 'playwright-core';
import { environmentWith } from './config.ts';

/** The sizes every screen is looked at in. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const FONTS = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

/** A font configuration with one Chinese family, as the machine itself may have none. */
function fontConfiguration(): string {
  const folder = join(tmpdir(), 'beian-e2e-fonts');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const weights = ['400Regular', '500Medium', '700Bold'].map((weight) => `<dir>${join(FONTS, weight)}</dir>`).join('');
  const family = ['sans-serif', 'system-ui', 'monospace', 'serif'].map((name) => `<alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`).join('');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${weights}<cachedir>${join(folder, 'cache')}</cachedir>${family}</fontconfig>`);
  return file;
}

/** A real Chromium from an npm package, with Chinese text. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
    env: environmentWith('FONTCONFIG_FILE', fontConfiguration()),
  });
}

/** One person's browser: own cookies, Chinese, with the clipboard open to the page. */
export async function personAt(browser: Browser, origin: string, viewport = DESKTOP): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return context;
}
