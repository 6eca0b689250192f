import { describe, expect } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import { fillInCode, fillInRegistration, logIn, openMenu, register, solveCaptcha } from './entry-page.ts';
import { faultAt, fillIn, heading, succeeded, told } from './form-page.ts';
import { systemMessage } from './notices-page.ts';
import { aNewcomer, aPerson } from './people.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';

/** A principal token lives 60 s. */
const REVOKED_MS = 60_000;
const OF_EVERY_SERVICE = ['/api/identity/account', '/api/subject/subjects', '/api/filing/applications', '/api/notification/messages', '/api/assessment/assessments'];

describe('the owner of an account looks after it', () => {
  const story = new Story('account');
  const who = aNewcomer();
  const next = { ...who, password: 'Donghu-2027-hua' };

  story.chapter('OPN-05 is not registered without the right code, and keeps what was typed when leaving the page', async () => {
    const page = await story.page('owner');
    await fillInRegistration(page, who);
    const code = await page.getByLabel('短信验证码', { exact: true }).inputValue();
    await fillIn(page, { 短信验证码: code === '000000' ? '000001' : '000000' });
    await page.getByRole('button', { name: '注册', exact: true }).click();
    expect(await faultAt(page, '短信验证码')).toContain('验证码错误或已失效');
    await shoot(page, '50-register-wrong-code');
    await page.getByRole('link', { name: '登录', exact: true }).click();
    await heading(page, '用户登录');
    await page.getByRole('link', { name: '注册', exact: true }).click();
    await heading(page, '用户注册');
    expect(await page.getByLabel('手机号', { exact: true }).inputValue()).toBe(who.mobile);
    await fillIn(page, { 密码: who.password, 确认密码: who.password, 身份证号码: who.idNumber, 短信验证码: code });
    await solveCaptcha(page);
    await register(page);
    await logIn(page, who);
  });

  story.chapter('OPN-05 verifies the e-mail by a code that comes to it', async () => {
    const page = await story.page('owner');
    await page.goto('/account');
    await heading(page, '账号与安全');
    await told(page, '未验证');
    await shoot(page, '51-account');
    await page.getByRole('button', { name: '验证邮箱' }).click();
    await fillInCode(page, who.email, '邮件');
    await shoot(page, '52-verify-email');
    await page.getByRole('button', { name: '验证', exact: true }).click();
    await succeeded(page, page.getByText('邮箱已验证').first());
    await page.getByText('未验证').waitFor({ state: 'detached' });
  });

  story.chapter('OPN-05 sees where the account is signed in, and ends another session: 401 on every service within a minute', async () => {
    const other = await story.page('other device');
    await logIn(other, who);
    const page = await story.page('owner');
    await page.goto('/account');
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: '退出', exact: true }) });
    await row.waitFor();
    await shoot(page, '53-sessions');
    await row.getByRole('button', { name: '退出', exact: true }).click();
    await told(page, '该设备已退出');
    await eventually('the other device is signed out', async () => {
      const answers = await Promise.all(OF_EVERY_SERVICE.map(async (path) => (await other.request.get(path)).status()));
      return answers.every((status) => status === 401);
    }, REVOKED_MS);
    expect((await page.request.get('/api/identity/account')).status()).toBe(200);
  });

  story.chapter('OPN-05 forgets the password and sets a new one by SMS, which signs every device out and is told', async () => {
    const page = await story.page('forgetful');
    await page.goto('/login');
    await page.getByRole('link', { name: '忘记密码' }).click();
    await heading(page, '找回密码');
    await fillIn(page, { 手机号: who.mobile, 新密码: 'Password1!', 确认新密码: 'Password1!' });
    await eventually('the number may be sent to again', async () => {
      const asked = page.getByRole('button', { name: '获取验证码' });
      await fillInCode(page, who.mobile).catch(async () => expect(await asked.isVisible()).toBe(true));
      return (await page.getByLabel('短信验证码', { exact: true }).inputValue()) !== '';
    }, 120_000);
    await page.getByRole('button', { name: '重置密码' }).click();
    expect(await faultAt(page, '新密码')).toContain('过于常见');
    await shoot(page, '54-reset-password');
    await fillIn(page, { 新密码: next.password, 确认新密码: next.password });
    await page.getByRole('button', { name: '重置密码' }).click();
    await succeeded(page, page.getByText('密码已重置，请用新密码登录'));
    await logIn(page, next);
    await systemMessage(page, '密码已重置', '短信验证码');
  });

  story.chapter('OPN-05 changes mobile and password from the page of the account', async () => {
    const page = await story.page('forgetful');
    await openMenu(page, '账号与安全');
    await heading(page, '账号与安全');
    await page.getByRole('button', { name: '更换手机号' }).click();
    const dialog = page.getByRole('dialog');
    const { mobile } = aPerson();
    await fillIn(dialog, { 新手机号: mobile });
    await fillInCode(page, mobile);
    await fillIn(dialog, { 当前密码: next.password });
    await shoot(page, '55-change-mobile');
    await dialog.getByRole('button', { name: '更换手机号' }).click();
    await succeeded(page, page.getByText('手机号已更换').first());
    await page.getByText(`${mobile.slice(0, 3)}****${mobile.slice(-4)}`).waitFor();
  });
});
