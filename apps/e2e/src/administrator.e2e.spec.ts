import { describe, expect } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import { appoint, chooseBureau, choosePerson, officerLine } from './administration-page.ts';
import { enrolSecondFactor, enterPassword, logIn, openMenu, solveCaptcha } from './entry-page.ts';
import { fillIn, heading, succeeded, told } from './form-page.ts';
import { aNewcomer, officer } from './people.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';

/** A token lives 60 seconds at most, and a busy machine takes its time. */
const TOKEN_MS = 90_000;
const WUCHANG = '武汉市公安局武昌区分局网络安全保卫大队';
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

describe('an administrator appoints an officer', () => {
  const story = new Story('administrator');
  const { name, idNumber, loginName, password } = aNewcomer();
  const who = { name, idNumber, loginName, password };
  let code = '';

  story.chapter('S5 sees the own tree of bureaus, its people, and the table of roles', async () => {
    const page = await story.page('administrator');
    await logIn(page, officer('hubei_admin_1'));
    await heading(page, '人员管理');
    await (await officerLine(page, 'wuchang_reviewer_1')).waitFor();
    await shoot(page, '60-officers');
    await openMenu(page, '单位管理');
    await page.getByText(WUCHANG).first().waitFor();
    await shoot(page, '63-bureaus');
    await page.getByRole('button', { name: `修改${WUCHANG}` }).click();
    await page.getByRole('dialog', { name: '修改单位' }).getByLabel('单位名称').waitFor();
    await shoot(page, '64-bureau');
    await page.getByRole('dialog', { name: '修改单位' }).getByRole('button', { name: /^取\s?消$/ }).click();
    await openMenu(page, '角色权限');
    await page.getByRole('region', { name: '初审民警' }).waitFor();
    await shoot(page, '65-roles');
  });

  story.chapter('S4 appoints a reviewer and hands over a code that is shown once', async () => {
    const page = await story.page('administrator');
    await openMenu(page, '人员管理');
    code = await appoint(page, who, WUCHANG, (picture) => shoot(page, picture));
    expect(code).toMatch(/^(?:[2-9A-Z]{4}-){7}[2-9A-Z]{4}$/);
    expect(await (await officerLine(page, loginName)).innerText()).toContain('待启用');
  });

  story.chapter('the officer sets the own password with it, logs in and sees his desk', async () => {
    const page = await story.page('officer');
    await page.goto('/enrol');
    await heading(page, '启用账号');
    await fillIn(page, { 启用码: code, 密码: password, 确认密码: password });
    await solveCaptcha(page);
    await shoot(page, '66-enrol');
    await page.getByRole('button', { name: /^启\s?用$/ }).click();
    await succeeded(page, page.getByText('账号已启用'));
    await enterPassword(page, who);
    await enrolSecondFactor(page);
    await heading(page, '审核工作台');
    await told(page, WUCHANG);
  });

  story.chapter('the officer has lost the telephone: the second factor is reset, with a reason, and bound anew', async () => {
    const page = await story.page('administrator');
    // The list is not fetched again by itself, as each look at names is recorded.
    await page.reload();
    await (await officerLine(page, loginName)).getByRole('button', { name: `重置${name}的验证器` }).click();
    const dialog = page.getByRole('dialog', { name: `重置验证器：${name}` });
    await dialog.getByRole('button', { name: /^重\s?置$/ }).click();
    await told(page, '请填写原因');
    await fillIn(dialog, { 原因: '手机遗失，已当面核实身份' });
    await shoot(page, '74-reset-factor');
    await dialog.getByRole('button', { name: /^重\s?置$/ }).click();
    await told(page, '验证器已重置，该人员下次登录时重新绑定');
    const theirs = await story.page('officer');
    await theirs.goto('/login');
    await heading(theirs, '用户登录');
    await enterPassword(theirs, who);
    await enrolSecondFactor(theirs);
    await heading(theirs, '审核工作台');
  });

  story.chapter('leave is arranged with a delegate of the same role, and ended', async () => {
    const page = await story.page('administrator');
    await openMenu(page, '请假代理');
    await told(page, '目前没有人请假');
    await shoot(page, '67-leaves-empty');
    await page.getByRole('button', { name: '登记请假' }).click();
    const drawer = page.getByRole('dialog', { name: '登记请假' });
    await chooseBureau(page, drawer, '单位', WUCHANG);
    await choosePerson(page, drawer, '请假人', loginName);
    await choosePerson(page, drawer, '代理人', 'wuchang_reviewer_1');
    await fillIn(drawer, { 开始日期: today, 结束日期: today });
    await shoot(page, '68-leave');
    await drawer.getByRole('button', { name: /^登\s?记$/ }).click();
    await told(page, '代理中');
    await shoot(page, '69-leaves');
    await page.getByRole('button', { name: `结束${name}的请假` }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^结\s?束$/ }).click();
    await told(page, '目前没有人请假');
  });

  story.chapter('abuse 10: dismissed, the officer is out within the minute and does not come in again', async () => {
    const page = await story.page('administrator');
    await openMenu(page, '人员管理');
    await (await officerLine(page, loginName)).getByRole('button', { name: `免职${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^免\s?职$/ }).click();
    await told(page, '已免职，其登录已全部退出');
    const theirs = await story.page('officer');
    await eventually('the officer is signed out', async () => {
      await theirs.goto('/desk');
      await theirs.getByRole('heading', { level: 1 }).first().waitFor();
      return theirs.getByRole('heading', { level: 1, name: '用户登录' }).isVisible();
    }, TOKEN_MS);
    await fillIn(theirs, { 用户名: loginName, 密码: password });
    await solveCaptcha(theirs);
    await theirs.getByRole('button', { name: '登录', exact: true }).click();
    await told(theirs, '用户名或密码错误');
  });
});
