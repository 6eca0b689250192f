import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Outcome } from '../../ui/page/outcome.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { currentSession, startPageOf } from '../session/current-session.ts';
import { endingText } from './endings.ts';
import { RecoverySteps } from './recovery-steps.tsx';

/** A sign-on that opened nothing: what happened, 【重新登录】, and help; whoever is signed in all the same goes on. */
export function Component(): ReactNode {
  usePageTitle('登录没有完成');
  const [search] = useSearchParams();
  const session = useQuery(currentSession);
  const { title, text } = endingText(search.get('reason'));
  const retry = <Link key="retry" to="/login"><Button type="primary" size="large">重新登录</Button></Link>;
  const proceed = session.data ? <Link key="proceed" to={startPageOf(session.data)}><Button type="primary" size="large">您已登录，进入平台</Button></Link> : retry;
  return (
    <main className="sign-on-page">
      <Outcome kind="info" title={title} text={text} actions={[proceed, <Link key="help" to="/help/sign-on"><Button size="large">登录帮助</Button></Link>]} />
      <h2>常见情况</h2>
      <RecoverySteps />
    </main>
  );
}
