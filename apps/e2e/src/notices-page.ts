import type { Page } from 'playwright-core';
import { eventually } from '@beian/testing/eventually';
import { heading } from './form-page.ts';

/** Notices come by way of Kafka: a moment later. */
const NOTICE_MS = 60_000;

/** 系统通知 with a title and a text about this site; opens the page anew until it has come. */
export async function systemMessage(page: Page, title: string, about: string): Promise<string> {
  return eventually(`系统通知 ${title}`, async () => {
    await page.goto('/messages');
    await heading(page, '系统通知');
    const message = page.locator('.message-list > li').filter({ has: page.getByRole('heading', { name: title }) }).filter({ hasText: about });
    await page.locator('.message-list, .empty').first().waitFor();
    return (await message.count()) === 0 ? undefined : (await message.first().innerText());
  }, NOTICE_MS);
}

/** An SMS to this mobile that says so; the page renews itself. */
export async function sms(page: Page, mobile: string, text: string): Promise<string> {
  await page.goto('/sandbox/sms');
  const message = page.getByRole('list', { name: '短信' }).getByRole('listitem').filter({ hasText: `发往 ${mobile}` }).filter({ hasText: text });
  await message.first().waitFor({ timeout: NOTICE_MS });
  return message.first().innerText();
}
