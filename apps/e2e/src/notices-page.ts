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

/** What has come to a number or mailbox so far; looked at in a tab of its own, so that the form stays as it is. */
export async function sandboxIds(page: Page, list: '短信' | '邮件', to: string): Promise<string[]> {
  const tab = await page.context().newPage();
  try {
    await tab.goto('/sandbox/sms');
    await tab.locator('.sms-list, .plain-note').first().waitFor();
    return await tab.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: `发往 ${to}` }).evaluateAll((items) => items.map((item) => item.id));
  } finally {
    await tab.close();
  }
}

/** The text that has come since. */
export async function newInSandbox(page: Page, list: '短信' | '邮件', to: string, known: readonly string[]): Promise<string> {
  const tab = await page.context().newPage();
  try {
    await tab.goto('/sandbox/sms');
    return await eventually(`${list} to its recipient`, async () => {
      const found = await tab.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: `发往 ${to}` }).evaluateAll((items) => items.map((item) => ({ id: item.id, text: item.textContent ?? '' })));
      return found.find(({ id }) => !known.includes(id))?.text;
    }, NOTICE_MS);
  } finally {
    await tab.close();
  }
}
