import { eventually } from '@beian/testing/eventually';
import { describe, expect } from '@jest/globals';
import { action, findOnDesk, markWrong, part, pass, pictures, returnWith, valueOf } from './case-page.ts';
import { logIn, openMenu } from './entry-page.ts';
import { choose, faultAt, fillIn, heading, saidAt, told, upload } from './form-page.ts';
import { beginKind, enterAsIndividual, fillInHosting, tickApproval, tickType, uploadScreens } from './kind-page.ts';
import { aNewcomer, officer } from './people.ts';
import { photograph } from './pictures.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';
import { RESIDENCE } from './subject-page.ts';
import { acceptAndSubmit, next, resubmit, saveDraft } from './wizard-page.ts';

const TOO_SHORT = '地址不够详细，请填写到街道门牌号或村';
const UNCLEAR = '请说明摘录能否导出';

describe('somebody files an APP', () => {
  const story = new Story('app');
  const who = aNewcomer();
  const name = who.siteName.replace('札记', '助手');
  const bundle = `cn.${who.domain.split('-')[0]}.reader`;
  let filingNumber = '';

  story.chapter('HOM-38 finds 新增APP under APP业务', async () => {
    const page = await story.page('owner');
    await enterAsIndividual(page, who, await photograph(await story.opened(), '居民身份证', [who.name]));
    await openMenu(page, '新增APP', 'APP业务');
    await beginKind(page, '新增APP');
    await shoot(page, '100-app-empty');
  });

  story.chapter('OPN-41 is refused a package without id and fingerprint', async () => {
    const page = await story.page('owner');
    await fillIn(page, { APP名称: name, '包名/Bundle ID': 'reader', '签名/MD5': '1234' });
    await choose(page, page, '平台', 'Android');
    await next(page);
    expect(await faultAt(page, '包名/Bundle ID')).toContain('格式不正确');
    expect(await faultAt(page, '签名/MD5')).toContain('指纹');
    expect(await faultAt(page, '运行截图')).toContain('请上传3至5张运行截图');
    await shoot(page, '101-app-faults');
    await fillIn(page, { '包名/Bundle ID': bundle, '签名/MD5': '0123456789abcdef0123456789abcdef' });
  });

  story.chapter('APP-06 names two versions', async () => {
    const page = await story.page('owner');
    await fillIn(page, { 版本号: '1.0.0' });
    await page.getByRole('button', { name: '添加版本号' }).click();
    await fillIn(page, { 版本号2: 'V1.0.0' });
    await next(page);
    expect(await faultAt(page, '版本号2')).toContain('重复');
    await fillIn(page, { 版本号2: '1.1.0' });
  });

  story.chapter('HOM-56 leaves a draft and opens it again', async () => {
    const before = await story.page('owner');
    await fillIn(before, { 功能介绍: '读书时记下摘录和心得，并按书整理。', 下载地址: `https://${who.domain}/app.apk`, 当前用户量: '1200' });
    await saveDraft(before);
    await story.close('owner');
    const page = await story.page('owner');
    await logIn(page, who, '/drafts');
    await page.getByRole('link', { name: '继续填写' }).click();
    await page.getByRole('group', { name: '网络接入' }).waitFor();
    expect(await page.getByLabel('包名/Bundle ID', { exact: true }).inputValue()).toBe(bundle);
    expect(await page.getByLabel('当前用户量', { exact: true }).inputValue()).toBe('1200');
    expect(await page.getByLabel('版本号2', { exact: true }).inputValue()).toBe('1.1.0');
  });

  story.chapter('OPN-17 cannot go on with a licence picture forgotten', async () => {
    const page = await story.page('owner');
    const browser = await story.opened();
    await tickType(page, '资讯', '阅读、电子书');
    await page.getByRole('radio', { name: '非交互式', exact: true }).check();
    await uploadScreens(page, [await photograph(browser, '首页', [name]), await photograph(browser, '书架', [name]), await photograph(browser, '摘录', [name])]);
    await fillInHosting(page);
    await fillIn(page, { IP地址: '47.92.10.41' });
    await tickApproval(page, '出版');
    await next(page);
    expect(await faultAt(page, '出版许可截图')).toContain('请上传“出版”的许可截图');
    await upload(page, '出版许可截图', await photograph(browser, '出版许可证', [who.name]));
    await shoot(page, '102-app-full');
  });

  story.chapter('APP-01 submits it under the subject', async () => {
    const page = await story.page('owner');
    await next(page);
    expect(await acceptAndSubmit(page, '新增APP', '我已阅读网络安全责任告知书')).not.toBe('');
  });

  story.chapter('HOM-57 finds it in 我的申请 as 新增APP', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await page.getByRole('row').filter({ hasText: name }).getByRole('cell', { name: '新增APP', exact: true }).waitFor();
    await shoot(page, '103-app-applications');
  });

  story.chapter('REV-19 the officer sees packages, users and versions', async () => {
    const page = await story.page('officer');
    await logIn(page, officer('wuchang_reviewer_2'));
    await (await findOnDesk(page, '待受理', name)).click();
    await heading(page, name);
    const details = part(page, 'APP信息');
    for (const [label, value] of [['安装包', `Android：${bundle}`], ['当前用户量', '1,200'], ['版本号', '1.0.0、1.1.0'], ['相关前置许可', '出版']] as const) {
      expect(await valueOf(details, label).innerText()).toContain(value);
    }
    expect(await pictures(details)).toEqual({ shown: 4, broken: [] });
    await action(page, '受理').click();
    await part(page, '案件状态').getByText('我', { exact: true }).waitFor();
    await shoot(page, '104-app-case');
  });

  story.chapter('REV-12 the officer returns it with a reason at a field of the subject and at one of the APP', async () => {
    const page = await story.page('officer');
    await markWrong(page, '开办主体', '常住地');
    await markWrong(page, 'APP信息', '功能介绍');
    await returnWith(page, { '开办主体 · 负责人 · 常住地': TOO_SHORT, 功能介绍: UNCLEAR });
    await part(page, '案件状态').getByText('退回').first().waitFor();
    await shoot(page, '106-app-returned');
  });

  story.chapter('SUB-37 corrects the returned subject on a page of its own, to which the wizard sends its owner', async () => {
    const page = await story.page('owner');
    await eventually('the subject is returned', async () => {
      await page.goto('/subjects');
      await page.getByRole('table', { name: '我的主体' }).waitFor();
      return page.getByRole('cell', { name: '退回', exact: true }).isVisible();
    });
    await openMenu(page, '新增APP', 'APP业务');
    await page.getByRole('dialog').getByRole('button', { name: '申请主体' }).click();
    await heading(page, '更正主体');
    expect(await page.getByLabel('常住地', { exact: true }).inputValue()).toBe(RESIDENCE);
    await shoot(page, '107-app-subject-correct');
  });

  story.chapter('S6 reads both reasons at their fields, corrects them and submits both at once', async () => {
    const page = await story.page('owner');
    await openMenu(page, '我的申请');
    await heading(page, '我的申请');
    await page.getByRole('link', { name: '去更正' }).click();
    await told(page, '申请被退回，有2处需要更正');
    await shoot(page, '108-app-reasons');
    await page.getByRole('listitem').filter({ hasText: TOO_SHORT }).getByRole('link', { name: '去更正' }).click();
    await heading(page, '更正申请');
    await page.getByLabel('常住地', { exact: true }).and(page.locator(':focus')).waitFor();
    expect(await saidAt(page, '常住地')).toContain(`退回理由：${TOO_SHORT}`);
    await shoot(page, '109-app-correct-subject');
    await fillIn(page, { 常住地: `${RESIDENCE}（东侧）` });
    await next(page);
    expect(await saidAt(page, '功能介绍')).toContain(`退回理由：${UNCLEAR}`);
    await fillIn(page, { 功能介绍: '读书时记下摘录和心得，按书整理，可导出为文本。' });
    await next(page);
    await resubmit(page, name);
  });

  story.chapter('S5 the officer takes it again, sees what was corrected, and passes it', async () => {
    const page = await story.page('officer');
    await (await findOnDesk(page, '全部待办', name)).click();
    await heading(page, name);
    expect(await valueOf(part(page, 'APP信息'), '功能介绍').innerText()).toContain('可导出为文本');
    await action(page, '受理').click();
    filingNumber = await pass(page);
  });

  story.chapter('APP-02 home has a panel 我的 APP', async () => {
    const page = await story.page('owner');
    await openMenu(page, '系统首页');
    await page.getByRole('region', { name: '我的 APP' }).getByRole('link', { name, exact: true }).waitFor();
  });

  story.chapter('HOM-34 the panel leads to the list with the number', async () => {
    const page = await story.page('owner');
    await page.getByRole('region', { name: '我的 APP' }).getByRole('link', { name: '我的 APP' }).click();
    await heading(page, '我的 APP');
    await page.getByText(filingNumber).waitFor();
    await shoot(page, '105-app-list');
  });
});
