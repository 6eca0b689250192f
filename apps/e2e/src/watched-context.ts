import type { Browser, BrowserContext, ConsoleMessage } from 'playwright-core';
import { DESKTOP, personAt } from './browser.ts';
import { handicapUnderTest } from './config.ts';
import { slowLine } from './slow-line.ts';
import { slowMachine } from './slow-machine.ts';

/** Chromium's own line for each refused request; what was refused shows on the page or in an assertion. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Everything that a page said went wrong, with its address. */
export type Faults = string[];

/** As text, since it runs in the page, before any script of it. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  window.beianViolation([event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample].join(' ')))`;

/**
 * A person's browser whose scripts are watched: an error nobody sees on the screen is still a fault, and so is anything that
 * the page's content policy has stopped (abuse 32): a screen that needs what is forbidden, or markup that got into one.
 */
export async function watchedContext(browser: Browser, origin: string, who: string, faults: Faults, viewport = DESKTOP): Promise<BrowserContext> {
  const context = await personAt(browser, origin, viewport);
  const { lineMs, times } = handicapUnderTest();
  if (lineMs > 0) await slowLine(context, lineMs);
  if (times > 1) slowMachine(context, times);
  await context.exposeBinding('beianViolation', ({ page }, violation: string) => void faults.push(`${who}: ${page.url()}: content policy: ${violation}`));
  await context.addInitScript(TELL_VIOLATIONS);
  context.on('weberror', (fault) => faults.push(`${who}: ${fault.page()?.url() ?? ''}: ${fault.error().stack ?? fault.error().message}`));
  context.on('console', (message) => {
    if (isFault(message)) faults.push(`${who}: ${message.page()?.url() ?? ''}: ${message.text()} (${message.location().url})`);
  });
  return context;
}

function isFault(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !REFUSED_REQUEST.test(message.text());
}
