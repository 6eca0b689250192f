import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { RecoverySteps } from './recovery-steps.tsx';

/** Help for whoever signs in through the national platform; without antd, as it is read when something does not work. */
export function Component(): ReactNode {
  usePageTitle('登录帮助');
  const address = window.location.origin;
  return (
    <main className="public-main landing-section help-page">
      <h1>登录帮助</h1>
      <p>本平台网址：<strong>{address}</strong>。无论是否已在统一认证平台登录，都可以直接输入该网址进入。</p>
      <h2>通过统一认证平台登录遇到问题</h2>
      <RecoverySteps />
      <h2>没有统一认证账号</h2>
      <p>点击【用户登录】进入统一认证平台后可以注册，建议优先申请个人账号办理业务。注册时需下载“公安一网通办”APP完成实人认证。也可以<Link to="/register">注册本平台账号</Link>。</p>
      <h2>已有本平台账号</h2>
      <p>先用用户名和密码登录，再到【账号与安全】关联统一认证账号，以后两种方式都能进入同一个账号。为保护您的资料，两个账号不会自动合并。</p>
      <p className="page-fault-actions"><Link className="button button-primary" to="/login">重新登录</Link><Link className="button" to="/">返回首页</Link></p>
    </main>
  );
}
