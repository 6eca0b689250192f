import type { Page } from 'playwright-core';
import { underTest } from './config.ts';
import { fillIn, heading, type Fields } from './form-page.ts';

/** Picks a bureau of the tree by its name, as a person finds it: by typing. */
export async function chooseBureau(page: Page, fields: Fields, label: string, name: string): Promise<void> {
  await fields.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(name);
  await page.locator('.ant-select-dropdown:visible .ant-select-tree-title').filter({ hasText: name }).first().click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
}

/** Picks somebody of a list of people, by login name. */
export async function choosePerson(page: Page, fields: Fields, label: string, loginName: string): Promise<void> {
  await fields.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: loginName }).click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
}

/** 【任命】 of somebody new as initial reviewer; answers the code that is shown once. */
export async function appoint(page: Page, who: { name: string; idNumber: string; loginName: string }, bureau: string, picture: (name: string) => Promise<void>): Promise<string> {
  await page.getByRole('button', { name: '任命人员' }).click();
  const drawer = page.getByRole('dialog', { name: '任命人员' });
  await fillIn(drawer, { 姓名: who.name, 身份证号码: who.idNumber, 用户名: who.loginName });
  await chooseBureau(page, drawer, '单位', bureau);
  await drawer.getByLabel(/^初审民警/).check();
  await picture('61-appoint');
  await drawer.getByRole('button', { name: /^任\s?命$/ }).click();
  const shown = page.getByRole('dialog', { name: '启用码' });
  const code = (await shown.getByLabel('启用码', { exact: true }).innerText()).trim();
  await picture('62-enrolment-code');
  await shown.getByRole('button', { name: '已转交，关闭' }).click();
  return code;
}

/** The line of somebody in the list of officers. */
export async function officerLine(page: Page, loginName: string) {
  await heading(page, '人员管理');
  return page.getByRole('row').filter({ hasText: loginName });
}

/** Lines for the directory of providers, as its page sends them, in the administrator's session. */
export async function importProviders(page: Page, lines: readonly string[]): Promise<void> {
  const csv = ['类别,名称,地区代码,地址,电话', ...lines].join('\n');
  const answer = await page.request.post('/api/filing/administration/providers/import', { headers: { 'x-beian-request': '1', origin: underTest().origin }, data: { csv } });
  if (!answer.ok()) throw new Error(`The directory was not imported: ${await answer.text()}`);
}
