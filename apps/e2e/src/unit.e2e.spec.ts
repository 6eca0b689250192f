import { readFile } from 'node:fs/promises';
import { maskCertificateNumber, maskName } from '@beian/rules/persons/masks';
import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { importProviders } from './administration-page.ts';
import { action, enlarge, findOnDesk, part, pass, pictures, reveal, seenAs, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { choose, faultAt, fillIn, group, heading, told, typedIn } from './form-page.ts';
import { enterToApply } from './kind-page.ts';
import { sms, systemMessage } from './notices-page.ts';
import { aCompany, aNewcomer, aPerson, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { COUNTY, OF_A_PERSON, OF_A_UNIT, RED_STAR, SAID_ALIKE, fillInCompany, fillInIndividual, starLooks, starred, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, atStep, beginWebsite, chooseProvider, fillInPersons, fillInSite, next, searchProvider, tickSameAsSubject } from './wizard-page.ts';
import { tellChange } from './subject-change.ts';

const EXPLANATION = '本网站名称为营业执照登记的单位全称，不从事须经文化部门审批的业务。';
const COUNTY_CODE = '420106';
const PROVIDERS = ['网络接入服务商', '域名注册服务商'] as const;

describe('a company files its website', () => {
  const story = new Story('unit');
  const who = { ...aNewcomer(), siteName: '' };
  const company = aCompany();
  const siteName = company.name;
  const directory = { 网络接入服务商: `江城云${who.mobile.slice(-6)}`, 域名注册服务商: `江城域名${who.mobile.slice(-6)}` };
  let filingNumber = '';
  let filingPage = '';

  const readClipboard = (page: Page): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
  const clearClipboard = (page: Page): Promise<void> => page.evaluate<void>('navigator.clipboard.writeText("")');

  /** By 我的网站 to the site's own page. */
  async function openSite(page: Page): Promise<void> {
    await openMenu(page, '我的网站');
    await heading(page, '我的网站');
    await page.getByRole('link', { name: '详情' }).click();
    await heading(page, siteName);
  }

  story.chapter('SUB-06 a red star stands at what is mandatory, and each of it is asked for', async () => {
    const page = await story.page('owner');
    await enterToApply(page, who);
    await heading(page, '新增主体');
    await page.getByRole('radio', { name: '单位' }).check();
    expect(await starred(page)).toEqual(['开办主体性质', ...OF_A_UNIT, ...OF_A_PERSON]);
    await page.getByRole('radio', { name: '个人' }).check();
    expect(await starred(page)).toEqual(['开办主体性质', '常住地所属地区', ...OF_A_PERSON]);
    expect(await starLooks(page)).toEqual(RED_STAR);
    await page.getByRole('button', { name: '提交审核' }).click();
    expect(await faultAt(page, '姓名')).toContain('请填写真实姓名全称');
    expect(await page.locator('.ant-form-item-has-error label.ant-form-item-required').allInnerTexts()).toEqual(['常住地所属地区', ...OF_A_PERSON]);
    await shoot(page, '40-new-subject-faults');
  });

  story.chapter('SUB-10 SUB-12 records the company, whose code must fit its kind', async () => {
    const page = await story.page('owner');
    const browser = await story.opened();
    await fillInCompany(page, company, who, { licence: await photograph(browser, '营业执照', [company.name, company.creditCode]), card: await photograph(browser, '居民身份证', [who.name]) });
    const unit = group(page, '主办单位信息');
    await fillIn(unit, { 统一社会信用代码: `${company.creditCode.slice(0, 17)}${company.creditCode.endsWith('0') ? '1' : '0'}` });
    await page.getByRole('button', { name: '提交审核' }).click();
    expect(await faultAt(unit, '统一社会信用代码')).toContain('统一社会信用代码');
    await shoot(page, '40-unit-faults');
    await fillIn(unit, { 统一社会信用代码: company.creditCode });
    await choose(page, unit, '单位性质', '企业单位');
    await submitSubject(page);
  });

  story.chapter('SUB-39 has a subject of one’s own beside it, and says in the wizard which of them files', async () => {
    const page = await story.page('owner');
    await openMenu(page, '新增主体');
    await fillInIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await submitSubject(page);
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await choose(page, page, '选择开办主体', maskName(who.name));
    await page.getByText('常住地所属地区', { exact: true }).waitFor();
    expect(await page.getByText(company.creditCode).count()).toBe(0);
    await choose(page, page, '选择开办主体', company.name);
    await page.getByText(company.creditCode).waitFor();
    expect(await page.getByText('常住地所属地区', { exact: true }).count()).toBe(0);
    await shoot(page, '41-unit-wizard-subject');
  });

  story.chapter('SUB-37 corrects the subject on a page of its own, to which step 1 leads', async () => {
    const page = await story.page('owner');
    await page.getByRole('link', { name: '主体页面' }).click();
    await heading(page, company.name);
    await page.getByText(company.creditCode).waitFor();
    await page.goBack();
    await page.getByText(company.creditCode).waitFor();
    await page.getByText('主体信息仅供查看，不能在这里修改').waitFor();
  });

  story.chapter('WEB-05 is warned on the form that untrue data come back', async () => {
    const page = await story.page('owner');
    await next(page);
    await atStep(page, '网站基本信息');
    await group(page, '网站').getByRole('alert').getByText('请如实填写，未按注意事项填写的申请将被退回').waitFor();
  });

  story.chapter('LKP-01 the buttons 查询网络接入服务商 and 查询域名注册服务商 open a search', async () => {
    const page = await story.page('owner');
    for (const what of PROVIDERS) {
      const search = await searchProvider(page, what);
      await search.getByLabel('服务商名称', { exact: true }).waitFor();
      await search.getByRole('button', { name: /^查\s?询$/ }).waitFor();
      await page.keyboard.press('Escape');
      await search.waitFor({ state: 'hidden' });
    }
  });

  story.chapter('LKP-03 chooses both from the directory, which fills in name and region', async () => {
    const administrator = await story.page('administrator');
    await logIn(administrator, officer('hubei_admin_1'));
    await importProviders(administrator, PROVIDERS.map((kind) => `${kind},${directory[kind]},${COUNTY_CODE},,027-01000001`));
    const page = await story.page('owner');
    for (const what of PROVIDERS) {
      const saved = page.waitForRequest((request) => request.url().includes('/api/filing/drafts/') && (request.postData() ?? '').includes(directory[what]));
      await chooseProvider(page, what, COUNTY, directory[what]);
      await saved;
      expect(await page.getByLabel(what, { exact: true }).inputValue()).toBe(directory[what]);
      await page.locator('.ant-form-item').filter({ has: page.getByLabel(`${what}所属地区`, { exact: true }) }).getByText(COUNTY).waitFor();
    }
    await shoot(page, '42-unit-wizard-providers');
  });

  story.chapter('OPN-22 need not name a domain where it has none of its own, and is asked again where it has', async () => {
    const page = await story.page('owner');
    const answer = (words: string) => group(page, '网站').getByRole('radio', { name: words, exact: true }).check();
    await answer('没有');
    await page.getByLabel('域名', { exact: true }).waitFor({ state: 'hidden' });
    await shoot(page, '42-unit-wizard-no-domain');
    await answer('有');
    await page.getByLabel('域名', { exact: true }).waitFor();
  });

  story.chapter('WEB-10 OPN-15 files the site under the company’s name, and explains the word 文化 in it', async () => {
    const page = await story.page('owner');
    await fillInSite(page, who, { serviceType: '单位门户网站', siteName });
    await fillIn(page, { 起始IP: '47.92.10.22' });
    await next(page);
    expect(await faultAt(page, '书面说明')).toContain('请填写书面说明');
    await shoot(page, '42-unit-wizard-explanation');
    await fillIn(page, { 书面说明: EXPLANATION });
    await next(page);
    await atStep(page, '网站负责人');
  });

  story.chapter('WEB-33 reads that the emergency contact answers 7×24 hours', async () => {
    const page = await story.page('owner');
    await group(page, '网站应急联络人').getByText('应急联络人承担7×24小时联络责任，须保证随时能够联系上').waitFor();
  });

  story.chapter('WEB-31 ticks 同主体负责人信息, which fills in the subject’s person, or types somebody else', async () => {
    const page = await story.page('owner');
    // Certificate number and mobile stay empty: whoever ticks types them again (OPN-21).
    const reached = { 姓名: who.name, 手机号码: '', 邮箱: who.email };
    const whole = { ...reached, 证件号码: '', ...SAID_ALIKE };
    for (const [role, picture] of [['网站负责人', '网站负责人身份证照片'], ['网站安全负责人', '安全责任人身份证照片']] as const) {
      const person = await tickSameAsSubject(page, role);
      expect(await typedIn(person, Object.keys(whole))).toEqual(whole);
      await person.getByText('居民身份证', { exact: true }).waitFor();
      await person.getByAltText(`${picture}预览`, { exact: true }).waitFor();
    }
    const contact = await tickSameAsSubject(page, '网站应急联络人');
    expect(await typedIn(contact, Object.keys(reached))).toEqual(reached);
    await contact.getByRole('checkbox', { name: '同主体负责人信息' }).uncheck();
    expect(await typedIn(contact, Object.keys(reached))).toEqual({ 姓名: '', 手机号码: '', 邮箱: '' });
    await fillInPersons(page, who, aPerson(), await photograph(await story.opened(), '安全责任人身份证', [who.name]));
    await next(page);
    await atStep(page, '提示说明');
  });

  story.chapter('WEB-40 cannot submit without the tick 我已阅读信息网络安全保护方案', async () => {
    const page = await story.page('owner');
    await page.getByRole('heading', { name: /^信息网络安全保护方案/ }).waitFor();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await told(page, '请阅读并勾选“我已阅读信息网络安全保护方案”');
    await atStep(page, '提示说明');
    const { items } = (await (await page.request.get('/api/filing/applications')).json()) as { items: unknown[] };
    expect(items).toEqual([]);
  });

  story.chapter('WEB-41 the last step is the 网络安全责任告知书, and 提交 submits', async () => {
    const page = await story.page('owner');
    const title = page.getByRole('heading', { name: /^网络安全责任告知书/ });
    await title.waitFor();
    const { texts } = (await (await page.request.get('/api/filing/notices/current')).json()) as { texts: { key: string; body: string }[] };
    const duty = texts.find(({ key }) => key === 'duty')?.body.split(/\n+/);
    expect(await title.locator('..').locator('p').allTextContents()).toEqual(duty);
    expect(await page.getByRole('button', { name: '下一步' }).count()).toBe(0);
    const number = await acceptAndSubmit(page);
    const { items } = (await (await page.request.get('/api/filing/applications')).json()) as { items: unknown[] };
    expect(items).toMatchObject([{ number, siteName, stage: 'submitted' }]);
  });

  story.chapter('NUM-08 gets neither number nor icon nor code before it is filed', async () => {
    const page = await story.page('owner');
    await openSite(page);
    await told(page, '备案完成后，可以在这里领取备案编号、图标和代码。');
    expect(await page.getByRole('button', { name: '下一步' }).count()).toBe(0);
    filingPage = page.url();
    await page.goto(`${filingPage}/number`);
    await told(page, '尚未核发备案编号');
    expect(await page.getByText(/点击下载|点击复制/).count()).toBe(0);
    await shoot(page, '43-unit-no-number');
    const view = (await (await page.request.get(`/api/filing/filings/${filingPage.split('/').at(-1)}`)).json()) as Record<string, unknown>;
    expect(view).toMatchObject({ number: null, iconUrl: null, html: null });
  });

  story.chapter('S1 U27 the officer takes the case, and opens licence and identity card for a stated reason', async () => {
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_2'));
    await (await findOnDesk(page, '待受理', siteName)).click();
    await heading(page, siteName);
    expect(await valueOf(part(page, '开办主体'), '单位名称').innerText()).toContain(company.name);
    expect(await valueOf(part(page, '网站基本信息'), '书面说明').innerText()).toContain(EXPLANATION);
    expect(await valueOf(part(page, '网站基本信息'), '网络接入服务商').innerText()).not.toContain('手动填写');
    expect(await part(page, '审核提示').innerText()).toContain('名称含有“文化”');
    await action(page, '受理').click();
    await reveal(part(page, '开办主体'), '开办主体 · 负责人 · 证件号码');
    expect(await valueOf(part(page, '开办主体').getByLabel('负责人', { exact: true }), '证件号码').innerText()).not.toContain(maskCertificateNumber(who.idNumber));
    await reveal(part(page, '开办主体'), '单位证件照片');
    await reveal(part(page, '开办主体'), '开办者身份证照片');
    expect(await pictures(part(page, '开办主体'))).toEqual({ shown: 2, broken: [] });
    await shoot(page, '43-unit-case');
  });

  story.chapter('U22 the officer turns the licence and looks at it closer', async () => {
    const page = await story.page('officer');
    const large = await enlarge(part(page, '开办主体'), '单位证件照片');
    const lying = await seenAs(large, 'the licence lies', ({ width, height }) => width > height);
    await large.getByRole('button', { name: '向右旋转' }).click();
    const upright = await seenAs(large, 'the licence stands', ({ width, height }) => height > width);
    expect(upright.height).toBeCloseTo(lying.width, 0);
    await large.getByRole('button', { name: '放大' }).click();
    await seenAs(large, 'it is larger', ({ height }) => height > upright.height * 1.3);
    await shoot(page, '44-unit-licence');
    await large.getByRole('button', { name: '缩小' }).click();
    await large.getByRole('button', { name: '向左旋转' }).click();
    await seenAs(large, 'it lies as before', ({ width }) => Math.abs(width - lying.width) < 1);
    await large.getByRole('button', { name: '关闭' }).click();
    await large.waitFor({ state: 'hidden' });
  });

  story.chapter('S6 the officer passes it, and the subject with it', async () => {
    const page = await story.page('officer');
    await action(page, '初审通过').click();
    await page.getByRole('dialog', { name: /^初审通过/ }).getByText('初审通过即完成备案，开办主体一并通过，核发备案编号并通知申请人，不能撤销。').waitFor();
    await page.keyboard.press('Escape');
    filingNumber = await pass(page);
  });

  story.chapter('WEB-42 hears of it by SMS and in 系统通知', async () => {
    expect(await sms(await story.page('anybody'), who.mobile, filingNumber)).toContain(siteName);
    expect(await systemMessage(await story.page('owner'), '审核通过', siteName)).toContain(filingNumber);
  });

  story.chapter('NUM-01 goes by 我的网站, 详情 and 下一步 to the 联网备案信息', async () => {
    const page = await story.page('owner');
    await openSite(page);
    await shoot(page, '45-unit-filing');
    await page.getByRole('button', { name: '下一步' }).click();
    await heading(page, '联网备案信息');
    const facts = page.locator('.panel').first();
    await facts.getByText(filingNumber).waitFor();
    expect(await valueOf(facts, '网站名称').innerText()).toBe(siteName);
    expect(await valueOf(facts, '受理机关').innerText()).toBe(officer('wuchang_reviewer_2').bureauName);
    await shoot(page, '46-unit-number');
  });

  story.chapter('NUM-02 【点击下载备案编号图标】 downloads the icon', async () => {
    const page = await story.page('owner');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '点击下载备案编号图标' }).click()]);
    expect(download.suggestedFilename()).toBe('备案图标.png');
    const icon = await readFile(await download.path());
    expect(icon.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([40, 40]);
    // The one that the code shows on the owner's site.
    expect(icon.toString('base64')).toBe((await (await page.request.get('/api/filing/public/icon.png')).body()).toString('base64'));
  });

  story.chapter('NUM-03 【点击复制备案编号 HTML 代码】 copies the code', async () => {
    const page = await story.page('owner');
    await clearClipboard(page);
    await page.getByRole('button', { name: '点击复制备案编号 HTML 代码' }).click();
    await told(page, 'HTML代码已复制');
    const copied = await readClipboard(page);
    expect(copied).toMatch(/^<a href="[^"]*\?code=42010602\d{6}" rel="noreferrer" target="_blank"><img src="[^"]*"[^>]*>.*<\/a>$/);
    expect(copied).toContain(filingNumber);
    expect(copied).toBe(await page.getByLabel('备案编号 HTML 代码', { exact: true }).innerText());
  });

  story.chapter('OPN-29 【点击复制备案号】 says that it copies the code; the plain number has a button of its own', async () => {
    const page = await story.page('owner');
    await page.getByRole('button', { name: '点击复制备案号' }).hover();
    await page.getByRole('tooltip').getByText('复制的是备案代码，即带编号和查询链接的HTML代码').waitFor();
    await clearClipboard(page);
    await page.getByRole('button', { name: '复制备案编号', exact: true }).click();
    await told(page, '备案编号已复制');
    expect(await readClipboard(page)).toBe(filingNumber);
  });

  story.chapter('HOM-51 已备案网站 has a column 操作 with what can be done with each site', async () => {
    const page = await story.page('owner');
    await openMenu(page, '已备案网站');
    await heading(page, '已备案网站');
    expect(await page.getByRole('columnheader').last().innerText()).toBe('操作');
    const row = page.getByRole('row').filter({ hasText: filingNumber });
    expect(await row.getByRole('cell').last().getByRole('link').allInnerTexts()).toEqual(['详情']);
    await shoot(page, '47-unit-filed');
  });

  story.chapter('NUM-04 gets the code by 已备案网站, its details and 【点击复制备案号】, too', async () => {
    const page = await story.page('owner');
    await page.getByRole('row').filter({ hasText: filingNumber }).getByRole('link', { name: '详情' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await heading(page, '联网备案信息');
    await clearClipboard(page);
    await page.getByRole('button', { name: '点击复制备案号' }).click();
    await told(page, '备案代码已复制');
    expect(await readClipboard(page)).toMatch(/^<a href=.*\?code=42010602\d{6}/);
  });

  story.chapter('OPN-30 the look-up names the company', async () => {
    const page = await story.page('anybody');
    await page.goto(`/lookup?code=${who.domain}`);
    const card = page.getByRole('article', { name: siteName });
    await card.waitFor();
    expect(await valueOf(card, '开办者').innerText()).toBe(company.name);
    expect(await valueOf(card, '备案编号').innerText()).toBe(filingNumber);
    await told(page, '已备案');
    await shoot(page, '48-unit-lookup');
  });

  tellChange(story, { who, company, siteName, filingNumber: () => filingNumber });
});
