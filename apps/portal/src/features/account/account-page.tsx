import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { currentSession } from '../session/current-session.ts';
import { ownAccount } from './account-calls.ts';
import { EmailDialog } from './email-dialog.tsx';
import { ErasureSection } from './erasure-section.tsx';
import { MobileDialog } from './mobile-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { SignOnSection } from './sign-on-section.tsx';

type Open = 'password' | 'mobile' | 'verify' | 'email' | undefined;

/** 账号与安全: what an account is reached by, its password, and where it is signed in. */
export function Component(): ReactNode {
  const account = useQuery(ownAccount);
  const session = useQuery(currentSession);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const applicant = session.data?.kind === 'applicant';
  return (
    <Page title="账号与安全" width="narrow">
      <QueryState query={account}>
        {({ loginName, mobile, email, emailVerified }) => (
          <section className="panel" aria-labelledby="account-facts">
            <h2 id="account-facts">账号信息</h2>
            <Facts
              label="账号信息"
              facts={[
                { field: 'loginName', label: '用户名', value: loginName },
                { field: 'password', label: '登录密码', value: <Line text="已设置"><Button size="small" onClick={() => setOpen('password')}>修改密码</Button></Line> },
                ...(applicant ? [
                  { field: 'mobile', label: '手机号', value: <Line text={mobile || '未登记'} tag={mobile === '' ? undefined : <Tag color="success">已验证</Tag>}><Button size="small" onClick={() => setOpen('mobile')}>更换手机号</Button></Line> },
                  {
                    field: 'email', label: '邮箱',
                    value: (
                      <Line text={email || '未登记'} tag={email === '' ? undefined : <Tag color={emailVerified ? 'success' : 'warning'}>{emailVerified ? '已验证' : '未验证'}</Tag>}>
                        {emailVerified || email === '' ? null : <Button size="small" type="primary" onClick={() => setOpen('verify')}>验证邮箱</Button>}
                        <Button size="small" onClick={() => setOpen('email')}>更换邮箱</Button>
                      </Line>
                    ),
                  },
                ] : []),
              ]}
            />
            <PasswordDialog open={open === 'password'} onClose={close} />
            <MobileDialog open={open === 'mobile'} onClose={close} />
            <EmailDialog open={open === 'verify' || open === 'email'} own={open === 'verify' ? email : undefined} onClose={close} />
          </section>
        )}
      </QueryState>
      {session.data ? <SignOnSection session={session.data} /> : null}
      <SessionsPanel />
      {applicant ? <ErasureSection /> : null}
    </Page>
  );
}

function Line({ text, tag, children }: { readonly text: string; readonly tag?: ReactNode; readonly children: ReactNode }): ReactNode {
  return <span className="account-line"><span>{text}</span>{tag}<span className="account-acts">{children}</span></span>;
}
