import type { Page } from 'playwright-core';
import { fillInRegistration, logIn, register } from './entry-page.ts';
import { chooseRegion, fillIn, group, upload } from './form-page.ts';
import type { Newcomer } from './people.ts';
import type { PictureFile } from './pictures.ts';
import { COUNTY, fillInIndividual, submitSubject } from './subject-page.ts';
import { begin, next } from './wizard-page.ts';

/** What the forms of mini-programs, APPs, markets and providers have in common. */

/** Registration, login, and the subject that home asks for, begun. */
export async function enterToApply(page: Page, who: Newcomer): Promise<void> {
  await fillInRegistration(page, who);
  await register(page);
  await logIn(page, who);
  await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
}

/** The same with an individual's subject, submitted. */
export async function enterAsIndividual(page: Page, who: Newcomer, card: PictureFile): Promise<void> {
  await enterToApply(page, who);
  await fillInIndividual(page, who, card);
  await submitSubject(page);
}

/** From the list of materials over the subject, which is read only, to the kind's own step. */
export async function beginKind(page: Page, title: string): Promise<void> {
  await begin(page, title);
  await next(page);
  await group(page, /^网络/).waitFor();
}

/** 应用类型: a branch is opened and one of its leaves ticked. */
export async function tickType(page: Page, branch: string, leaf: string): Promise<void> {
  const tree = page.getByRole('group', { name: '应用类型' });
  await tree.getByRole('button', { name: `展开${branch}` }).click();
  await tree.getByRole('checkbox', { name: leaf, exact: true }).check();
}

/** 托管服务器信息, rented from somebody. */
export async function fillInHosting(page: Page): Promise<void> {
  await page.getByRole('radio', { name: '云', exact: true }).check();
  await fillIn(page, { 托管服务商: '阿里云计算有限公司' });
  await chooseRegion(page, page, '服务器所在地', COUNTY);
}

/** 相关前置许可, with what each kind's picture is called. */
export async function tickApproval(page: Page, kind: string): Promise<void> {
  await page.getByRole('radio', { name: '是', exact: true }).check();
  await page.getByRole('checkbox', { name: new RegExp(`^${kind}（`) }).check();
}

/** So many different pictures of the thing at work. */
export async function uploadScreens(page: Page, files: readonly PictureFile[]): Promise<void> {
  for (const [index, file] of files.entries()) await upload(page, `运行截图${index + 1}`, file);
}
