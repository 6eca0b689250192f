import type { Browser } from 'playwright-core';

export interface PictureFile {
  readonly name: string;
  readonly mimeType: 'image/jpeg';
  readonly buffer: Buffer;
}

/** A certificate as a scanner gives it: a clean page, well below the limit. */
export async function photograph(browser: Browser, title: string, lines: readonly string[]): Promise<PictureFile> {
  return pictured(browser, title, lines, '');
}

/** The same on the grain that a phone's photograph has: above the limit, so the page must shrink it, which takes a while. */
export async function largePhotograph(browser: Browser, title: string, lines: readonly string[]): Promise<PictureFile> {
  return pictured(browser, title, lines, GRAIN);
}

const GRAIN = '<svg width="1600" height="1000" style="position:absolute;opacity:.55"><filter id="g"><feTurbulence baseFrequency=".8" numOctaves="3"/></filter><rect width="1600" height="1000" filter="url(#g)"/></svg>';

async function pictured(browser: Browser, title: string, lines: readonly string[], behind: string): Promise<PictureFile> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  try {
    const page = await context.newPage();
    await page.setContent(`
      <body style="margin:0;width:1600px;height:1000px;background:#e8eef2;font:48px sans-serif;color:#223">
        ${behind}
        <div style="position:relative;padding:90px"><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</div>
      </body>`);
    const buffer = await page.screenshot({ type: 'jpeg', quality: 92 });
    return { name: `${title}.jpg`, mimeType: 'image/jpeg', buffer };
  } finally {
    await context.close();
  }
}
