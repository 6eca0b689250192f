import { eventually } from '@beian/testing/eventually';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { action, findOnDesk, markWrong, part, returnWith, valueOf } from './case-page.ts';
import { openMenu } from './entry-page.ts';
import { faultAt, fillIn, group, heading, told } from './form-page.ts';
import { sms, systemMessage } from './notices-page.ts';
import { aPerson, type Newcomer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { submitTooSoon } from './slow-pictures.ts';
import type { Story } from './story.ts';
import { saveDraft } from './wizard-page.ts';

/** A company whose site is filed; `owner`, `officer` and `anybody` are people of the story. */
export interface Filed {
  readonly who: Newcomer;
  readonly company: { readonly name: string };
  readonly siteName: string;
  readonly filingNumber: () => string;
}

const REASON = '变更后的名称与营业执照不一致';
const WAITING = /主体变更等待审核，审核期限至\d{4}年\d+月\d+日/;

/** 主体变更 from the first wish to the filings that have to be looked through (OPN-07). */
export function tellChange(story: Story, { who, company, siteName, filingNumber }: Filed): void {
  const mobile = aPerson().mobile;
  const [wrongName, newName] = [company.name.replace('文化传播', '文化传媒'), company.name.replace('文化传播', '文化发展')];

  /** By a page that knows nothing yet: what was just read is shown for some seconds more. */
  async function openSubject(page: Page, name: string): Promise<void> {
    await page.goto('/subjects');
    await heading(page, '我的主体');
    await page.getByRole('link', { name, exact: true }).click();
    await heading(page, name);
  }

  async function openReview(page: Page, name: string): Promise<void> {
    await page.goto('/desk');
    await page.getByRole('tab', { name: '主体审核' }).click();
    await heading(page, '主体审核');
    await page.getByRole('row').filter({ hasText: name }).filter({ hasText: '变更' }).getByRole('link').first().click();
    await heading(page, name);
  }

  story.chapter('OPN-07 changes the approved subject; until the change is approved the old one stays in force', async () => {
    const page = await story.page('owner');
    await openSubject(page, company.name);
    await page.getByRole('button', { name: '主体变更' }).click();
    await heading(page, '主体变更');
    await page.getByRole('button', { name: '提交变更' }).click();
    await told(page, '填写的内容与现行的主体信息一致，没有需要变更的内容');
    const unit = group(page, '主办单位信息');
    await fillIn(unit, { 单位名称: 'www.example.cn' });
    await page.getByRole('button', { name: '提交变更' }).click();
    expect(await faultAt(unit, '单位名称')).toMatch(/域名/);
    await fillIn(unit, { 单位名称: wrongName });
    await fillIn(group(page, '负责人信息'), { 手机号码: mobile });
    await saveDraft(page);
    await openMenu(page, '我的草稿');
    await page.getByRole('row').filter({ hasText: wrongName }).filter({ hasText: '主体变更' }).getByRole('link', { name: '继续填写' }).click();
    await heading(page, '主体变更');
    expect([await unit.getByLabel('单位名称', { exact: true }).inputValue(), await group(page, '负责人信息').getByLabel('手机号码', { exact: true }).inputValue()]).toEqual([wrongName, mobile]);
    await shoot(page, '100-subject-change');
    await page.getByRole('button', { name: '提交变更' }).click();
    await heading(page, company.name);
    await told(page, WAITING);
    expect(await valueOf(page.locator('.panel').first(), '单位名称').innerText()).toBe(company.name);
    await shoot(page, '101-subject-change-waits');
    await page.getByRole('button', { name: '查看变更' }).click();
    await page.getByRole('row').filter({ hasText: '单位名称' }).filter({ hasText: company.name }).getByText(wrongName).waitFor();
    await shoot(page, '102-subject-change-read');
    await openMenu(page, '我的主体');
    await page.getByRole('cell', { name: /审核通过\s*变更审核中/ }).waitFor();
    await openMenu(page, '我的草稿');
    await told(page, '没有草稿');
  });

  story.chapter('OPN-07 the officer sees what changes into what, and returns it with a reason at a field', async () => {
    const page = await story.page('officer');
    await openReview(page, wrongName);
    await action(page, '受理').click();
    await part(page, '审核状态').getByText('我', { exact: true }).waitFor();
    const changes = part(page, '变更内容');
    await changes.getByText(wrongName).waitFor();
    expect(await changes.getByRole('row').filter({ hasText: '单位名称' }).getByRole('cell').allInnerTexts()).toEqual(['单位名称', company.name, wrongName]);
    expect(await changes.getByRole('row').count()).toBe(3);
    await part(page, '主体沿革').getByText('提交变更').waitFor();
    await shoot(page, '103-subject-change-review');
    await markWrong(page, '开办主体', '单位名称');
    await returnWith(page, { '开办主体 · 单位名称': REASON }, '退回主体变更');
    await part(page, '审核状态').getByText('退回').first().waitFor();
    const owner = await story.page('owner');
    expect(await systemMessage(owner, '主体变更被退回', REASON)).toContain('原主体信息继续有效');
    expect(await sms(await story.page('anybody'), who.mobile, '您提交的主体变更被退回')).toContain(REASON);
  });

  story.chapter('OPN-07 corrects the change, which is approved and in force at once', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的主体');
    await page.getByRole('link', { name: '更正变更' }).click();
    await told(page, REASON);
    await fillIn(group(page, '主办单位信息'), { 单位名称: newName });
    await shoot(page, '104-subject-change-returned');
    await page.getByRole('button', { name: '提交变更' }).click();
    await told(page, WAITING);
    const desk = await story.page('officer');
    await openReview(desk, newName);
    await action(desk, '受理').click();
    await action(desk, '审核通过').click();
    const dialog = desk.getByRole('dialog', { name: /^审核通过/ });
    await dialog.getByText('审核通过后，新的主体信息立即生效').waitFor();
    await dialog.getByRole('button', { name: '审核通过' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await part(desk, '审核状态').getByText('审核通过').first().waitFor();
    await part(desk, '主体沿革').getByText('变更生效', { exact: true }).waitFor();
    expect(await sms(await story.page('anybody'), who.mobile, '您提交的主体变更已审核通过')).toMatch(/单位名称、主体负责人有变动，请登录系统核对/);
  });

  story.chapter('OPN-07 is led from the subject to each filing that may have to follow, whose number stays', async () => {
    const page = await story.page('owner');
    await eventually('the filing has heard of it', async () => {
      await openSubject(page, newName);
      await part(page, '名下备案').getByRole('row').nth(1).waitFor();
      return (await part(page, '名下备案').getByText('主体已变更', { exact: true }).count()) === 1;
    }, 60_000);
    await told(page, '主体已变更，有1项备案需要核对');
    expect(await part(page, '变更记录').getByRole('listitem').innerText()).toContain('单位名称、负责人 · 手机号码');
    await shoot(page, '105-subject-changed');
    await part(page, '名下备案').getByRole('link', { name: '去核对' }).click();
    await heading(page, siteName);
    await told(page, /^开办主体已于\d{4}年\d+月\d+日变更：单位名称、负责人 · 手机号码$/);
    await told(page, /应当一并变更/);
    expect(await valueOf(page.locator('.panel').first(), '开办主体').innerText()).toBe(newName);
    expect(await valueOf(page.locator('.panel').first(), '备案编号').innerText()).toBe(filingNumber());
    await shoot(page, '106-filing-of-changed-subject');
    await openMenu(page, '我的网站');
    await page.getByRole('cell', { name: /已备案\s*主体已变更/ }).waitFor();
    const anybody = await story.page('anybody');
    await anybody.goto(`/lookup?code=${who.domain}`);
    expect(await valueOf(anybody.getByRole('article', { name: siteName }), '开办者').innerText()).toBe(newName);
  });

  story.chapter('OPN-07 U6 takes back a change that no officer has taken yet, which waited for its picture', async () => {
    const page = await story.page('owner');
    await openSubject(page, newName);
    await page.getByRole('button', { name: '主体变更' }).click();
    await fillIn(group(page, '负责人信息'), { 办公电话: '027-87654399' });
    const submit = (): Promise<void> => page.getByRole('button', { name: '提交变更' }).click();
    await submitTooSoon(page, '营业执照照片', await photograph(await story.opened(), '营业执照', [newName]), submit);
    await submit();
    await told(page, WAITING);
    await page.getByRole('button', { name: '查看变更' }).click();
    await page.getByRole('button', { name: '撤回变更' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: /^撤\s?回$/ }).click();
    await told(page, '已撤回，现行的主体信息没有变化');
    await heading(page, newName);
    await page.getByRole('button', { name: '主体变更' }).waitFor();
    expect(await page.getByText(WAITING).count()).toBe(0);
  });

  story.chapter('OPN-07 the officer reads in the case what became of the subject, revision by revision', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '已办结', siteName)).click();
    await heading(page, siteName);
    await part(page, '审核提示').getByText('本申请通过后开办主体已变更').waitFor();
    const history = part(page, '主体沿革');
    await history.getByText('提交主体').waitFor();
    expect(await history.locator('strong').allInnerTexts()).toEqual(['撤回变更', '提交变更', '变更生效', '提交变更', '变更退回', '提交变更', '审核通过', '提交主体']);
    await history.getByRole('button', { name: '查看第3版' }).first().click();
    const drawer = page.getByRole('dialog', { name: '开办主体（第3版）' });
    expect(await valueOf(drawer, '单位名称').innerText()).toBe(newName);
    await shoot(page, '107-subject-history');
    await drawer.getByRole('button', { name: /close|关闭/i }).click();
    await drawer.waitFor({ state: 'hidden' });
  });

  story.chapter('OPN-26 the officer reads which notice the applicant accepted, and when', async () => {
    const page = await story.page('officer');
    expect(await valueOf(part(page, '案件状态'), '告知书').innerText()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d 勾选“我已阅读信息网络安全保护方案”/);
    await part(page, '案件状态').getByRole('button', { name: '查看原文' }).click();
    const drawer = page.getByRole('dialog', { name: /^提示说明（版本/ });
    await drawer.getByRole('heading', { name: /^网络安全责任告知书/ }).waitFor();
    await shoot(page, '108-notice-accepted');
  });
}
