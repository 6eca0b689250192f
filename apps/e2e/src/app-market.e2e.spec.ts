import { describe, expect } from '@jest/globals';
import { action, findOnDesk, markWrong, part, pass, pressBoth, returnWith, reveal, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { faultAt, fillIn, group, heading, saidAt, told, upload } from './form-page.ts';
import { beginKind, enterAsIndividual, fillInHosting, tickApproval } from './kind-page.ts';
import { aNewcomer, aPerson, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { submitTooSoon } from './slow-pictures.ts';
import { Story } from './story.ts';
import { acceptAndSubmit, copyFromSubject, next, resubmit, saveDraft } from './wizard-page.ts';

const REASON = '下载应用的域名没有填写，请补充';

describe('somebody files an app market', () => {
  const story = new Story('app-market');
  const who = aNewcomer();
  const name = who.siteName.replace('的读书札记', '应用商店');
  const emergency = aPerson();
  let filingNumber = '';

  story.chapter('HOM-38 finds 新增应用市场 under 应用市场业务', async () => {
    const page = await story.page('owner');
    await enterAsIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await openMenu(page, '新增应用市场', '应用市场业务');
    await beginKind(page, '新增应用市场');
    await shoot(page, '110-market-empty');
  });

  story.chapter('OPN-42 is refused an address range that runs backwards, and a number that is none', async () => {
    const page = await story.page('owner');
    await fillIn(page, { 应用市场名称: name, 域名: who.domain, 访问地址: `https://${who.domain}`, 上架应用数量: '一百', 起始IP: '47.92.10.60', 终止IP: '47.92.10.51' });
    await next(page);
    expect(await faultAt(page, '上架应用数量')).toContain('整数');
    expect(await faultAt(page, '终止IP')).toContain('不得大于终止IP');
    await shoot(page, '111-market-faults');
    await fillIn(page, { 上架应用数量: '100', 起始IP: '47.92.10.51', 终止IP: '47.92.10.60' });
  });

  story.chapter('HOM-56 leaves a draft and opens it again', async () => {
    const before = await story.page('owner');
    await fillIn(before, { 审核机制说明: '每个应用上架前由两人核对开发者身份、权限和内容。' });
    await before.getByRole('radio', { name: '非交互式', exact: true }).check();
    await fillInHosting(before);
    await saveDraft(before);
    await story.close('owner');
    const page = await story.page('owner');
    await logIn(page, who, '/drafts');
    await page.getByRole('link', { name: '继续填写' }).click();
    await group(page, '应用市场应急联络人').waitFor();
    expect(await page.getByLabel('上架应用数量', { exact: true }).inputValue()).toBe('100');
    expect(await page.getByLabel('托管服务商', { exact: true }).inputValue()).toBe('阿里云计算有限公司');
  });

  story.chapter('WEB-34 is advised against an emergency contact who is the responsible person', async () => {
    const page = await story.page('owner');
    await copyFromSubject(page, '应用市场负责人', who);
    await copyFromSubject(page, '应用市场安全负责人', who);
    const contact = group(page, '应用市场应急联络人');
    await fillIn(contact, { 姓名: who.name, 手机号码: who.mobile, 邮箱: who.email });
    await contact.getByText('建议应用市场应急联络人不与应用市场负责人相同').waitFor();
    await shoot(page, '112-market-advice');
    await fillIn(contact, { 姓名: emergency.name, 手机号码: emergency.mobile, 邮箱: emergency.email });
  });

  story.chapter('OPN-17 cannot go on with a licence picture forgotten', async () => {
    const page = await story.page('owner');
    await tickApproval(page, '文化');
    await next(page);
    expect(await faultAt(page, '文化许可截图')).toContain('请上传“文化”的许可截图');
    await upload(page, '文化许可截图', await photograph(await story.opened(), '网络文化经营许可证', [who.name]));
    await shoot(page, '113-market-full');
  });

  story.chapter('MKT-01 submits it under the subject', async () => {
    const page = await story.page('owner');
    await next(page);
    expect(await acceptAndSubmit(page, '新增应用市场', '我已阅读网络安全责任告知书')).not.toBe('');
  });

  story.chapter('HOM-57 finds it in 我的申请 as 新增应用市场', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await page.getByRole('row').filter({ hasText: name }).getByRole('cell', { name: '新增应用市场', exact: true }).waitFor();
  });

  story.chapter('U21 a queue and a name chosen in one go are both kept, though the desk had no time to show the first', async () => {
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_1'));
    await heading(page, '审核工作台');
    await page.getByRole('searchbox', { name: '按名称、域名或申请编号查找' }).fill(name);
    const closed = page.getByRole('tab', { name: '已办结', exact: true });
    await pressBoth(closed, page.getByRole('button', { name: 'search' }));
    await told(page, '没有符合条件的申请');
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ queue: 'closed', q: name });
    expect(await closed.getAttribute('aria-selected')).toBe('true');
  });

  story.chapter('U27 the officer opens a masked number for a stated reason', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '待受理', name)).click();
    await heading(page, name);
    const details = part(page, '应用市场信息');
    expect(await valueOf(details, '域名').innerText()).toContain(who.domain);
    expect(await valueOf(details, '上架应用数量').innerText()).toContain('100');
    expect(await page.content()).not.toContain(who.idNumber);
    await action(page, '受理').click();
    await reveal(details, '应用市场负责人 · 证件号码');
    await details.getByText(who.idNumber).waitFor();
    await shoot(page, '114-market-case');
  });

  story.chapter('REV-12 the officer returns it with a reason at its domains', async () => {
    const page = await story.page('officer');
    await markWrong(page, '应用市场信息', '域名');
    await returnWith(page, { 域名: REASON });
    await part(page, '案件状态').getByText('退回').first().waitFor();
  });

  story.chapter('S1 U6 the owner reads the reason at the first of the boxes, corrects and submits again, once the new picture has arrived', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await page.getByRole('link', { name: '去更正' }).click();
    await told(page, '申请被退回，有1处需要更正');
    await page.getByRole('link', { name: '去更正' }).click();
    await heading(page, '更正申请');
    expect(await saidAt(page, '域名')).toContain(`退回理由：${REASON}`);
    await shoot(page, '117-market-correct');
    await page.getByRole('button', { name: '添加其他域名' }).click();
    await fillIn(page, { 其他域名1: `dl.${who.domain}` });
    await submitTooSoon(page, '文化许可截图', await photograph(await story.opened(), '网络文化经营许可证', [who.name, '副本']), async () => {
      await next(page);
      await page.getByRole('button', { name: '重新提交' }).click();
    });
    await resubmit(page, name);
  });

  story.chapter('S5 the officer takes it again and passes it', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '全部待办', name)).click();
    await heading(page, name);
    await action(page, '受理').click();
    filingNumber = await pass(page);
  });

  story.chapter('MKT-02 home has a panel 我的应用市场', async () => {
    const page = await story.page('owner');
    await openMenu(page, '系统首页');
    await page.getByRole('region', { name: '我的应用市场' }).getByRole('link', { name, exact: true }).waitFor();
  });

  story.chapter('HOM-35 the panel leads to the list with the number', async () => {
    const page = await story.page('owner');
    await page.getByRole('region', { name: '我的应用市场' }).getByRole('link', { name: '我的应用市场' }).click();
    await page.getByText(filingNumber).waitFor();
    await shoot(page, '115-market-list');
  });

  story.chapter('OPN-28 a market has a page of its own, so there is code to paste', async () => {
    const page = await story.page('owner');
    await page.getByRole('link', { name: '详情' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await heading(page, '联网备案信息');
    await page.getByRole('button', { name: '点击复制备案编号 HTML 代码' }).click();
    await told(page, 'HTML代码已复制');
    await shoot(page, '116-market-number');
  });
});
