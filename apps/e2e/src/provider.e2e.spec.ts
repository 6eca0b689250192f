import { describe, expect } from '@jest/globals';
import { action, findOnDesk, part, pass, pictures, reveal, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { faultAt, fillIn, group, heading, tickRegion, upload } from './form-page.ts';
import { beginKind, enterToApply, tickType } from './kind-page.ts';
import { aCompany, aNewcomer, officer } from './people.ts';
import { systemMessage } from './notices-page.ts';
import { photograph } from './pictures.ts';
import { addOption, enactFirst, enactNewest, openRules, tryNewest } from './rules-page.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { COUNTY, fillInCompany, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, begin, chooseProvider, copyFromSubject, next, saveDraft } from './wizard-page.ts';

describe('a company files itself as a service provider', () => {
  const story = new Story('provider');
  const who = aNewcomer();
  const company = aCompany();
  const name = company.name.replace('文化传播', '网络服务');
  const category = `物联网平台${who.mobile.slice(-4)}`;
  const added = { branch: `智能体${who.mobile.slice(-4)}`, leaf: '对话助手' };
  let filingNumber = '';

  story.chapter('OPN-57 is offered a category that an administrator has added, tried over past filings and enacted', async () => {
    const page = await story.page('administrator');
    await logIn(page, officer('hubei_admin_1'));
    await openRules(page, '选项字典');
    await shoot(page, '119-dictionaries');
    await addOption(page, '服务类别', category, added, (part) => shoot(page, `119-dictionaries-editor-${part}`));
    await tryNewest(page, () => shoot(page, '119-dictionaries-tried'));
    await enactNewest(page);
  });

  story.chapter('HOM-38 finds 新增服务商 under 服务商业务', async () => {
    const page = await story.page('owner');
    await enterToApply(page, who);
    const browser = await story.opened();
    await fillInCompany(page, company, who, { licence: await photograph(browser, '营业执照', [company.name, company.creditCode]), card: await photograph(browser, '居民身份证', [who.name]) });
    await submitSubject(page);
    await openMenu(page, '新增服务商', '服务商业务');
    await beginKind(page, '新增服务商');
    await shoot(page, '120-provider-empty');
  });

  story.chapter('OPN-43 is asked for categories and regions', async () => {
    const page = await story.page('owner');
    await fillIn(page, { 服务商名称: name });
    await next(page);
    expect(await faultAt(page, '服务地区')).toContain('请选择服务地区');
    expect(await faultAt(page, '许可证号')).toContain('请填写许可证号');
    expect(await faultAt(page, '许可证照片')).toContain('请上传许可证照片');
    await shoot(page, '121-provider-faults');
    await page.getByRole('checkbox', { name: '接入服务', exact: true }).check();
    await page.getByRole('checkbox', { name: '域名注册', exact: true }).check();
    await page.getByRole('checkbox', { name: category, exact: true }).check();
    await tickRegion(page, '服务地区', COUNTY);
  });

  story.chapter('HOM-56 leaves a draft and opens it again', async () => {
    const before = await story.page('owner');
    await fillIn(before, { 许可证号: `鄂B1-${who.mobile.slice(-8)}`, 起始IP: '47.92.10.61' });
    await saveDraft(before);
    await story.close('owner');
    const page = await story.page('owner');
    await logIn(page, who, '/drafts');
    await page.getByRole('link', { name: '继续填写' }).click();
    await group(page, '服务商负责人').waitFor();
    expect(await page.getByRole('checkbox', { name: '接入服务', exact: true }).isChecked()).toBe(true);
    await page.locator('.ant-cascader').getByText(COUNTY).waitFor();
  });

  story.chapter('WEB-38 cannot go on with copied data that were not gone through', async () => {
    const page = await story.page('owner');
    await copyFromSubject(page, '服务商负责人', who);
    await group(page, '服务商负责人').getByRole('checkbox', { name: '我已逐项核实以上信息' }).uncheck();
    await next(page);
    await group(page, '服务商负责人').getByText('请逐项核实后勾选').waitFor();
    await group(page, '服务商负责人').getByRole('checkbox', { name: '我已逐项核实以上信息' }).check();
  });

  story.chapter('SVP-01 submits it under the subject, once its licence is photographed', async () => {
    const page = await story.page('owner');
    await next(page);
    expect(await faultAt(page, '许可证照片')).toContain('请上传许可证照片');
    await upload(page, '许可证照片', await photograph(await story.opened(), '增值电信业务经营许可证', [company.name]));
    await shoot(page, '122-provider-full');
    await next(page);
    expect(await acceptAndSubmit(page, '新增服务商', '我已阅读网络安全责任告知书')).not.toBe('');
  });

  story.chapter('HOM-57 finds it in 我的申请 as 新增服务商', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await page.getByRole('row').filter({ hasText: name }).getByRole('cell', { name: '新增服务商', exact: true }).waitFor();
  });

  story.chapter('OPN-24 is offered with 应用类型 the branch that was added', async () => {
    const page = await story.page('owner');
    await openMenu(page, '新增APP', 'APP业务');
    await beginKind(page, '新增APP');
    await tickType(page, added.branch, added.leaf);
    expect(await page.getByRole('group', { name: '应用类型' }).getByRole('checkbox', { name: added.branch, exact: true }).isChecked()).toBe(true);
  });

  story.chapter('OPN-57 keeps its category under the officer’s eyes, though it is no longer offered', async () => {
    const admin = await story.page('administrator');
    await openRules(admin, '选项字典');
    await enactFirst(admin);
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_2'));
    await (await findOnDesk(page, '待受理', name)).click();
    await heading(page, name);
    await valueOf(part(page, '服务商信息'), '服务类别').getByText(`接入服务、域名注册、${category}`).waitFor();
  });

  story.chapter('U27 the officer opens the identity card for a stated reason', async () => {
    const page = await story.page('officer');
    const details = part(page, '服务商信息');
    // Names of regions come by a request of their own.
    await valueOf(details, '服务地区').getByText(COUNTY).waitFor();
    await action(page, '受理').click();
    await reveal(details, '服务商负责人身份证照片');
    expect(await pictures(details)).toEqual({ shown: 2, broken: [] });
    await shoot(page, '123-provider-case');
  });

  story.chapter('S1 the officer is asked where to and why before a case is moved, and finds the dialog empty when it opens again', async () => {
    const page = await story.page('officer');
    const open = async () => {
      await action(page, '移交').click();
      const dialog = page.getByRole('dialog', { name: '移交申请' });
      await dialog.getByLabel('接收单位', { exact: true }).waitFor();
      return dialog;
    };
    const first = await open();
    await first.getByRole('button', { name: /^移\s?交$/ }).click();
    await first.getByText('请选择接收单位').waitFor();
    await first.getByText('请写明理由').waitFor();
    await fillIn(first, { 移交理由: '服务商主要在洪山区提供服务' });
    await shoot(page, '123-provider-transfer');
    await first.getByRole('button', { name: /^取\s?消$/ }).click();
    await first.waitFor({ state: 'hidden' });
    const again = await open();
    expect(await again.getByLabel('移交理由', { exact: true }).inputValue()).toBe('');
    await again.getByRole('button', { name: /^取\s?消$/ }).click();
    await again.waitFor({ state: 'hidden' });
  });

  story.chapter('OPN-19 the officer sets it interactive and back again, each time saying why', async () => {
    const page = await story.page('officer');
    const set = async (offer: string, reason: string): Promise<void> => {
      await action(page, offer).click();
      const dialog = page.getByRole('dialog', { name: offer });
      await dialog.getByRole('button', { name: /^认\s?定$/ }).click();
      await dialog.getByText('请写明理由').waitFor();
      await fillIn(dialog, { 认定理由: reason });
      await shoot(page, '123-provider-interactive');
      await dialog.getByRole('button', { name: /^认\s?定$/ }).click();
      await page.getByText(`已${offer}`, { exact: true }).waitFor();
      await valueOf(part(page, '案件状态'), '认定理由').filter({ hasText: `民警${offer}：${reason}` }).waitFor();
    };
    await set('认定为交互式', '提供客户社区');
    expect(await valueOf(part(page, '案件状态'), '类别').innerText()).toBe('交互式，须面审或实地检查');
    await set('认定为非交互式', '社区仅供内部员工使用');
    await part(page, '办理记录').getByText('认定为交互式', { exact: true }).waitFor();
    await shoot(page, '123-provider-set');
    filingNumber = await pass(page);
  });

  story.chapter('HOM-02 home has a panel for all that is one’s own', async () => {
    const page = await story.page('owner');
    await openMenu(page, '系统首页');
    await heading(page, '系统首页');
    expect(await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts())
      .toEqual(expect.arrayContaining(['我的申请', '系统通知', '我的主体', '我的网站', '我的 APP', '安全评估', '我的应用市场', '我的小程序']));
    expect(await page.getByRole('dialog').count()).toBe(0);
    await shoot(page, '124-provider-home');
  });

  story.chapter('HOM-06 each panel shows how many there are, the newest of them, and leads to the list of its name', async () => {
    const page = await story.page('owner');
    await systemMessage(page, '审核通过', name);
    await systemMessage(page, '开办主体审核通过', '您提交的开办主体已审核通过');
    // One of them read: how many are unread is then not how many there are.
    await page.getByRole('button', { name: '标为已读' }).last().click();
    await page.getByText('已读', { exact: true }).waitFor();
    const { items, unread } = (await (await page.request.get('/api/notification/messages')).json()) as { items: { title: string }[]; unread: number };
    expect(unread).toBe(items.length - 1);
    const messages = items.slice(0, 3).map((message) => message.title);
    for (const [title, count, newest] of [
      ['我的申请', '1件', [name]], ['系统通知', `${unread}条未读`, messages], ['我的主体', '1个', [company.name]], ['我的网站', '0个', ['还没有网站备案']],
      ['我的 APP', '0个', ['还没有APP备案']], ['安全评估', '0份', ['还没有安全评估']], ['我的应用市场', '0个', ['还没有应用市场备案']], ['我的小程序', '0个', ['还没有小程序备案']],
      ['我的服务商', '1个', [name]],
    ] as const) {
      await openMenu(page, '系统首页');
      const panel = page.getByRole('region', { name: title, exact: true });
      await panel.getByText(count, { exact: true }).waitFor();
      expect(await panel.getByRole('listitem').getByRole('link').or(panel.locator('.home-empty')).allInnerTexts()).toEqual(newest);
      await panel.getByRole('link', { name: title, exact: true }).click();
      await heading(page, title);
    }
  });

  story.chapter('OPN-43 我的服务商 shows the number', async () => {
    const page = await story.page('owner');
    await page.getByText(filingNumber).waitFor();
    await shoot(page, '125-provider-list');
  });

  story.chapter('NTF-10 the owner reads in 系统通知 why it was set so', async () => {
    const page = await story.page('owner');
    expect(await systemMessage(page, '已认定为非交互式', name)).toContain('理由：社区仅供内部员工使用。初步审核后无需面审或实地检查。');
  });

  story.chapter('SVP-03 whoever files a website finds it by its region', async () => {
    const page = await story.page('owner');
    await openMenu(page, '新办网站申请');
    await begin(page, '新办网站申请');
    await next(page);
    await chooseProvider(page, '网络接入服务商', COUNTY, name, name.slice(0, 6));
    expect(await page.getByLabel('网络接入服务商', { exact: true }).inputValue()).toBe(name);
    await shoot(page, '126-provider-found');
  });
});
