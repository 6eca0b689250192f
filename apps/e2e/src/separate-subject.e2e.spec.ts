import { describe, expect } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import { maskCertificateNumber, maskName } from '@beian/rules/persons/masks';
import { action, findOnDesk, markWrong, part, pictures, returnWith, reveal, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { fillIn, group, heading, succeeded, told } from './form-page.ts';
import { enterToApply } from './kind-page.ts';
import { sms, systemMessage } from './notices-page.ts';
import { aNewcomer, aPerson, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { fillInIndividual, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, atStep, beginWebsite, fillInAccess, fillInPersons, fillInSite, next } from './wizard-page.ts';

const REASON = '该手机号码无法联系，请填写本人正在使用的号码';
const WAITING = /等待审核，一般审核时间为21个工作日，审核期限至\d{4}年\d+月\d+日/;

describe('a newcomer of a county that reviews subjects on their own', () => {
  const story = new Story('separate-subject');
  const who = aNewcomer();
  const corrected = aPerson();
  const reviewer = officer('xiangcheng_reviewer_1');

  story.chapter('SUB-34 submits a subject, which waits for a review of 21 working days', async () => {
    const page = await story.page('newcomer');
    await enterToApply(page, who);
    await fillInIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]), '襄城区');
    await submitSubject(page);
    await told(page, WAITING);
    expect(await page.getByText('公安机关不会单独进行主体审核').count()).toBe(0);
    await shoot(page, '90-separate-subject-submitted');
    await openMenu(page, '我的主体');
    await page.getByRole('cell', { name: '等待审核' }).waitFor();
    await page.getByRole('link', { name: '查看', exact: true }).click();
    await told(page, WAITING);
    await shoot(page, '91-separate-subject');
  });

  story.chapter('OPN-04 files a website while the subject waits', async () => {
    const page = await story.page('newcomer');
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await next(page);
    await atStep(page, '网站基本信息');
    await fillInSite(page, who, { serviceType: '博客/个人空间' });
    await fillInAccess(page, '47.92.10.31');
    await next(page);
    await atStep(page, '网站负责人');
    await fillInPersons(page, who, aPerson(), await photograph(await story.opened(), '安全责任人身份证', [who.name]));
    await next(page);
    await acceptAndSubmit(page);
  });

  story.chapter('OPN-04 the officer cannot approve the website before the subject', async () => {
    const page = await story.page('officer');
    await logIn(page, reviewer);
    await (await findOnDesk(page, '待受理', who.siteName)).click();
    await heading(page, who.siteName);
    await action(page, '受理').click();
    await part(page, '审核提示').getByText('等待主体审核：开办主体由公安机关单独审核').waitFor();
    await action(page, '初审通过').click();
    const dialog = page.getByRole('dialog', { name: /^初审通过/ });
    await told(page, '初审通过后，还须等开办主体审核通过，才能完成备案。');
    await dialog.getByRole('button', { name: '初审通过' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await part(page, '案件状态').getByText('初步审核完成').or(page.getByText('初步审核完成')).first().waitFor();
    expect(await action(page, '审核通过').count()).toBe(0);
    await shoot(page, '92-website-waits-for-subject');
  });

  story.chapter('SUB-34 the officer finds the subject under 主体审核, masked, and takes it', async () => {
    const page = await story.page('officer');
    await page.goto('/desk');
    await page.getByRole('tab', { name: '主体审核' }).click();
    await heading(page, '主体审核');
    await shoot(page, '93-subject-reviews');
    await page.getByRole('row').filter({ hasText: maskName(who.name) }).filter({ hasText: '等待审核' }).getByRole('link').last().click();
    await heading(page, maskName(who.name));
    expect(await valueOf(part(page, '开办主体'), '证件号码').innerText()).toBe(maskCertificateNumber(who.idNumber));
    await told(page, '个人信息已部分隐藏，受理后可逐项查看');
    await action(page, '受理').click();
    await part(page, '审核状态').getByText('我', { exact: true }).waitFor();
    await reveal(part(page, '开办主体'), '开办主体 · 负责人 · 证件号码');
    await valueOf(part(page, '开办主体'), '证件号码').getByText(who.idNumber).waitFor();
    await reveal(part(page, '开办主体'), '开办者身份证照片');
    expect(await pictures(part(page, '开办主体'))).toEqual({ shown: 1, broken: [] });
    await shoot(page, '94-subject-review');
  });

  story.chapter('REV-12 and returns it with a reason at a field, which the owner reads by SMS and in the system', async () => {
    const page = await story.page('officer');
    await markWrong(page, '开办主体', '手机号码');
    await returnWith(page, { '开办主体 · 负责人 · 手机号码': REASON }, '退回主体');
    await part(page, '审核状态').getByText('退回').first().waitFor();
    const owner = await story.page('newcomer');
    expect(await systemMessage(owner, '开办主体被退回', REASON)).toContain('手机号码');
    expect(await sms(owner, who.mobile, '您提交的开办主体被退回')).toContain(REASON);
  });

  story.chapter('OPN-04 the owner corrects it on its page, and the next 21 working days begin', async () => {
    const page = await story.page('newcomer');
    await page.goto('/subjects');
    await page.getByRole('link', { name: '更正', exact: true }).click();
    await told(page, REASON);
    await fillIn(group(page, '负责人信息'), { 手机号码: corrected.mobile });
    await page.getByRole('button', { name: '提交审核' }).click();
    await succeeded(page, page.getByText(WAITING));
    await shoot(page, '95-subject-corrected');
  });

  story.chapter('SUB-35 the officer approves it, and the owner learns of it by SMS and in 系统通知', async () => {
    const page = await story.page('officer');
    await page.goto('/desk/subjects');
    await page.getByRole('row').filter({ hasText: maskName(who.name) }).filter({ hasText: '等待审核' }).getByRole('link').last().click();
    await part(page, '审核状态').getByText('第2轮').waitFor();
    await action(page, '受理').click();
    await action(page, '审核通过').click();
    const dialog = page.getByRole('dialog', { name: /^审核通过/ });
    await dialog.getByRole('button', { name: '审核通过' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await part(page, '审核状态').getByText('审核通过').first().waitFor();
    const history = part(page, '主体沿革');
    await history.getByText('审核通过', { exact: true }).waitFor();
    // What was corrected stands where it was sent in, not once more with the decision on it.
    expect(await history.getByText(/^变动：/).allInnerTexts()).toEqual(['变动：负责人 · 手机号码']);
    const owner = await story.page('newcomer');
    await systemMessage(owner, '开办主体审核通过', '您提交的开办主体已审核通过');
    expect(await sms(owner, who.mobile, '您提交的开办主体已审核通过')).toContain(reviewer.bureauName);
    await owner.goto('/subjects');
    await owner.getByRole('cell', { name: '审核通过' }).waitFor();
  });

  story.chapter('OPN-04 after that the website is approved and numbered', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '我受理的', who.siteName)).click();
    await heading(page, who.siteName);
    await eventually('approval is offered', async () => {
      await page.reload();
      await heading(page, who.siteName);
      await part(page, '办理').getByRole('button').first().waitFor();
      return (await action(page, '审核通过').count()) === 1;
    }, 60_000);
    await action(page, '审核通过').click();
    const dialog = page.getByRole('dialog', { name: /^审核通过/ });
    await dialog.getByRole('button', { name: '审核通过' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await part(page, '案件状态').getByText(/鄂公网安备 42060202\d{6}号/).waitFor();
  });
});
