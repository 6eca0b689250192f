import { describe, expect } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { enterPassword, fillInRegistration, logIn, openMenu, register } from './entry-page.ts';
import { heading, succeeded, told } from './form-page.ts';
import { aNewcomer, aPerson } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { fillInIndividual, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, atStep, beginWebsite, fillInAccess, fillInPersons, fillInSite, next } from './wizard-page.ts';

/** Identity hears of filings by way of Kafka: a moment later. */
const HEARD_MS = 60_000;

/** Opens the account's page anew until its part 注销账号 is so. */
async function erasureShows(page: Page, what: string, so: (part: Locator) => Locator): Promise<void> {
  await eventually(what, async () => {
    await page.goto('/account');
    await heading(page, '账号与安全');
    const part = page.getByRole('region', { name: '注销账号' });
    await part.getByRole('button', { name: '注销账号' }).or(part.getByRole('alert')).first().waitFor();
    return (await so(part).count()) > 0;
  }, HEARD_MS);
}

describe('the owner of an account erases it', () => {
  const story = new Story('erasure');
  const who = aNewcomer();

  story.chapter('registers, with a subject', async () => {
    const page = await story.page('owner');
    await fillInRegistration(page, who);
    await register(page);
    await logIn(page, who);
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
    await fillInIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await submitSubject(page);
  });

  story.chapter('files a website', async () => {
    const page = await story.page('owner');
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await next(page);
    await atStep(page, '网站基本信息');
    await fillInSite(page, who, { serviceType: '博客/个人空间' });
    await fillInAccess(page, '47.92.10.25');
    await next(page);
    await atStep(page, '网站负责人');
    await fillInPersons(page, who, aPerson(), await photograph(await story.opened(), '安全责任人身份证', [who.name]));
    await next(page);
    await acceptAndSubmit(page);
  });

  story.chapter('cannot erase the account: its page names the website and what to do', async () => {
    const page = await story.page('owner');
    await erasureShows(page, 'the website stands against it', (part) => part.getByText(`网站“${who.siteName}”正在办理：请先撤回该申请`));
    expect(await page.getByRole('button', { name: '注销账号' }).count()).toBe(0);
    await shoot(page, '56-erasure-refused');
  });

  story.chapter('withdraws the application, and may go', async () => {
    const page = await story.page('owner');
    await page.goto('/applications');
    await page.getByRole('link', { name: who.siteName }).first().click();
    await page.getByRole('button', { name: '撤回' }).click();
    const dialog = page.getByRole('dialog', { name: '撤回这份申请？' });
    await dialog.getByRole('button', { name: /^撤\s?回$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await erasureShows(page, 'nothing stands against it any more', (part) => part.getByRole('button', { name: '注销账号' }));
  });

  story.chapter('个人信息保护法第四十七条: erases it with the own password, and is signed out', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '注销账号' }).click();
    const dialog = page.getByRole('dialog', { name: '注销账号' });
    await dialog.locator('input[type=password]').fill(who.password);
    await shoot(page, '57-erasure-confirm');
    await dialog.getByRole('button', { name: '确认注销' }).click();
    await dialog.getByText('请确认您已知晓').waitFor();
    await dialog.getByLabel('我已知晓注销账号的后果').check();
    await dialog.getByRole('button', { name: '确认注销' }).click();
    await page.getByRole('link', { name: '用户登录' }).first().waitFor();
    await succeeded(page, page.getByText('账号已注销').first());
    await shoot(page, '58-erased');
    expect((await page.request.get('/api/identity/sessions/current')).status()).toBe(401);
  });

  story.chapter('nobody signs in to it any more', async () => {
    const page = await story.page('owner');
    await enterPassword(page, who);
    await told(page, /用户名或密码/);
  });
});
