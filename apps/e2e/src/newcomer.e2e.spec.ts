import { describe, expect } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import { maskCertificateNumber, maskName } from '@beian/rules/persons/masks';
import { action, findOnDesk, markWrong, part, pass, pictures, returnWith, reveal, valueOf } from './case-page.ts';
import { fillInRegistration, logIn, openMenu, register } from './entry-page.ts';
import { faultAt, fillIn, group, heading, saidAt, told, typedIn } from './form-page.ts';
import { holdBack } from './held-back.ts';
import { sms, systemMessage } from './notices-page.ts';
import { aNewcomer, aPerson, officer } from './people.ts';
import { largePhotograph, photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { fillInIndividual, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, atStep, beginWebsite, changeable, fillInAccess, fillInPersons, fillInSite, next, resubmit, saveDraft } from './wizard-page.ts';

const REASON = '名称与网站内容不符，请更正';

describe('a newcomer files a website', () => {
  const story = new Story('newcomer');
  const who = aNewcomer();
  const corrected = `${who.siteName}录`;
  const emergency = aPerson();
  const reviewer = officer('wuchang_reviewer_1');
  let application = '';
  let applicationNumber = '';
  let filingNumber = '';

  story.chapter('ACC-09 ACC-14 registers and logs in, with a captcha that the page solves itself', async () => {
    const page = await story.page('newcomer');
    await page.goto('/');
    await shoot(page, '01-landing');
    await fillInRegistration(page, who);
    await shoot(page, '02-register');
    await register(page);
    await shoot(page, '03-login');
    await logIn(page, who);
  });

  story.chapter('HOM-01 the page after the login is 系统首页', async () => {
    const page = await story.page('newcomer');
    await heading(page, '系统首页');
    expect(new URL(page.url()).pathname).toBe('/home');
  });

  story.chapter('TV-45 home opens a dialog while there is no subject', async () => {
    const page = await story.page('newcomer');
    await page.getByRole('dialog').getByText('您当前还无有效主体，请先申请主体', { exact: true }).waitFor();
    await shoot(page, '04-home-no-subject');
  });

  story.chapter('OPN-09 the dialog can be closed, and comes again where a filing is begun and with home', async () => {
    const page = await story.page('newcomer');
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await openMenu(page, '新办网站申请');
    await heading(page, '新办网站申请');
    await dialog.getByText('您当前还无有效主体，请先申请主体').waitFor();
    await page.keyboard.press('Escape');
    await heading(page, '系统首页');
    await dialog.getByText('您当前还无有效主体，请先申请主体').waitFor();
  });

  story.chapter('HOM-04 【申请主体】 leads to 新增主体', async () => {
    const page = await story.page('newcomer');
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
    await heading(page, '新增主体');
  });

  story.chapter('OPN-08 leaves the subject half done, and comes back to it by 我的草稿 or the dialog', async () => {
    const before = await story.page('newcomer');
    await before.getByRole('radio', { name: '个人' }).check();
    await fillIn(group(before, '负责人信息'), { 姓名: who.name, 常住地: '武昌区中南路' });
    await saveDraft(before);
    await story.close('newcomer');

    const page = await story.page('newcomer');
    // Whoever presses at once, before the page knows of any draft, is led to it all the same.
    const drafts = await holdBack(page, '**/api/filing/drafts');
    await logIn(page, who);
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
    drafts.letGo();
    await heading(page, '新增主体');
    const person = group(page, '负责人信息');
    expect([await person.getByLabel('姓名', { exact: true }).inputValue(), await person.getByLabel('常住地', { exact: true }).inputValue()]).toEqual([who.name, '武昌区中南路']);
    await openMenu(page, '我的草稿');
    await page.getByRole('row').filter({ hasText: '新增主体' }).getByRole('link', { name: '继续填写' }).click();
    await heading(page, '新增主体');
    expect(await group(page, '负责人信息').getByLabel('姓名', { exact: true }).inputValue()).toBe(who.name);
  });

  story.chapter('SUB-31 SUB-32 records an individual subject with a picture that is too large until the page shrinks it', async () => {
    const page = await story.page('newcomer');
    const card = await largePhotograph(await story.opened(), '居民身份证', [who.name, '湖北省武汉市武昌区']);
    expect(card.buffer.length).toBeGreaterThan(512 * 1024);
    await fillInIndividual(page, who, card);
    await told(page, /已自动压缩到/);
    await shoot(page, '05-new-subject');
    await submitSubject(page);
  });

  story.chapter('SUB-33 is told that the subject is not reviewed alone, and what has to follow', async () => {
    const page = await story.page('newcomer');
    await told(page, '公安机关不会单独进行主体审核，您还需要提交至少一项业务（网站、APP、服务商、小程序、应用市场等），主体与业务一并审核。');
    await shoot(page, '06-subject-submitted');
  });

  story.chapter('HOM-32 finds it under 我的主体', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '我的主体');
    await page.getByRole('cell', { name: '已提交' }).waitFor();
    await shoot(page, '07-subjects');
    await page.getByRole('link', { name: '查看', exact: true }).click();
    await page.getByRole('heading', { name: '负责人' }).waitFor();
    await shoot(page, '08-subject');
  });

  story.chapter('WEB-03 sees the subject in step 1 of the website wizard', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '新办网站申请');
    await heading(page, '新办网站申请');
    await shoot(page, '09-website-start');
    await beginWebsite(page);
    const person = page.getByLabel('负责人', { exact: true });
    expect(await valueOf(person, '姓名').innerText()).toBe(who.name);
    expect(await valueOf(person, '证件号码').innerText()).toBe(who.idNumber);
    await shoot(page, '10-wizard-subject');
  });

  story.chapter('HOM-54 can change nothing of it there', async () => {
    expect(await changeable(await story.page('newcomer')).count()).toBe(0);
  });

  story.chapter('TV-46 goes on by 下一步 though the subject is only submitted', async () => {
    const page = await story.page('newcomer');
    const subjects = (await (await page.request.get('/api/subject/subjects')).json()) as { state: string }[];
    expect(subjects.map(({ state }) => state)).toEqual(['submitted']);
    await next(page);
    await atStep(page, '网站基本信息');
  });

  story.chapter('NAM-02 sees at the field what is wrong with the name of the site', async () => {
    const page = await story.page('newcomer');
    await fillInSite(page, who, { serviceType: '博客/个人空间', siteName: '珞珈读书有限公司' });
    await fillInAccess(page, '47.92.300.1');
    await next(page);
    expect(await faultAt(page, '网站名称')).toContain('公司');
    expect(await faultAt(page, '起始IP')).toContain('IP');
    await page.getByRole('alert').getByText(/有2处需要更正/).waitFor();
    await shoot(page, '11-wizard-basics-faults');
  });

  story.chapter('HOM-29 saves a draft, closes the browser, and goes on from 我的草稿', async () => {
    const before = await story.page('newcomer');
    await fillIn(before, { 网站名称: who.siteName, 起始IP: '47.92.10.21' });
    const labels = ['网站名称', '域名', '网站开通日期', '网络接入服务商', '域名注册服务商', '起始IP'];
    const typed = await typedIn(before, labels);
    await saveDraft(before);
    await story.close('newcomer');

    const page = await story.page('newcomer');
    await logIn(page, who);
    await openMenu(page, '我的草稿');
    await heading(page, '我的草稿');
    await page.getByRole('link', { name: who.siteName }).waitFor();
    await shoot(page, '12-drafts');
    await page.getByRole('link', { name: '继续填写' }).click();
    await atStep(page, '网站基本信息');
    expect(await typedIn(page, labels)).toEqual(typed);
    expect(await page.getByRole('checkbox', { name: '博客/个人空间', exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: '非交互式', exact: true }).isChecked()).toBe(true);
    await shoot(page, '13-wizard-basics');

    await fillIn(page, { 起始IP: '47.92.10.22' });
    await saveDraft(page);
    await page.reload();
    await atStep(page, '网站基本信息');
    expect(await typedIn(page, labels)).toEqual({ ...typed, 起始IP: '47.92.10.22' });
    expect(await (await page.request.get('/api/filing/drafts')).json()).toHaveLength(1);
  });

  story.chapter('WEB-30 fills in the three persons, reads the notice and submits', async () => {
    const page = await story.page('newcomer');
    await next(page);
    await atStep(page, '网站负责人');
    await fillInPersons(page, who, emergency, await photograph(await story.opened(), '安全责任人身份证', [who.name]));
    await shoot(page, '14-wizard-persons');
    await next(page);
    await atStep(page, '提示说明');
    await shoot(page, '15-wizard-notice');
    applicationNumber = await acceptAndSubmit(page);
    expect(applicationNumber).not.toBe('');
    await page.getByText(reviewer.bureauName).waitFor();
    await shoot(page, '16-submitted');
  });

  story.chapter('HOM-57 finds it in 我的申请 as 新办网站申请', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '我的申请');
    await heading(page, '我的申请');
    const row = page.getByRole('row').filter({ hasText: who.siteName });
    await row.getByRole('cell', { name: '新办网站申请', exact: true }).waitFor();
    expect(await row.innerText()).toContain(applicationNumber);
    expect(await row.innerText()).toContain('等待审核');
    await shoot(page, '17-applications');
    await page.getByRole('link', { name: who.siteName }).click();
    await heading(page, who.siteName);
    application = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await shoot(page, '18-application');
  });

  story.chapter('REV-19 the officer of the right bureau finds the case on the desk, with subject and pictures', async () => {
    const page = await story.page('officer');
    await logIn(page, reviewer);
    await heading(page, '审核工作台');
    await page.getByText(reviewer.bureauName).first().waitFor();
    const entry = await findOnDesk(page, '待受理', who.siteName);
    await entry.waitFor();
    await shoot(page, '19-desk');
    await entry.click();
    await heading(page, who.siteName);
    await part(page, '开办主体').getByText(maskName(who.name)).waitFor();
    expect(await valueOf(part(page, '开办主体'), '证件号码').innerText()).toBe(maskCertificateNumber(who.idNumber));
    expect(await valueOf(part(page, '网站基本信息'), '域名').innerText()).toContain(who.domain);
    await told(page, '个人信息已部分隐藏，受理后可逐项查看');
    expect(await page.locator('.stored-picture img').count()).toBe(0);
    expect(await page.locator('.case-material').getByRole('button', { name: /^查看/ }).count()).toBe(0);
    expect(await page.content()).not.toContain(who.idNumber);
    await shoot(page, '20-case');
  });

  story.chapter('S4 an officer of another bureau sees the case neither on the desk nor by its address', async () => {
    const page = await story.page('stranger');
    await logIn(page, officer('hongshan_reviewer_1'));
    const entry = await findOnDesk(page, '全部待办', who.siteName);
    await told(page, '没有符合条件的申请');
    expect(await entry.count()).toBe(0);
    await page.goto(`/desk/${application}`);
    await told(page, /没有找到|不存在|未找到|找不到/);
    expect(await page.getByText(who.name).count()).toBe(0);
    await shoot(page, '21-case-of-another-bureau');
  });

  story.chapter('REV-12 the officer takes the case and returns it with a reason at a field', async () => {
    const page = await story.page('officer');
    await action(page, '受理').click();
    await part(page, '案件状态').getByText('我', { exact: true }).waitFor();
    await reveal(part(page, '开办主体'), '开办主体 · 负责人 · 证件号码');
    await valueOf(part(page, '开办主体'), '证件号码').getByText(who.idNumber).waitFor();
    await reveal(part(page, '开办主体'), '开办者身份证照片');
    expect(await pictures(part(page, '开办主体'))).toEqual({ shown: 1, broken: [] });
    await reveal(part(page, '网站负责人'), '网站负责人 · 手机号码');
    await valueOf(part(page, '网站负责人'), '手机号码').getByText(who.mobile).waitFor();
    await shoot(page, '20-case-revealed');
    await markWrong(page, '网站基本信息', '网站名称');
    await shoot(page, '22-case-taken');
    await returnWith(page, { 网站名称: REASON });
    await part(page, '案件状态').getByText('退回').first().waitFor();
    expect(await part(page, '审核提示').innerText()).toContain(REASON);
  });

  story.chapter('HOM-58 我的申请 calls it 退回', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '我的申请');
    await heading(page, '我的申请');
    await page.getByRole('row').filter({ hasText: who.siteName }).getByText('退回', { exact: true }).waitFor();
  });

  story.chapter('NTF-24 U8 the newcomer reads the reason in 系统通知, by SMS, and at the field', async () => {
    const page = await story.page('newcomer');
    expect(await systemMessage(page, '申请被退回', who.siteName)).toContain(`网站名称：${REASON}`);
    await shoot(page, '23-messages-returned');
    expect(await sms(await story.page('anybody'), who.mobile, '被退回')).toContain(REASON);
    await page.goto(`/applications/${application}`);
    await told(page, '申请被退回，有1处需要更正');
    await shoot(page, '24-application-returned');
    await page.getByRole('link', { name: '去更正' }).click();
    await heading(page, '更正申请');
    expect(await saidAt(page, '网站名称')).toContain(`退回理由：${REASON}`);
    await shoot(page, '25-correct');
  });

  story.chapter('S1 the newcomer corrects the name and submits again', async () => {
    const page = await story.page('newcomer');
    await fillIn(page, { 网站名称: corrected });
    await next(page);
    await atStep(page, '网站负责人');
    await next(page);
    await told(page, '重新提交前请核对');
    await shoot(page, '26-correct-last-look');
    await resubmit(page, corrected);
    await shoot(page, '27-application-resubmitted');
  });

  story.chapter('S1 S5 the officer takes the case again, passes it, and a number is issued', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '全部待办', corrected)).click();
    await heading(page, corrected);
    await action(page, '受理').click();
    filingNumber = await pass(page);
    await shoot(page, '28-case-passed');
  });

  story.chapter('NTF-11 REV-14 the number comes as system message and as SMS with the brigade’s telephone', async () => {
    const page = await story.page('newcomer');
    expect(await systemMessage(page, '审核通过', corrected)).toContain(filingNumber);
    await shoot(page, '29-messages');
    const anybody = await story.page('anybody');
    const text = await sms(anybody, who.mobile, filingNumber);
    expect(text).toContain(reviewer.brigadePhone);
    await shoot(anybody, '30-sandbox-sms');
  });

  story.chapter('HOM-28 我的网站 shows the number', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '我的网站');
    await page.getByText(filingNumber).waitFor();
    await shoot(page, '31-filings');
  });

  story.chapter('HOM-58 我的网站 and 我的申请 call it 已备案, 我的主体 calls the subject 审核通过', async () => {
    const page = await story.page('newcomer');
    for (const [entry, name, words] of [['我的网站', corrected, '已备案'], ['我的申请', corrected, '已备案'], ['我的主体', maskName(who.name), '审核通过']] as const) {
      await openMenu(page, entry);
      await heading(page, entry);
      await page.getByRole('row').filter({ hasText: name }).getByText(words, { exact: true }).waitFor();
    }
  });

  story.chapter('WEB-03 goes on by 下一步 with the approved subject, too', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await next(page);
    await atStep(page, '网站基本信息');
  });

  story.chapter('OPN-30 anybody looks the number up and sees the site, but not whose number it is', async () => {
    const page = await story.page('anybody');
    await page.goto('/');
    await page.getByLabel('备案编号或域名').fill(filingNumber);
    await page.getByRole('button', { name: '查询' }).click();
    const card = page.getByRole('article', { name: corrected });
    await card.waitFor();
    expect(await valueOf(card, '备案编号').innerText()).toBe(filingNumber);
    expect(await valueOf(card, '网站域名').innerText()).toBe(who.domain);
    const shown = await card.innerText();
    for (const secret of [who.idNumber, who.mobile, who.email, who.name]) expect(shown).not.toContain(secret);
    await shoot(page, '34-lookup');
  });

  story.chapter('U30 the auditor opens the timeline: every step is there, with a valid signature', async () => {
    const page = await story.page('auditor');
    await logIn(page, officer('hubei_auditor_1'));
    await heading(page, '备案审计');
    await page.getByRole('searchbox', { name: '备案编号、名称或备案ID' }).fill(filingNumber);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: corrected }).waitFor();
    await shoot(page, '37-audit');
    await page.getByRole('link', { name: '查看记录' }).click();
    await heading(page, '操作记录');
    const list = page.getByRole('list', { name: '操作记录' });
    const wanted = ['申请：提交', '申请：受理', '申请：退回', '申请：重新提交', '申请：初审通过'];
    const titles = await eventually('every step in the ledger', async () => {
      await page.reload();
      await list.waitFor();
      const found = await list.getByRole('heading').allInnerTexts();
      return wanted.every((one) => found.includes(one)) ? found : undefined;
    }, 60_000);
    expect(await list.getByText('签名有效').count()).toBe(titles.length);
    expect(await list.getByText('签名无效').count()).toBe(0);
    await shoot(page, '38-timeline');
  });
});
