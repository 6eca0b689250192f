import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { acceptNewAccount } from './sign-on-calls.ts';

/** S6: accounts are never joined by themselves; whoever has another one here is told how to link, or goes on anew. */
export function Component(): ReactNode {
  usePageTitle('选择账号');
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: acceptNewAccount,
    onSuccess: ({ back }) => {
      client.clear();
      window.location.assign(back);
    },
  });
  return (
    <section className="entry-card">
      <h1>您已有本平台账号</h1>
      <p>统一认证已通过。该身份证件在本平台登记过一个用户名和密码的账号。为保护您的资料，两者不会自动合并。</p>
      {accept.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(accept.error)} action={<Link to="/login">重新登录</Link>} /> : null}
      <h2>使用已有账号（推荐）</h2>
      <p className="muted">用用户名和密码登录，再在【账号与安全】点击【关联】。以后用统一认证即可直接进入该账号，原有备案都在其中。</p>
      <p><Link to="/login?back=%2Faccount"><Button type="primary" block size="large">登录已有账号并关联</Button></Link></p>
      <h2>使用新账号</h2>
      <p className="muted">新账号看不到原账号的备案。选择后，该统一认证账号将固定进入新账号。</p>
      <Button block size="large" loading={accept.isPending} onClick={() => accept.mutate()}>继续使用新账号</Button>
    </section>
  );
}
