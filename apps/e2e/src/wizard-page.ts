import { addDays, shanghaiDate } from '@beian/rules/calendar/dates';
import type { Locator, Page } from 'playwright-core';
import { chooseRegion, fillIn, group, heading, succeeded, told, upload } from './form-page.ts';
import type { Newcomer, TestPerson } from './people.ts';
import type { PictureFile } from './pictures.ts';

/** Within the 30 days that the law gives for filing. */
const OPENED_DAYS_AGO = 20;

/** The four steps of WEB-02. */
export type Step = '开办主体' | '网站基本信息' | '网站负责人' | '提示说明';

/** From the page that says what to prepare to the first step. */
export async function begin(page: Page, title: string): Promise<void> {
  await heading(page, title);
  await page.getByRole('checkbox', { name: /已完成各项信息安全保护措施/ }).check();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.getByText('主体信息仅供查看，不能在这里修改').waitFor();
}

export async function beginWebsite(page: Page): Promise<void> {
  await begin(page, '新办网站申请');
}

/** Whatever could be typed, picked or uploaded in the step that is shown; step 1 has nothing of it (WEB-03, MIN-04). */
export function changeable(page: Page): Locator {
  return page.getByRole('main').locator('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="switch"]');
}

export async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

/** A part of the step that no other step has, so that the step is really shown. */
export async function atStep(page: Page, step: Step): Promise<void> {
  const sign = {
    开办主体: page.getByText('主体信息仅供查看，不能在这里修改'),
    网站基本信息: group(page, '网络接入'),
    网站负责人: group(page, '网站应急联络人'),
    提示说明: page.getByRole('checkbox', { name: '我已阅读信息网络安全保护方案' }),
  }[step];
  await sign.waitFor();
}

/** Step 2 (WEB-10..21) as far as names, domain and tick boxes go. */
export async function fillInSite(page: Page, who: Newcomer, { serviceType, siteName = who.siteName }: { readonly serviceType: string; readonly siteName?: string }): Promise<void> {
  await fillIn(page, { 网站名称: siteName, 域名: who.domain });
  await page.getByRole('checkbox', { name: serviceType, exact: true }).check();
  await page.getByRole('radio', { name: '非交互式', exact: true }).check();
  await fillIn(page, { 网站开通日期: addDays(shanghaiDate(new Date()), -OPENED_DAYS_AGO) });
}

/** 【查询…】 beside a provider of the form: the search that it opens. */
export async function searchProvider(page: Page, what: string): Promise<Locator> {
  await page.getByRole('button', { name: `查询${what}`, exact: true }).click();
  const search = page.getByRole('dialog', { name: `查询${what}` });
  await search.getByLabel('服务商所属地区', { exact: true }).waitFor();
  return search;
}

/** Looks in a region, for a part of the name where one is given, and chooses what is found there. */
export async function chooseProvider(page: Page, what: string, county: string, name: string, part?: string): Promise<void> {
  const search = await searchProvider(page, what);
  await chooseRegion(page, search, '服务商所属地区', county);
  if (part !== undefined) await fillIn(search, { 服务商名称: part });
  await search.getByRole('button', { name: /^查\s?询$/ }).click();
  await search.getByRole('button', { name: `选择${name}` }).click();
  await search.waitFor({ state: 'hidden' });
}

/** The rest of step 2: who gives access and name, and where the site answers. */
export async function fillInAccess(page: Page, address: string): Promise<void> {
  await fillIn(page, { 网络接入服务商: '阿里云计算有限公司', 域名注册服务商: '阿里云计算有限公司', 起始IP: address });
}

/** 同主体负责人信息, ticked; answers the role's fields as they were filled in. */
export async function tickSameAsSubject(page: Page, role: string): Promise<Locator> {
  const person = group(page, role);
  await person.getByRole('checkbox', { name: '同主体负责人信息' }).check();
  await person.getByText('为保障信息安全，平台未完整存储个人信息，请逐项核实').waitFor();
  return person;
}

/** The same, gone through: certificate number and mobile are typed again, and the tick says that all was looked at (OPN-21). */
export async function copyFromSubject(page: Page, role: string, who: TestPerson): Promise<void> {
  const person = await tickSameAsSubject(page, role);
  await fillIn(person, { 证件号码: who.idNumber, 手机号码: who.mobile });
  await person.getByRole('checkbox', { name: '我已逐项核实以上信息' }).check();
}

/** Step 3 (WEB-30..38): the applicant twice, and somebody else to be called at night. */
export async function fillInPersons(page: Page, who: TestPerson, emergency: TestPerson, securityCard: PictureFile): Promise<void> {
  await copyFromSubject(page, '网站负责人', who);
  await copyFromSubject(page, '网站安全负责人', who);
  await group(page, '网站安全负责人').getByRole('button', { name: '移除安全责任人身份证照片' }).click();
  await upload(page, '安全责任人身份证照片', securityCard);
  await fillIn(group(page, '网站应急联络人'), { 姓名: emergency.name, 手机号码: emergency.mobile, 邮箱: emergency.email });
}

export async function saveDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('草稿已保存，可以在“我的草稿”中继续填写').waitFor();
}

/** The last step and 【提交】; answers the application's number. */
export async function acceptAndSubmit(page: Page, title = '新办网站申请', tick = '我已阅读信息网络安全保护方案'): Promise<string> {
  await page.getByRole('checkbox', { name: tick }).check();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await succeeded(page, page.getByText(`${title}已提交`));
  return (await page.getByText('申请编号：').locator('strong').textContent()) ?? '';
}

/** The last look at a corrected form, which goes back to the officer under this name. */
export async function resubmit(page: Page, name: string): Promise<void> {
  await told(page, '重新提交前请核对');
  await page.getByRole('button', { name: '重新提交' }).click();
  await heading(page, name);
  await told(page, '等待审核');
}
