import { eventually } from '@beian/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { fillIn, heading } from './form-page.ts';

/** Finds a case on the desk by its name, as an officer does (REV-19). */
export async function findOnDesk(page: Page, queue: string, siteName: string): Promise<Locator> {
  await page.goto('/desk');
  await heading(page, '审核工作台');
  await page.getByRole('tab', { name: queue, exact: true }).click();
  await page.getByRole('searchbox', { name: '按名称、域名或申请编号查找' }).fill(siteName);
  const answered = page.waitForResponse((response) => response.url().includes('/api/filing/desk?') && new URL(response.url()).searchParams.get('q') === siteName);
  await page.keyboard.press('Enter');
  await answered;
  return page.getByRole('link', { name: siteName, exact: true });
}

/** Presses the second before the page has drawn what the first one changed, as happens on a busy machine. */
export async function pressBoth(first: Locator, second: Locator): Promise<void> {
  await first.evaluate(async (one, other) => {
    one.click();
    // What was begun goes on; nothing is drawn until this has ended.
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    other?.click();
  }, await second.elementHandle());
}

/** A part of the case's material or its side, by its name. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The buttons under 办理 that the officer has now. */
export function action(page: Page, label: string | RegExp): Locator {
  return part(page, '办理').getByRole('button', { name: label, exact: true });
}

/** Marks a field as wrong, so that the return names it (REV-12). */
export async function markWrong(page: Page, section: string, field: string): Promise<void> {
  await valueOf(part(page, section), field).getByRole('button', { name: '有误', exact: true }).click();
}

/** The value that stands beside a term, in a section or in one list of facts. */
export function valueOf(section: Locator, term: string): Locator {
  return section.locator('xpath=descendant-or-self::dl/div').filter({ has: section.page().getByText(term, { exact: true }) }).locator('dd');
}

/** 【查看】 behind a masked value or picture, with the reason that is offered first; what was opened stays for a minute. */
export async function reveal(section: Locator, what: string): Promise<void> {
  const behind = section.getByRole('button', { name: `查看${what}`, exact: true });
  await behind.click();
  const dialog = section.page().getByRole('dialog', { name: '查看完整信息' });
  await dialog.getByRole('button', { name: /^查\s?看$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await behind.waitFor({ state: 'detached' });
}

/** 【退回】 with a reason for each marked field, by what the dialog calls it. */
export async function returnWith(page: Page, reasons: Readonly<Record<string, string>>, title = '退回申请'): Promise<void> {
  await action(page, /^退回/).click();
  const dialog = page.getByRole('dialog', { name: title });
  await fillIn(dialog, reasons);
  await dialog.getByRole('button', { name: '退 回' }).or(dialog.getByRole('button', { name: '退回', exact: true })).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** 鄂公网安备 of Wuchang district, category 02. */
const NUMBER = /鄂公网安备 42010602\d{6}号/;

/** 【初审通过】 of a site that is not interactive: the number is issued at once (S1), and shown. */
export async function pass(page: Page): Promise<string> {
  await action(page, '初审通过').click();
  const dialog = page.getByRole('dialog', { name: /^初审通过/ });
  await dialog.getByRole('button', { name: '初审通过' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return part(page, '案件状态').getByText(NUMBER).innerText();
}

/** How many pictures are shown, and which of them did not arrive. */
export async function pictures(section: Locator): Promise<{ readonly shown: number; readonly broken: string[] }> {
  const images = section.locator('.stored-picture img');
  await images.first().waitFor();
  await eventually('all pictures have come or failed', () => section.page().evaluate<boolean>('[...document.images].every((image) => image.complete)'));
  const found = await images.evaluateAll((all) => all.map((one) => ({ alt: String(one.getAttribute('alt')), width: Number(Reflect.get(one, 'naturalWidth')) })));
  return { shown: found.length, broken: found.filter(({ width }) => width === 0).map(({ alt }) => alt) };
}

/** Opens a shown picture large, as officers do who cannot read it. */
export async function enlarge(section: Locator, label: string): Promise<Locator> {
  await section.getByRole('button', { name: label, exact: true }).click();
  const large = section.page().getByRole('dialog', { name: label });
  await large.getByRole('toolbar', { name: '图片操作' }).waitFor();
  return large;
}

/** How wide and high the enlarged picture is seen, waited for until it is so. */
export async function seenAs(large: Locator, what: string, is: (seen: { readonly width: number; readonly height: number }) => boolean): Promise<{ readonly width: number; readonly height: number }> {
  return eventually(what, async () => {
    const seen = await large.locator('img').boundingBox();
    return seen !== null && is(seen) ? seen : undefined;
  });
}
