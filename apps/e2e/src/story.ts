import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESKTOP, openBrowser } from './browser.ts';
import { handicapUnderTest, underTest } from './config.ts';
import { picture } from './screens.ts';
import { watchedContext, type Faults } from './watched-context.ts';

/** A chapter waits for events, mails and workflows of a machine that may be busy, and for pages that are made slow. */
const CHAPTER_MS = 120_000 * handicapUnderTest().times;

/**
 * A user story in chapters that stand on each other. After one that failed the rest fail at once, so that the report
 * names the cause; what every open page showed then is kept as a picture.
 */
export class Story {
  private browser: Browser | undefined;
  private readonly people = new Map<string, { context: BrowserContext; page: Page }>();
  private readonly faults: Faults = [];
  private broken: string | undefined;
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
    beforeAll(async () => {
      this.browser = await openBrowser();
    }, CHAPTER_MS);
    afterAll(async () => {
      await this.browser?.close();
    }, CHAPTER_MS);
  }

  /** A fact of the story. A script error on any page fails it too. */
  chapter(fact: string, tell: () => Promise<void>): void {
    it(fact, async () => {
      if (this.broken !== undefined) throw new Error(`The story had failed at “${this.broken}”`);
      try {
        await tell();
        expect(this.faults).toEqual([]);
      } catch (fault) {
        this.broken = fact;
        await this.keepPictures(fault);
        throw fault;
      }
    }, CHAPTER_MS);
  }

  /** The page of one person, in a browser of their own that is opened at the first need. */
  async page(who: string, viewport = DESKTOP): Promise<Page> {
    const known = this.people.get(who);
    if (known !== undefined) return known.page;
    const context = await watchedContext(await this.opened(), underTest().origin, who, this.faults, viewport);
    const page = await context.newPage();
    this.people.set(who, { context, page });
    return page;
  }

  /** Closes a person's browser: cookies and whatever the page held are gone. */
  async close(who: string): Promise<void> {
    await this.people.get(who)?.context.close();
    this.people.delete(who);
  }

  /** A page that cannot be pictured any more must not hide what went wrong before. */
  private async keepPictures(fault: unknown): Promise<void> {
    const taken = await Promise.allSettled([...this.people].map(([who, { page }]) => picture(page, `failed-${this.name}-${who}`)));
    const lost = taken.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    if (fault instanceof Error && lost.length > 0) fault.message += `\n(no picture: ${lost.join('; ')})`;
    if (fault instanceof Error && this.faults.length > 0) fault.message += `\n(scripts said: ${this.faults.join('; ')})`;
  }

  async opened(): Promise<Browser> {
    this.browser ??= await openBrowser();
    return this.browser;
  }
}
