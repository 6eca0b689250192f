import type { Page } from 'playwright-core';
import { told } from './form-page.ts';
import { holdBack } from './held-back.ts';
import type { PictureFile } from './pictures.ts';
import { shoot } from './screens.ts';

/** Submits while the new picture of a field is on its way, which is refused (U6); it arrives afterwards. */
export async function submitTooSoon(page: Page, label: string, file: PictureFile, submit: () => Promise<void>): Promise<void> {
  const arrive = await sendSlowly(page, label, file);
  await submit();
  await told(page, '图片还在上传，请等上传完成后再提交');
  const status = page.getByText('图片正在上传…');
  await status.waitFor();
  await shoot(page, `119-on-its-way-${label}`);
  await arrive();
  await status.waitFor({ state: 'hidden' });
}

/** Chooses a file for a field, and holds it back on its way until told to let it arrive. */
export async function sendSlowly(page: Page, label: string, file: PictureFile): Promise<() => Promise<void>> {
  const { underWay, letGo } = await holdBack(page, '**/api/storage/uploads', 1);
  await page.locator('input[type=file]').and(page.getByLabel(label, { exact: true })).setInputFiles({ ...file });
  await underWay;
  return async () => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/storage/uploads'));
    letGo();
    await answered;
  };
}

/** The address of the picture that a field shows. */
export async function shownAt(page: Page, label: string): Promise<string> {
  return (await page.getByAltText(`${label}预览`, { exact: true }).getAttribute('src')) ?? '';
}

/** Waits until a field shows another picture than that. */
export async function shownInstead(page: Page, label: string, before: string): Promise<void> {
  await page.locator(`img[alt="${label}预览"]:not([src="${before}"])`).waitFor();
}
