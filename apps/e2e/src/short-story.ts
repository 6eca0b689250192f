import type { Page } from 'playwright-core';
import { openBrowser, personAt } from './browser.ts';
import { action, findOnDesk, pass } from './case-page.ts';
import { underTest } from './config.ts';
import { logIn, openMenu } from './entry-page.ts';
import { enterAsIndividual } from './kind-page.ts';
import { aNewcomer, aPerson, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { picture } from './screens.ts';
import { acceptAndSubmit, atStep, beginWebsite, fillInAccess, fillInPersons, fillInSite, next } from './wizard-page.ts';

/** One site from registration to number, told without looking left or right: for specs that need its traces. */
export async function tellShortStory(): Promise<void> {
  const browser = await openBrowser();
  let page: Page | undefined;
  try {
    const who = aNewcomer();
    const card = await photograph(browser, '居民身份证', [who.name]);
    page = await (await personAt(browser, underTest().origin)).newPage();
    await enterAsIndividual(page, who, card);
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await next(page);
    await atStep(page, '网站基本信息');
    await fillInSite(page, who, { serviceType: '博客/个人空间' });
    await fillInAccess(page, '47.92.10.23');
    await next(page);
    await atStep(page, '网站负责人');
    await fillInPersons(page, who, aPerson(), card);
    await next(page);
    await acceptAndSubmit(page);
    await approve(await (await personAt(browser, underTest().origin)).newPage(), who.siteName);
  } catch (fault) {
    if (page !== undefined) await picture(page, 'failed-short-story');
    throw fault;
  } finally {
    await browser.close();
  }
}

async function approve(page: Page, siteName: string): Promise<void> {
  await logIn(page, officer('wuchang_reviewer_1'));
  await page.getByRole('heading', { level: 1, name: '审核工作台' }).waitFor();
  await (await findOnDesk(page, '待受理', siteName)).click();
  await action(page, '受理').click();
  await pass(page);
}
