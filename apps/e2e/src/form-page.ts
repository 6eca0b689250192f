import type { Locator, Page } from 'playwright-core';
import type { PictureFile } from './pictures.ts';

/** Whatever holds labelled fields: a page, or one group of it. */
export type Fields = Page | Locator;

const LARGE_PICTURES_MS = 60_000;

export async function fillIn(fields: Fields, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await fields.getByLabel(label, { exact: true }).fill(value);
}

/** What stands in the boxes of these labels. */
export async function typedIn(fields: Fields, labels: readonly string[]): Promise<Record<string, string>> {
  const typed: Record<string, string> = {};
  for (const label of labels) typed[label] = await fields.getByLabel(label, { exact: true }).inputValue();
  return typed;
}

/** Picks one of a closed list. */
export async function choose(page: Page, fields: Fields, label: string, option: string): Promise<void> {
  await fields.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
}

/** Province, city, county: typed, then picked from what is found. */
export async function chooseRegion(page: Page, fields: Fields, label: string, county: string): Promise<void> {
  await fields.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(county);
  await page.locator('.ant-cascader-dropdown:visible').getByRole('menuitemcheckbox', { name: county }).first().click();
  await page.locator('.ant-cascader-dropdown:visible').waitFor({ state: 'hidden' });
}

/** One of several regions; what was found stays open for more. */
export async function tickRegion(page: Page, label: string, county: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(county);
  await page.locator('.ant-cascader-dropdown:visible').getByRole('menuitemcheckbox', { name: county }).first().click();
  await page.keyboard.press('Escape');
  await page.locator('.ant-cascader-dropdown:visible').waitFor({ state: 'hidden' });
}

/** Chooses a file as a person does, and waits until the platform has taken it and shows it. */
export async function upload(page: Page, label: string, file: PictureFile): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: `上传${label}`, exact: true }).click()]);
  await chooser.setFiles({ ...file });
  await page.getByAltText(`${label}预览`, { exact: true }).waitFor({ timeout: LARGE_PICTURES_MS });
}

/** What is said to be wrong with a field, as a screen reader reads it there: a field is marked a moment before the sentence is drawn. */
export async function faultAt(fields: Fields, label: string): Promise<string> {
  const field = fields.getByLabel(label, { exact: true });
  await field.and(field.page().locator('[aria-invalid="true"]')).waitFor();
  const help = (await describing(field)).filter((id) => !id.endsWith('_extra'));
  await field.page().locator(help.map((id) => `[id="${id}"]`).join(', ')).filter({ hasText: /\S/ }).first().waitFor();
  return saidAt(fields, label);
}

/** Everything that a screen reader reads with a field: its help, why an officer returned it, what is wrong with it. */
export async function saidAt(fields: Fields, label: string): Promise<string> {
  const field = fields.getByLabel(label, { exact: true });
  return (await Promise.all((await describing(field)).map((id) => field.page().locator(`[id="${id}"]`).allInnerTexts()))).flat().join(' ');
}

/** The ids of what is read with a field. */
async function describing(field: Locator): Promise<string[]> {
  return ((await field.getAttribute('aria-describedby')) ?? '').split(' ').filter((id) => id !== '');
}

export function group(page: Page, legend: string | RegExp): Locator {
  return page.getByRole('group', { name: legend, exact: true });
}

/** A message box that says so has appeared. */
export async function told(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}

export async function heading(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

/** What has been sent was taken; otherwise the failure tells what the page says was wrong. */
export async function succeeded(page: Page, sign: Locator): Promise<void> {
  try {
    await sign.waitFor();
  } catch (fault) {
    const said = await page.locator('.ant-alert-error, .ant-form-item-explain-error, .plain-error').allInnerTexts();
    throw new Error(`Not taken; the page says: ${said.length === 0 ? 'nothing' : said.join(' / ')}`, { cause: fault });
  }
}
