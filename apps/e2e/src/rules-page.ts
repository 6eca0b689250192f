import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { openMenu } from './entry-page.ts';
import { fillIn, told } from './form-page.ts';

/** 规则管理 on the tab of one topic. */
export async function openRules(page: Page, topic: string): Promise<void> {
  await openMenu(page, '规则管理');
  // The menu leads to the first tab, from another tab too; only then can another be chosen.
  await page.getByRole('tab', { name: '命名规则', selected: true }).waitFor();
  await page.getByRole('tab', { name: topic }).click();
  await page.getByRole('tab', { name: topic, selected: true }).waitFor();
  await told(page, '随平台提供');
}

/** The first version as a form; gives its dialog. */
export async function editFirstVersion(page: Page, topic: string) {
  await page.getByRole('button', { name: '以初始版本为基础修改' }).click();
  return page.getByRole('dialog', { name: `${topic}：初始版本` });
}

/** Tries the newest version over past filings, and reads what would change. */
export async function tryNewest(page: Page, picture: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^试运行第\d+版$/ }).first().click();
  const result = page.getByRole('dialog', { name: /^试运行/ });
  await result.getByText(/共检查\d+个申请|还没有可以检查的申请/).waitFor();
  await picture();
  await result.getByRole('button', { name: 'Close' }).or(result.getByRole('button', { name: '关闭' })).first().click();
  await result.waitFor({ state: 'hidden' });
}

/** Enacts the newest version that is not in force. */
export async function enactNewest(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^启用第\d+版$/ }).first().click();
  await page.getByRole('dialog').filter({ hasText: /启用第\d+版？/ }).getByRole('button', { name: /^启\s?用$/ }).click();
  await told(page, '已生效');
}

/** Goes back to what the platform ships. */
export async function enactFirst(page: Page): Promise<void> {
  await page.getByRole('button', { name: '启用初始版本' }).click();
  await page.getByRole('dialog').filter({ hasText: '启用初始版本？' }).getByRole('button', { name: /^启\s?用$/ }).click();
  await page.getByRole('row').filter({ hasText: '平台初始版本' }).getByText('使用中').waitFor();
}

/** A branch of 应用类型 with one leaf, which an administrator wants to have. */
export interface NewBranch {
  readonly branch: string;
  readonly leaf: string;
}

/** Adds an option to a dictionary, and a branch to 应用类型, as a new version, which it does not enact. */
export async function addOption(page: Page, dictionary: string, words: string, added: NewBranch, picture: (part: 'option' | 'branch') => Promise<void>): Promise<void> {
  const editor = await editFirstVersion(page, '选项字典');
  await editor.getByRole('tab', { name: dictionary }).click();
  await editor.getByRole('button', { name: `${dictionary}：增加选项` }).click();
  await fillIn(editor, { 修改说明: `增加“${words}”` });
  // What is missing stands on a tab that is not open.
  await editor.getByRole('tab', { name: '宿主平台' }).click();
  await editor.getByRole('button', { name: '保存为新版本' }).click();
  await editor.getByText('请填写选项名称').waitFor();
  await editor.getByRole('textbox', { name: new RegExp(`^${dictionary}第\\d+项名称$`) }).last().fill(words);
  await picture('option');
  await addBranch(editor, added);
  await picture('branch');
  await editor.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByRole('row').filter({ hasText: `增加“${words}”` }).waitFor();
}

/** Twice, as the second was a mistake; and the first branch of all is out of use for a moment. */
async function addBranch(editor: Locator, { branch, leaf }: NewBranch): Promise<void> {
  await editor.getByRole('tab', { name: '应用类型' }).click();
  for (const _time of ['wanted', 'by mistake']) await editor.getByRole('button', { name: '增加大类' }).click();
  await editor.getByRole('button', { name: /^删除大类\d+$/ }).last().click();
  const last = editor.getByRole('group', { name: /^大类\d+$/ }).last();
  await fillIn(last, { 大类名称: branch });
  await last.getByRole('button', { name: '增加选项' }).click();
  await last.getByRole('button', { name: /^删\s?除$/ }).last().click();
  await last.getByRole('textbox', { name: /第1项名称$/ }).fill(leaf);
  const first = editor.getByRole('group', { name: '大类1', exact: true });
  await first.getByRole('button', { name: '停用大类1的全部选项' }).click();
  const boxes = await first.getByRole('checkbox', { name: '停用' }).all();
  expect(await Promise.all(boxes.map((box) => box.isChecked()))).toEqual(boxes.map(() => true));
  for (const box of boxes) await box.uncheck();
}
