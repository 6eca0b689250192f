import { eventually } from '@beian/testing/eventually';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { told, upload } from './form-page.ts';
import { tickApproval } from './kind-page.ts';
import { photograph, type PictureFile } from './pictures.ts';
import { shoot } from './screens.ts';
import type { Story } from './story.ts';
import { next } from './wizard-page.ts';

const UPLOADS = '**/api/storage/uploads';

const UNDER_WAY = '图片还在上传，请等上传完成后再提交';

/** Submits while the new picture of a field is on its way, which is refused (U6); it arrives afterwards. */
export async function submitTooSoon(page: Page, label: string, file: PictureFile, submit: () => Promise<void>): Promise<void> {
  const arrive = await sendSlowly(page, label, file);
  await submit();
  await told(page, UNDER_WAY);
  await page.getByText('图片正在上传…').waitFor();
  await shoot(page, `119-on-its-way-${label}`);
  await arrive();
  await page.getByText('图片正在上传…').waitFor({ state: 'hidden' });
}

/** Chooses a file for a field, and holds it back on its way until told to let it go. */
async function sendSlowly(page: Page, label: string, file: PictureFile): Promise<() => Promise<void>> {
  let arrived = (): void => undefined;
  const underway = new Promise<void>((resolve) => (arrived = resolve));
  let go = (): void => undefined;
  const released = new Promise<void>((resolve) => (go = resolve));
  await page.route(UPLOADS, async (route) => {
    arrived();
    await released;
    await route.continue();
  }, { times: 1 });
  await page.locator('input[type=file]').and(page.getByLabel(label, { exact: true })).setInputFiles({ ...file });
  await underway;
  return async () => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/storage/uploads'));
    go();
    await answered;
  };
}

const shownAt = (page: Page, label: string): Promise<string | null> => page.getByAltText(`${label}预览`, { exact: true }).getAttribute('src');
const otherThan = (page: Page, label: string, before: string | null): Promise<string | undefined> =>
  eventually(`another picture at ${label}`, async () => {
    const now = await shownAt(page, label);
    return now === null || now === before ? undefined : now;
  });

/** A line on which pictures take their time, and a person who does not wait for them. The form has two pictures and one licence at the end. */
export const slowPictures = (story: Story, owner: string) => ({
  lists: () => story.chapter('MIN-15 sends one more picture while another is being replaced, and loses neither', async () => {
    const page = await story.page('owner');
    const browser = await story.opened();
    const first = await shownAt(page, '运行截图1');
    const arrive = await sendSlowly(page, '运行截图1', await photograph(browser, '运行截图', ['首页']));
    await upload(page, '运行截图2', await photograph(browser, '运行截图', ['书架']));
    const second = await shownAt(page, '运行截图2');
    await arrive();
    await otherThan(page, '运行截图1', first);
    expect(await shownAt(page, '运行截图2')).toBe(second);
  }),
  licences: () => story.chapter('MIN-14 a licence on its way comes to its own kind, whatever is ticked meanwhile', async () => {
    const page = await story.page('owner');
    const before = await shownAt(page, '教育许可截图');
    await page.getByRole('checkbox', { name: /^新闻（/ }).uncheck();
    const arrive = await sendSlowly(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [owner, '副本']));
    await tickApproval(page, '新闻');
    await arrive();
    await otherThan(page, '教育许可截图', before);
    await page.getByRole('button', { name: '上传新闻许可截图' }).waitFor();
  }),
  submission: (tick: string) => story.chapter('U6 is not submitted while a picture is still on its way', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '上一步' }).click();
    await submitTooSoon(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [owner, '正本']), async () => {
      await next(page);
      await page.getByRole('checkbox', { name: tick }).check();
      await page.getByRole('button', { name: '提交', exact: true }).click();
    });
    await page.getByRole('heading', { name: '提示说明', exact: true }).waitFor();
  }),
});
