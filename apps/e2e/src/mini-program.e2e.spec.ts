import { randomBytes } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import { action, findOnDesk, part, pass, pictures, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { choose, chooseRegion, faultAt, fillIn, heading, told, upload } from './form-page.ts';
import { enterAsIndividual, fillInHosting, tickApproval, tickType, uploadScreens } from './kind-page.ts';
import { aNewcomer, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { COUNTY } from './subject-page.ts';
import { shoot } from './screens.ts';
import { sendSlowly, shownAt, shownInstead, submitTooSoon } from './slow-pictures.ts';
import { Story } from './story.ts';
import { acceptAndSubmit, begin, changeable, next, saveDraft } from './wizard-page.ts';

const TICK = '我已阅读网络安全责任告知书';

describe('somebody files a mini-program', () => {
  const story = new Story('mini-program');
  const who = aNewcomer();
  const name = who.siteName.replace('札记', '小程序');
  const appId = `wx${randomBytes(8).toString('hex')}`;
  let filingNumber = '';

  story.chapter('HOM-10 the landing page offers 用户登录', async () => {
    const page = await story.page('owner');
    await page.goto('/');
    await page.getByRole('link', { name: '用户登录' }).first().click();
    await heading(page, '用户登录');
  });

  story.chapter('HOM-11 the landing page offers 注册, the login page 登录', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await page.goto('/');
    await page.getByRole('link', { name: '注册', exact: true }).waitFor();
  });

  story.chapter('HOM-22 finds 新增小程序 under 小程序业务', async () => {
    const page = await story.page('owner');
    await enterAsIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await openMenu(page, '新增小程序', '小程序业务');
    await heading(page, '新增小程序');
    await page.getByText('运行截图（1至5张）').waitFor();
    await shoot(page, '80-mini-program-start');
  });

  story.chapter('MIN-04 reads the subject in the first step', async () => {
    const page = await story.page('owner');
    await begin(page, '新增小程序');
    expect(await valueOf(page.getByLabel('负责人', { exact: true }), '证件号码').innerText()).toBe(who.idNumber);
    await shoot(page, '81-mini-program-subject');
  });

  story.chapter('HOM-54 can change nothing of it there', async () => {
    expect(await changeable(await story.page('owner')).count()).toBe(0);
  });

  story.chapter('MIN-03 goes from 开办主体 straight to 小程序信息, with 提示说明 the third and last', async () => {
    const page = await story.page('owner');
    expect(await page.locator('.step-bar .ant-steps-item-title').allInnerTexts()).toEqual(['开办主体', '小程序信息', '提示说明']);
    await next(page);
    await page.getByRole('group', { name: '网络接入' }).waitFor();
    await shoot(page, '82-mini-program-empty');
  });

  story.chapter('HOM-53 the bar marks the step that is on', async () => {
    const page = await story.page('owner');
    expect(await page.locator('.step-bar [aria-current="step"], .step-bar .ant-steps-item-active').first().innerText()).toContain('小程序信息');
  });

  story.chapter('HOM-52 a star stands at what is mandatory, and at nothing else', async () => {
    const page = await story.page('owner');
    const starred = await page.locator('label.ant-form-item-required').allInnerTexts();
    expect(starred).toEqual(expect.arrayContaining(['小程序名称', '应用类型', '交互式服务', '版本号', '运行截图', '托管方式', 'IP地址']));
    expect(starred).not.toEqual(expect.arrayContaining(['AppID']));
  });

  story.chapter('MIN-05 sees all that is missing at once', async () => {
    const page = await story.page('owner');
    await next(page);
    expect(await faultAt(page, '小程序名称')).toContain('请填写小程序名称');
    expect(await faultAt(page, '应用类型')).toContain('请选择应用类型');
    expect(await faultAt(page, '运行截图')).toContain('请上传1至5张运行截图');
    await page.getByText('请选择交互式服务').first().waitFor();
    await shoot(page, '83-mini-program-faults');
  });

  story.chapter('LKP-06 the look-up of a provider asks for the region', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '查询托管服务商' }).click();
    await page.getByRole('dialog', { name: '查询托管服务商' }).getByRole('button', { name: /^查\s?询$/ }).click();
    await told(page, '请选择服务商所属地区');
    await shoot(page, '83-provider-search');
  });

  story.chapter('LKP-04 where the directory knows nobody, the provider is typed by hand', async () => {
    const page = await story.page('owner');
    const dialog = page.getByRole('dialog', { name: '查询托管服务商' });
    await chooseRegion(page, dialog, '服务商所属地区', COUNTY);
    await fillIn(dialog, { 服务商名称: '查无此名' });
    await dialog.getByRole('button', { name: /^查\s?询$/ }).click();
    await told(page, '没有查到。请关闭后手动填写服务商信息');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  story.chapter('MIN-10 is refused a name that only a company may have', async () => {
    const page = await story.page('owner');
    await fillIn(page, { 小程序名称: '珞珈读书有限公司' });
    expect(await faultAt(page, '小程序名称')).toContain('公司');
    await fillIn(page, { 小程序名称: name });
  });

  story.chapter('MIN-11 ticks a whole branch by its parent', async () => {
    const page = await story.page('owner');
    const tree = page.getByRole('group', { name: '应用类型' });
    await tree.getByRole('checkbox', { name: '政务', exact: true }).check();
    expect(await tree.getByRole('checkbox', { name: '公共事业', exact: true }).isChecked()).toBe(true);
    await tree.getByRole('checkbox', { name: '政务', exact: true }).uncheck();
    expect(await tree.getByRole('checkbox', { name: '公共事业', exact: true }).isChecked()).toBe(false);
    await tickType(page, '资讯', '阅读、电子书');
  });

  story.chapter('MIN-07 saves a draft, closes the browser, and goes on from 我的草稿', async () => {
    const before = await story.page('owner');
    await before.getByRole('radio', { name: '非交互式', exact: true }).check();
    await fillIn(before, { 版本号: '1.0.0', IP地址: '47.92.10.31' });
    await saveDraft(before);
    await story.close('owner');
    const page = await story.page('owner');
    await logIn(page, who, '/drafts');
    await page.getByRole('cell', { name: '新增小程序' }).waitFor();
    await page.getByRole('link', { name: '继续填写' }).click();
    await page.getByRole('group', { name: '网络接入' }).waitFor();
    expect(await page.getByLabel('小程序名称', { exact: true }).inputValue()).toBe(name);
    expect(await page.getByLabel('版本号', { exact: true }).inputValue()).toBe('1.0.0');
    expect(await page.getByRole('checkbox', { name: '阅读、电子书' }).isChecked()).toBe(true);
  });

  story.chapter('MIN-18 names the platform together with its AppID', async () => {
    const page = await story.page('owner');
    await fillIn(page, { AppID: appId });
    await next(page);
    expect(await faultAt(page, '宿主平台')).toContain('请选择宿主平台');
    await choose(page, page, '宿主平台', '微信');
  });

  story.chapter('MIN-12 says who hosts it and where', async () => {
    await fillInHosting(await story.page('owner'));
  });

  story.chapter('MIN-15 uploads a picture of it at work', async () => {
    await uploadScreens(await story.page('owner'), [await photograph(await story.opened(), '运行截图', [name])]);
  });

  story.chapter('MIN-15 sends one more picture while another is being replaced, and loses neither', async () => {
    const page = await story.page('owner');
    const browser = await story.opened();
    const first = await shownAt(page, '运行截图1');
    const arrive = await sendSlowly(page, '运行截图1', await photograph(browser, '运行截图', ['首页']));
    await upload(page, '运行截图2', await photograph(browser, '运行截图', ['书架']));
    const second = await shownAt(page, '运行截图2');
    await arrive();
    await shownInstead(page, '运行截图1', first);
    expect(await shownAt(page, '运行截图2')).toBe(second);
  });

  story.chapter('MIN-13 with 是 a kind has to be named', async () => {
    const page = await story.page('owner');
    await page.getByRole('radio', { name: '是', exact: true }).check();
    await next(page);
    await told(page, '请选择前置许可种类，不涉及的请选“否”');
  });

  story.chapter('MIN-14 cannot go on without the licence picture of a kind that is ticked', async () => {
    const page = await story.page('owner');
    await tickApproval(page, '教育');
    await tickApproval(page, '新闻');
    await upload(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [who.name]));
    await next(page);
    expect(await faultAt(page, '新闻许可截图')).toContain('请上传“新闻”的许可截图');
    await shoot(page, '84-mini-program-licence-missing');
  });

  story.chapter('MIN-14 a licence on its way comes to its own kind, whatever is ticked meanwhile', async () => {
    const page = await story.page('owner');
    const before = await shownAt(page, '教育许可截图');
    await page.getByRole('checkbox', { name: /^新闻（/ }).uncheck();
    const arrive = await sendSlowly(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [who.name, '副本']));
    await tickApproval(page, '新闻');
    await arrive();
    await shownInstead(page, '教育许可截图', before);
    await page.getByRole('button', { name: '上传新闻许可截图' }).waitFor();
  });

  story.chapter('MIN-21 unticks the kind, and its picture is asked for no more', async () => {
    const page = await story.page('owner');
    await page.getByRole('checkbox', { name: /^新闻（/ }).uncheck();
    expect(await page.getByRole('button', { name: '上传新闻许可截图' }).count()).toBe(0);
  });

  story.chapter('MIN-20 choosing 否 hides kinds and pictures, and drops them', async () => {
    const page = await story.page('owner');
    await page.getByRole('radio', { name: '否', exact: true }).check();
    expect(await page.getByText('教育许可截图').count()).toBe(0);
    await page.getByRole('radio', { name: '是', exact: true }).check();
    expect(await page.getByRole('checkbox', { name: /^教育（/ }).isChecked()).toBe(false);
    await tickApproval(page, '教育');
    await upload(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [who.name]));
    await shoot(page, '85-mini-program-full');
  });

  story.chapter('HOM-55 the last step is 提示说明', async () => {
    const page = await story.page('owner');
    await next(page);
    await page.getByRole('heading', { name: '提示说明', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '下一步' }).count()).toBe(0);
  });

  story.chapter('MIN-06 reads the 告知书, with 保存草稿 and 提交 below it', async () => {
    const page = await story.page('owner');
    await page.getByRole('heading', { name: /^网络安全责任告知书/ }).waitFor();
    expect(await page.getByRole('heading', { name: /^信息网络安全保护方案/ }).count()).toBe(0);
    await page.getByRole('button', { name: '保存草稿' }).waitFor();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await told(page, `请阅读并勾选“${TICK}”`);
    await shoot(page, '86-mini-program-notice');
  });

  story.chapter('U6 is not submitted while a picture is still on its way', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '上一步' }).click();
    await submitTooSoon(page, '教育许可截图', await photograph(await story.opened(), '办学许可证', [who.name, '正本']), async () => {
      await next(page);
      await page.getByRole('checkbox', { name: TICK }).check();
      await page.getByRole('button', { name: '提交', exact: true }).click();
    });
    await page.getByRole('heading', { name: '提示说明', exact: true }).waitFor();
  });

  story.chapter('MIN-08 submits it', async () => {
    const page = await story.page('owner');
    expect(await acceptAndSubmit(page, '新增小程序', TICK)).not.toBe('');
    await shoot(page, '87-mini-program-submitted');
  });

  story.chapter('HOM-57 finds it in 我的申请 as 新增小程序', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await page.getByRole('row').filter({ hasText: name }).getByRole('cell', { name: '新增小程序', exact: true }).waitFor();
  });

  story.chapter('REV-19 the officer sees every field in the words of the form, and passes it', async () => {
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_1'));
    await (await findOnDesk(page, '待受理', name)).click();
    await heading(page, name);
    const details = part(page, '小程序信息');
    for (const [label, value] of [['宿主平台', '微信'], ['AppID', appId], ['应用类型', '资讯：阅读、电子书'], ['托管方式', '云'], ['IP地址', '47.92.10.31'], ['版本号', '1.0.0'], ['相关前置许可', '教育']] as const) {
      expect(await valueOf(details, label).innerText()).toContain(value);
    }
    expect(await valueOf(details, '托管服务商').innerText()).toContain('手动填写');
    expect(await pictures(details)).toEqual({ shown: 3, broken: [] });
    await action(page, '受理').click();
    await part(page, '案件状态').getByText('我', { exact: true }).waitFor();
    await shoot(page, '88-mini-program-case');
    filingNumber = await pass(page);
  });

  story.chapter('HOM-25 管理小程序 shows the number', async () => {
    const page = await story.page('owner');
    await openMenu(page, '管理小程序', '小程序业务');
    await heading(page, '管理小程序');
    await page.getByText(filingNumber).waitFor();
    await shoot(page, '89-mini-program-list');
  });

  story.chapter('OPN-25 its owner gets number and icon, but no code to paste', async () => {
    const page = await story.page('owner');
    await page.getByRole('link', { name: '详情' }).click();
    await heading(page, name);
    await shoot(page, '90-mini-program-filing');
    await page.getByRole('button', { name: '下一步' }).click();
    await heading(page, '联网备案信息');
    await page.getByRole('link', { name: '点击下载备案编号图标' }).waitFor();
    expect(await page.getByText('HTML').count()).toBe(0);
    await shoot(page, '91-mini-program-number');
  });

  story.chapter('HOM-36 home counts it under 我的小程序', async () => {
    const page = await story.page('owner');
    await openMenu(page, '系统首页');
    await page.getByRole('region', { name: '我的小程序' }).getByRole('link', { name, exact: true }).waitFor();
    await shoot(page, '92-mini-program-home');
  });
});
