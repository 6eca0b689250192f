import { describe, expect } from '@jest/globals';
import { action, findOnDesk, part, pass, pictures, reveal, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { choose, faultAt, fillIn, group, heading, told } from './form-page.ts';
import { enterToApply } from './kind-page.ts';
import { sms } from './notices-page.ts';
import { aCompany, aNewcomer, aPerson, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { fillInCompany, submitSubject } from './subject-page.ts';
import { acceptAndSubmit, atStep, beginWebsite, fillInAccess, fillInPersons, fillInSite, next } from './wizard-page.ts';

const EXPLANATION = '本网站名称为营业执照登记的单位全称，不从事须经文化部门审批的业务。';

describe('a company files its website', () => {
  const story = new Story('unit');
  const who = { ...aNewcomer(), siteName: '' };
  const company = aCompany();
  const siteName = company.name;
  let filingNumber = '';

  story.chapter('SUB-10 SUB-12 records the company, whose code must fit its kind', async () => {
    const page = await story.page('owner');
    await enterToApply(page, who);
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

  story.chapter('WEB-10 OPN-15 files the site under the company’s name, and explains the word 文化 in it', async () => {
    const page = await story.page('owner');
    await openMenu(page, '新办网站申请');
    await beginWebsite(page);
    await page.getByText(company.creditCode).waitFor();
    await shoot(page, '41-unit-wizard-subject');
    await next(page);
    await atStep(page, '网站基本信息');
    await fillInSite(page, who, { serviceType: '单位门户网站', siteName });
    await fillInAccess(page, '47.92.10.22');
    await next(page);
    expect(await faultAt(page, '书面说明')).toContain('请填写书面说明');
    await shoot(page, '42-unit-wizard-explanation');
    await fillIn(page, { 书面说明: EXPLANATION });
    await next(page);
    await atStep(page, '网站负责人');
    await fillInPersons(page, who, aPerson(), await photograph(await story.opened(), '安全责任人身份证', [who.name]));
    await next(page);
    await atStep(page, '提示说明');
    expect(await acceptAndSubmit(page)).not.toBe('');
  });

  story.chapter('S1 U27 the officer takes the case, opens licence and identity card for a stated reason, and passes it', async () => {
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_2'));
    await (await findOnDesk(page, '待受理', siteName)).click();
    await heading(page, siteName);
    expect(await valueOf(part(page, '开办主体'), '单位名称').innerText()).toContain(company.name);
    expect(await valueOf(part(page, '网站基本信息'), '书面说明').innerText()).toContain(EXPLANATION);
    expect(await part(page, '审核提示').innerText()).toContain('名称含有“文化”');
    await shoot(page, '43-unit-case');
    await action(page, '受理').click();
    await reveal(part(page, '开办主体'), '单位证件照片');
    await reveal(part(page, '开办主体'), '开办者身份证照片');
    expect(await pictures(part(page, '开办主体'))).toEqual({ shown: 2, broken: [] });
    filingNumber = await pass(page);
  });

  story.chapter('OPN-30 the look-up names the company, and the owner is told by SMS', async () => {
    const page = await story.page('anybody');
    expect(await sms(page, who.mobile, filingNumber)).toContain(siteName);
    await page.goto(`/lookup?code=${who.domain}`);
    const card = page.getByRole('article', { name: siteName });
    await card.waitFor();
    expect(await valueOf(card, '开办者').innerText()).toBe(company.name);
    expect(await valueOf(card, '备案编号').innerText()).toBe(filingNumber);
    await told(page, '已备案');
    await shoot(page, '44-unit-lookup');
  });
});
