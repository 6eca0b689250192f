import { LoginOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Divider } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SignOnProvider } from '@beian/contracts/identity/sign-on';
import { messageOf } from '../../ui/api/api-error.ts';
import { goToProvider, signOnProviders } from './sign-on-calls.ts';

const WHO: Readonly<Record<SignOnProvider, string>> = { citizens: '个人或法人', officers: '民警' };

/** ACC-02, CON-02: the ways to sign in elsewhere, above the local form; nothing where none is configured. */
export function SignOnButtons({ back }: { readonly back: string | undefined }): ReactNode {
  const providers = useQuery(signOnProviders);
  const go = useMutation({ mutationFn: (provider: SignOnProvider) => goToProvider(provider, { purpose: 'login', ...(back === undefined ? {} : { back }) }) });
  if (providers.data === undefined || providers.data.length === 0) return null;
  return (
    <section aria-label="统一认证登录" className="sign-on-buttons">
      {go.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(go.error)} /> : null}
      {providers.data.map(({ provider, label }) => (
        <Button key={provider} block size="large" type={provider === 'citizens' ? 'primary' : 'default'} icon={<LoginOutlined aria-hidden />} loading={go.isPending && go.variables === provider} onClick={() => go.mutate(provider)}>
          <span className="sign-on-label">{label}<small>{WHO[provider]}</small></span>
        </Button>
      ))}
      <p className="muted">登录后没有回到本平台？<Link to="/help/sign-on">查看解决办法</Link></p>
      <Divider plain>或使用本平台账号</Divider>
    </section>
  );
}
