import { eventually } from '@beian/testing/eventually';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser.ts';
import { fillIn, heading, succeeded } from './form-page.ts';
import { newInSandbox, sandboxIds } from './notices-page.ts';
import type { Newcomer } from './people.ts';

/** Whoever signs in by password; officers have a second factor. */
export interface Login {
  readonly loginName: string;
  readonly password: string;
  readonly secondFactor?: string;
}

const PERIOD_MS = 30_000;

/** The proof of work takes as long as the machine needs. */
const CAPTCHA_MS = 60_000;

/** Ticks “我不是机器人”; the page itself solves the challenge. */
export async function solveCaptcha(page: Page): Promise<void> {
  // The box shows itself ticked only when the work is done, so it is clicked, not checked.
  await page.getByLabel('我不是机器人').click();
  await page.getByText('验证完成').waitFor({ timeout: CAPTCHA_MS });
}

/** ACC-09..13: from the landing page to the filled-in form. */
export async function fillInRegistration(page: Page, who: Newcomer): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: '注册', exact: true }).click();
  await heading(page, '用户注册');
  await fillIn(page, {
    用户名: who.loginName, 密码: who.password, 确认密码: who.password, 真实姓名: who.name, 身份证号码: who.idNumber, 手机号: who.mobile, 邮箱: who.email,
  });
  await fillInCode(page, who.mobile);
  await solveCaptcha(page);
}

/** Asks for a code and reads it on the page of the sandbox, as somebody reads a telephone. */
export async function fillInCode(page: Page, to: string, list: '短信' | '邮件' = '短信'): Promise<void> {
  const known = await sandboxIds(page, list, to);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await succeeded(page, page.getByRole('button', { name: /秒后可重新获取/ }));
  const text = await newInSandbox(page, list, to, known);
  await fillIn(page, { [list === '短信' ? '短信验证码' : '邮箱验证码']: /验证码：(\d{6})/.exec(text)?.[1] ?? text });
}

export async function register(page: Page): Promise<void> {
  await page.getByRole('button', { name: '注册', exact: true }).click();
  await succeeded(page, page.getByText('注册成功，请登录'));
}

/** The first step of a login, on the page that was opened or the login page itself. */
export async function enterPassword(page: Page, who: Login, wanted = '/login'): Promise<void> {
  await page.goto(wanted);
  await heading(page, '用户登录');
  await fillIn(page, { 用户名: who.loginName, 密码: who.password });
  await solveCaptcha(page);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** An officer's first login: the secret goes into an authenticator, whose first code opens the session. Answers the recovery codes. */
export async function enrolSecondFactor(page: Page, shoot: (picture: string) => Promise<void> = async () => undefined): Promise<string[]> {
  const secret = ((await page.locator('.enrol-secret code').textContent()) ?? '').replaceAll(' ', '');
  await shoot('70-second-factor-enrol');
  await page.getByLabel('动态口令').fill(new TOTP({ secret }).generate());
  await page.getByRole('button', { name: '绑定并登录' }).click();
  await page.getByText('动态口令已绑定').waitFor();
  const recoveryCodes = await page.locator('.recovery-codes li').allTextContents();
  await shoot('71-recovery-codes');
  await page.getByLabel('我已妥善保存恢复码').check();
  await page.getByRole('button', { name: '进入工作台' }).click();
  return recoveryCodes;
}

/** Opens a page, which asks for the login first and then goes on to what was opened. */
export async function logIn(page: Page, who: Login, wanted = '/login'): Promise<void> {
  await enterPassword(page, who, wanted);
  if (who.secondFactor !== undefined) await giveSecondFactor(page, who.secondFactor);
  await succeeded(page, page.getByRole('button', { name: '退出登录' }));
}

/** The officer's second step. A code counts once: whoever signed in a moment ago gives the next one, then waits for a new one. */
export async function giveSecondFactor(page: Page, secret: string): Promise<void> {
  const field = page.getByLabel('动态口令');
  await succeeded(page, field);
  const began = Date.now();
  const nextStep = (Math.floor(began / PERIOD_MS) + 1) * PERIOD_MS;
  const give = async (at: number): Promise<boolean> => {
    await field.fill(new TOTP({ secret }).generate({ timestamp: at }));
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/identity/sessions/second-factor'));
    await page.getByRole('button', { name: '验证并登录' }).click();
    return (await answer).status() === 201;
  };
  if ((await give(began)) || (await give(began + PERIOD_MS))) return;
  await eventually('the next code', () => Date.now() >= nextStep, PERIOD_MS + 5_000);
  await give(Date.now() + PERIOD_MS);
}

/** An entry of the left-hand menu (HOM-50); on a phone the menu is opened first, and a folded group before its entry. */
export async function openMenu(page: Page, entry: string, folded?: string): Promise<void> {
  if ((page.viewportSize() ?? DESKTOP).width === PHONE.width) await page.getByRole('button', { name: '打开菜单' }).click();
  const menu = page.getByRole('navigation', { name: '主菜单' });
  const link = menu.getByRole('link', { name: entry, exact: true });
  if (folded !== undefined && !(await link.isVisible())) await menu.getByRole('menuitem', { name: folded }).click();
  await link.click();
}
