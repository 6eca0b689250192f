import type { Page } from 'playwright-core';
import { choose, chooseRegion, fillIn, group, heading, succeeded, upload } from './form-page.ts';
import type { TestPerson } from './people.ts';
import type { PictureFile } from './pictures.ts';

export const COUNTY = '武昌区';
export const RESIDENCE = '湖北省武汉市武昌区中南路99号2栋1502室';

/** What every person of a run says alike. */
export const SAID_ALIKE = { 证件有效期至: '2041-06-30', 办公电话: '027-87654321', 常住地: RESIDENCE };

/** SUB-18..22: everything that the form asks of a natural person. */
async function fillInPerson(page: Page, who: TestPerson): Promise<void> {
  const person = group(page, '负责人信息');
  await fillIn(person, { 姓名: who.name });
  await choose(page, person, '证件类型', '居民身份证');
  await fillIn(person, { 证件号码: who.idNumber, 手机号码: who.mobile, 邮箱: who.email, ...SAID_ALIKE });
}

/** An individual's subject, up to 【提交审核】. */
export async function fillInIndividual(page: Page, who: TestPerson, card: PictureFile, county = COUNTY): Promise<void> {
  await heading(page, '新增主体');
  await page.getByRole('radio', { name: '个人' }).check();
  await chooseRegion(page, page, '常住地所属地区', county);
  await fillInPerson(page, who);
  await upload(page, '开办者身份证照片', card);
}

/** A company's subject, up to 【提交审核】 (SUB-10..17). */
export async function fillInCompany(page: Page, company: { readonly name: string; readonly creditCode: string }, who: TestPerson, pictures: { readonly licence: PictureFile; readonly card: PictureFile }): Promise<void> {
  await heading(page, '新增主体');
  await page.getByRole('radio', { name: '单位' }).check();
  const unit = group(page, '主办单位信息');
  await choose(page, unit, '单位性质', '企业单位');
  await fillIn(unit, { 统一社会信用代码: company.creditCode, 单位名称: company.name, 投资或主管单位: who.name, 注册地址: RESIDENCE });
  await chooseRegion(page, unit, '注册地所属地区', COUNTY);
  await upload(page, '营业执照照片', pictures.licence);
  await fillInPerson(page, who);
  await upload(page, '开办者身份证照片', pictures.card);
}

export async function submitSubject(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交审核' }).click();
  await succeeded(page, page.getByText('主体业务申请完成'));
}

/** What the form asks of a unit, and of the responsible person, in the order of the page. */
export const OF_A_UNIT = ['单位性质', '统一社会信用代码', '单位名称', '投资或主管单位', '注册地所属地区', '注册地址', '单位证件照片'];
export const OF_A_PERSON = ['姓名', '证件类型', '证件号码', '证件有效期至', '手机号码', '邮箱', '办公电话', '常住地', '开办者身份证照片'];

/** Labels with a star, in the order of the page. */
export function starred(page: Page): Promise<string[]> {
  return page.locator('label.ant-form-item-required').allInnerTexts();
}

/** How the first of the stars looks. As text, since it runs in the page. */
export function starLooks(page: Page): Promise<{ readonly sign: string; readonly red: boolean }> {
  return page.evaluate(`(() => {
    const { content, color, display } = getComputedStyle(document.querySelector('label.ant-form-item-required'), '::before');
    const [red, green, blue] = color.match(/\\d+/g).map(Number);
    return { sign: content, red: display !== 'none' && red > 150 && green < 80 && blue < 80 };
  })()`);
}

export const RED_STAR = { sign: '"*"', red: true };
