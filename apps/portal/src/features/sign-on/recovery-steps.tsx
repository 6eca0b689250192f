import type { ReactNode } from 'react';

const FAILURES: readonly (readonly [string, string])[] = [
  ['登录成功后没有自动跳转回本平台', '请在浏览器地址栏重新输入本平台网址，再次点击【用户登录】。统一认证平台会记住您刚才的登录，一般无需再次输入。'],
  ['找不到备案业务的办理入口', '请不要在统一认证平台内查找。重新输入本平台网址，登录后从左侧菜单办理。'],
  ['页面显示“不支持在线办理”', '这是统一认证平台上的提示，不影响备案。请重新输入本平台网址，登录后即可办理。'],
];

/** ACC-07, ACC-08: the three known ways in which a single sign-on goes astray, and the way back. */
export function RecoverySteps(): ReactNode {
  return (
    <dl className="landing-facts">
      {FAILURES.map(([what, how]) => <div key={what} className="stacked"><dt>{what}</dt><dd>{how}</dd></div>)}
    </dl>
  );
}
