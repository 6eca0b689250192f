import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { currentSession, startPageOf } from './current-session.ts';
import { SignOnButtons } from '../sign-on/sign-on-buttons.tsx';
import { LoginForm } from './login-form.tsx';

/** Only paths of this portal are gone back to, never another site's address. */
function safeBack(back: string | null): string | undefined {
  return back !== null && /^\/(?![/\\])/.test(back) && !back.startsWith('/login') ? back : undefined;
}

export function Component(): ReactNode {
  usePageTitle('用户登录');
  const navigate = useNavigate();
  const location = useLocation();
  const [search] = useSearchParams();
  const session = useQuery(currentSession);
  const back = safeBack(search.get('back'));
  const { registered = false, reset = false } = (location.state ?? {}) as { registered?: boolean; reset?: boolean };
  if (session.data) return <Navigate to={back ?? startPageOf(session.data)} replace />;
  return (
    <section className="entry-card">
      <h1>用户登录</h1>
      {registered ? <Alert className="form-alert" type="success" showIcon title="注册成功，请登录" /> : null}
      {reset ? <Alert className="form-alert" type="success" showIcon title="密码已重置，请用新密码登录" description="此前登录的设备均已退出。" /> : null}
      {back !== undefined && !registered && !reset ? <Alert className="form-alert" type="info" showIcon title="请登录后继续" /> : null}
      <LoginForm above={<SignOnButtons back={back} />} onOpened={(opened) => void navigate(back ?? startPageOf(opened), { replace: true })} />
      <p className="entry-foot">
        还没有账号？<Link to="/register">注册</Link><span className="entry-gap" /><Link to="/reset-password">忘记密码</Link><span className="entry-gap" /><Link to="/help/sign-on">登录帮助</Link>
      </p>
    </section>
  );
}
