import { describe, expect } from '@jest/globals';
import { PHONE } from './browser.ts';
import { fillInRegistration, logIn, openMenu, register } from './entry-page.ts';
import { faultAt, heading } from './form-page.ts';
import { aNewcomer } from './people.ts';
import { photograph } from './pictures.ts';
import { expectNoSidewaysScroll } from './screens.ts';
import { Story } from './story.ts';
import { fillInIndividual, submitSubject } from './subject-page.ts';
import { atStep, beginWebsite, next, saveDraft } from './wizard-page.ts';

describe('a newcomer with a phone of 390 px', () => {
  const story = new Story('phone');
  const who = aNewcomer();

  story.chapter('U10 registers and logs in without scrolling sideways', async () => {
    const page = await story.page('phone', PHONE);
    await page.goto('/');
    await expectNoSidewaysScroll(page, 'landing');
    await fillInRegistration(page, who);
    await expectNoSidewaysScroll(page, 'register');
    await register(page);
    await expectNoSidewaysScroll(page, 'login');
    await logIn(page, who);
    await heading(page, '系统首页');
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).waitFor();
    await expectNoSidewaysScroll(page, 'home');
  });

  story.chapter('SUB-31 records a subject with a picture', async () => {
    const page = await story.page('phone');
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
    await fillInIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await expectNoSidewaysScroll(page, 'new subject');
    await submitSubject(page);
    await expectNoSidewaysScroll(page, 'subject submitted');
  });

  story.chapter('WEB-02 opens the wizard, which says where it stands and what is missing, and keeps a draft', async () => {
    const page = await story.page('phone');
    await openMenu(page, '新办网站申请');
    await expectNoSidewaysScroll(page, 'website start');
    await beginWebsite(page);
    await expectNoSidewaysScroll(page, 'wizard, subject');
    await next(page);
    await atStep(page, '网站基本信息');
    expect(await page.getByText('第2步，共4步：').innerText()).toContain('网站基本信息');
    await next(page);
    expect(await faultAt(page, '网站名称')).toContain('请填写网站名称');
    await expectNoSidewaysScroll(page, 'wizard, faults');
    await saveDraft(page);
  });

  story.chapter('HOM-50 finds every list by the menu, none of which scrolls sideways', async () => {
    const page = await story.page('phone');
    for (const [entry, title] of [['我的主体', '我的主体'], ['我的网站', '我的网站'], ['我的申请', '我的申请'], ['我的草稿', '我的草稿'], ['系统通知', '系统通知'], ['历史安全评估', '安全评估'], ['系统首页', '系统首页']] as const) {
      await openMenu(page, entry);
      await heading(page, title);
      await expectNoSidewaysScroll(page, entry);
    }
  });
});
