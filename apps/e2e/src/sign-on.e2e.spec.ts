import { describe, expect } from '@jest/globals';
import { samplePeople, type SamplePerson } from '@beian/testing/sample-sso';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { databaseUnderTest, underTest } from './config.ts';
import { enrolSecondFactor, enterPassword, fillInRegistration, logIn, openMenu, register } from './entry-page.ts';
import { heading } from './form-page.ts';
import { aNewcomer, officer } from './people.ts';
import { shoot } from './screens.ts';
import { Story } from './story.ts';

const [su, han] = samplePeople('citizens') as [SamplePerson, SamplePerson];
const CITIZENS = /互联网\+政务服务/;

/** At the sample provider: who signs in, and whether the face is shown. */
async function choosePerson(page: Page, name: string, step: '模拟确认' | '跳过，仅登录' = '模拟确认'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('button', { name: step }).click();
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出登录' }).click();
}

describe('a citizen signs in through the national platform’s stand-in', () => {
  const story = new Story('sign-on');
  const local = { ...aNewcomer(), name: han.name, idNumber: han.idNumber };

  story.chapter('ACC-02 ACC-04 ACC-06 goes to the provider, proves the person, and lands on 系统首页', async () => {
    const page = await story.page('su');
    await page.goto('/login');
    await heading(page, '用户登录');
    await shoot(page, '60-login-with-sign-on');
    await page.getByRole('button', { name: CITIZENS }).click();
    await page.getByText('示例：模拟的统一认证平台').waitFor();
    await shoot(page, '61-provider-people');
    await page.getByRole('button', { name: new RegExp(`^${su.name}`) }).click();
    await page.getByRole('button', { name: '模拟确认' }).waitFor();
    await shoot(page, '62-provider-real-person');
    await page.getByRole('button', { name: '模拟确认' }).click();
    await heading(page, '系统首页');
  });

  story.chapter('ACC-08 entering the address again goes on, with the session or with the provider’s alone', async () => {
    const page = await story.page('su');
    await page.goto('/');
    await page.getByRole('link', { name: '用户登录' }).first().click();
    await heading(page, '系统首页');
    await page.context().clearCookies({ name: 'beian_session' });
    await page.goto('/login');
    await page.getByRole('button', { name: CITIZENS }).click();
    await heading(page, '系统首页');
  });

  story.chapter('OPN-02 ACC-03 sees the account’s kind and level, and the only login cannot be taken away', async () => {
    const page = await story.page('su');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).or(page.locator('.ant-modal-close')).first().click();
    await openMenu(page, '账号与安全');
    await page.getByText('已通过').waitFor();
    await shoot(page, '63-account');
    await page.getByRole('button', { name: '解除关联' }).click();
    await page.getByRole('button', { name: '解除', exact: true }).click();
    await page.getByText('这是该账号唯一的登录方式').waitFor();
  });

  story.chapter('leaves the platform and, asked there, the provider too', async () => {
    const page = await story.page('su');
    await logOut(page);
    await page.getByText('是否同时退出统一认证平台').waitFor();
    await shoot(page, '64-provider-logout');
    await page.getByRole('button', { name: '一并退出' }).click();
    await page.getByRole('link', { name: '用户登录' }).first().waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(underTest().origin).origin);
  });

  story.chapter('ACC-07 who cancels finds a page with 【重新登录】 and help, not an error', async () => {
    const page = await story.page('su');
    await page.goto('/login');
    await page.getByRole('button', { name: CITIZENS }).click();
    await page.getByRole('button', { name: '取消登录' }).click();
    await page.getByText('您已取消登录').waitFor();
    await shoot(page, '65-sign-on-ended');
    await page.goto('/api/identity/sso/citizens/callback?code=x&state=made-up');
    await page.getByText('没有找到对应的登录请求').waitFor();
    await page.getByRole('link', { name: '登录帮助' }).first().click();
    await heading(page, '登录帮助');
    await shoot(page, '66-sign-on-help');
  });

  story.chapter('S6 with a local account the person is asked, and links it after proving both logins', async () => {
    const page = await story.page('han');
    await fillInRegistration(page, local);
    await register(page);
    await page.getByRole('button', { name: CITIZENS }).click();
    await choosePerson(page, han.name, '跳过，仅登录');
    await heading(page, '您已有本平台账号');
    await shoot(page, '67-sign-on-choose');
    await page.getByRole('button', { name: '登录已有账号并关联' }).click();
    await heading(page, '用户登录');
    await logIn(page, local, page.url());
    await heading(page, '账号与安全');
    await page.getByText('未认证').waitFor();
    await page.getByRole('button', { name: '关联', exact: true }).click();
    await page.getByRole('button', { name: '解除关联' }).waitFor();
  });

  story.chapter('OPN-02 then passes the real-person check, and the sign-on opens the same account', async () => {
    const page = await story.page('han');
    await page.getByRole('button', { name: '去认证' }).click();
    await choosePerson(page, han.name);
    await page.getByText('已通过').waitFor();
    await shoot(page, '68-account-linked');
    await logOut(page);
    await page.getByRole('link', { name: '用户登录' }).first().waitFor();
    await page.goto('/login');
    await page.getByRole('button', { name: CITIZENS }).click();
    await page.getByText(local.loginName).first().waitFor();
  });
});

describe('an officer’s second factor', () => {
  const story = new Story('second-factor');
  const reviewer = officer('xiangcheng_reviewer_1');

  story.chapter('等保 8.1.4 a reset makes the next login enrol: QR and text once, first code, recovery codes once', async () => {
    const admin = await story.page('admin');
    await logIn(admin, officer('hubei_admin_1'));
    await reset(admin, reviewer.loginName);
    const page = await story.page('reviewer');
    await enterPassword(page, reviewer);
    const recoveryCodes = await enrolSecondFactor(page, (picture) => shoot(page, picture));
    expect(recoveryCodes).toHaveLength(10);
    await heading(page, '审核工作台');
    await logOut(page);
    await page.getByRole('link', { name: '用户登录' }).first().waitFor();
    await enterPassword(page, reviewer);
    await page.getByLabel('动态口令').waitFor();
    await shoot(page, '72-second-factor');
    await page.getByLabel('动态口令').fill('ABCDEFGHJK');
    await page.getByRole('button', { name: '验证并登录' }).click();
    await page.getByText('动态口令不正确或已使用过').waitFor();
    await page.getByLabel('动态口令').fill(recoveryCodes[0] ?? '');
    await page.getByRole('button', { name: '验证并登录' }).click();
    await heading(page, '审核工作台');
  });
});

/** As the administration would, over the public API, in the administrator's session. */
async function reset(page: Page, loginName: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUnderTest().adminUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from identity.account where login_key = $1', [loginName]);
  await client.end();
  const answer = await page.request.post(`/api/identity/officers/${rows[0]?.id}/second-factor/reset`, { headers: { 'x-beian-request': '1', origin: underTest().origin }, data: { reason: '更换手机' } });
  expect(answer.status()).toBe(200);
}
