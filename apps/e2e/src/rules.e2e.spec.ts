import { describe, expect } from '@jest/globals';
import { logIn, openMenu } from './entry-page.ts';
import { fillIn, heading, told } from './form-page.ts';
import { officer } from './people.ts';
import { editFirstVersion, enactFirst, enactNewest, openRules, tryNewest } from './rules-page.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';

describe('an administrator keeps rules and directory', () => {
  const story = new Story('keeper');

  story.chapter('NAM-09 adds a keyword as a new version, tries it over past filings, enacts it and goes back', async () => {
    const page = await story.page('administrator');
    await logIn(page, officer('hubei_admin_1'));
    await heading(page, '人员管理');
    await openRules(page, '命名规则');
    await shoot(page, '75-rules');
    const editor = await editFirstVersion(page, '命名规则');
    await editor.getByLabel('关键字').first().click();
    await page.keyboard.type('控股');
    await page.keyboard.press('Enter');
    await editor.getByRole('button', { name: '保存为新版本' }).click();
    await told(page, '请填写修改说明');
    await shoot(page, '76-rules-editor');
    await fillIn(editor, { 修改说明: '个人名称不得含“控股”' });
    await editor.getByRole('button', { name: '保存为新版本' }).click();
    await told(page, '个人名称不得含“控股”');
    await tryNewest(page, () => shoot(page, '77-dry-run'));
    await enactNewest(page);
    await page.getByRole('row').filter({ hasText: '个人名称不得含“控股”' }).getByText('使用中').waitFor();
    await enactFirst(page);
  });

  story.chapter('OPN-44 imports providers from a table, whose faults are named line by line, and imports them once it is right', async () => {
    const page = await story.page('administrator');
    await openMenu(page, '服务商目录');
    await told(page, '新增服务商');
    await shoot(page, '78-providers');
    await page.getByRole('button', { name: /^导\s?入$/ }).click();
    const dialog = page.getByRole('dialog', { name: '导入服务商' });
    const choose = (csv: string) => dialog.locator('input[type=file]').setInputFiles({ name: '目录.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const head = '类别,名称,地区代码,地址,电话\n';
    await choose(`${head}接入商,楚天云,420000,,\n`);
    await dialog.getByRole('button', { name: /^导\s?入$/ }).click();
    await told(page, '第2行：类别应为“网络接入服务商”或“域名注册服务商”');
    await shoot(page, '79-providers-import');
    await choose(`${head}网络接入服务商,楚天云,420000,,\n域名注册服务商,楚天域名,420000,,\n`);
    await dialog.getByRole('button', { name: /^导\s?入$/ }).click();
    await page.getByText(/已导入：新增\d条/).waitFor();
    await page.getByRole('row').filter({ hasText: '楚天域名' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: '楚天云' }).innerText()).toContain('网络接入服务商');
  });
});
