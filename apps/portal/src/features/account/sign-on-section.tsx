import type { AccountSignOns, SignOnProvider, SignOnPurpose } from '@beian/contracts/identity/sign-on';
import type { SessionView } from '@beian/contracts/identity/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { Facts, type Fact } from '../../ui/page/facts.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { dayOf } from '../../ui/text/moments.ts';
import { accountSignOns, goToProvider, signOnProviders, unlinkSignOn } from '../sign-on/sign-on-calls.ts';

/** Logins of the own account and how well its person is proven; a part of the page 账号与安全. */
export function SignOnSection({ session }: { readonly session: Pick<SessionView, 'kind'> }): ReactNode {
  const signOns = useQuery(accountSignOns);
  return <section className="panel"><h2>登录方式与实人认证</h2><QueryState query={signOns}>{(own) => <Logins own={own} kind={session.kind} />}</QueryState></section>;
}

function Logins({ own, kind }: { readonly own: AccountSignOns; readonly kind: SessionView['kind'] }): ReactNode {
  const client = useQueryClient();
  const providers = useQuery(signOnProviders);
  const go = useMutation({ mutationFn: ({ provider, purpose }: { provider: SignOnProvider; purpose: SignOnPurpose }) => goToProvider(provider, { purpose, back: '/account' }) });
  const unlink = useMutation({ mutationFn: unlinkSignOn, onSuccess: () => client.invalidateQueries({ queryKey: accountSignOns.queryKey }) });
  const wanted: SignOnProvider = kind === 'officer' ? 'officers' : 'citizens';
  const offered = providers.data?.find(({ provider }) => provider === wanted);
  const linked = own.signOns.some(({ provider }) => provider === wanted);
  const fault = go.error ?? unlink.error;
  const proven = own.identityLevel === 'real_person';
  const verify = <Button size="small" loading={go.isPending} onClick={() => go.mutate({ provider: 'citizens', purpose: 'verify' })}>去认证</Button>;
  const facts: Fact[] = [
    ...(kind === 'officer' ? [] : [
      { field: 'holder', label: '账号类型', value: own.holder === 'legal_person' ? `法人账号（${own.organisation ?? ''}）` : '个人账号' },
      { field: 'level', label: '实人认证', value: proven ? <Tag color="success">已通过</Tag> : <span className="account-line"><Tag>未认证</Tag>{offered === undefined ? null : verify}</span> },
    ]),
    { field: 'password', label: '用户名和密码', value: own.hasPassword ? '已设置' : '未设置' },
    ...own.signOns.map(({ id, label, linkedAt }) => ({
      field: id, label,
      value: (
        <>
          {`${dayOf(linkedAt)}关联　`}
          <Popconfirm title="解除后将不能再用该方式登录，确定解除？" okText="解除" cancelText="取消" onConfirm={() => unlink.mutate(id)}><Button size="small" loading={unlink.isPending}>解除关联</Button></Popconfirm>
        </>
      ),
    })),
    ...(offered === undefined || linked ? [] : [{ field: 'link', label: offered.label, value: <Button size="small" type="primary" loading={go.isPending} onClick={() => go.mutate({ provider: wanted, purpose: 'link' })}>关联</Button> }]),
  ];
  return (
    <>
      {fault === null ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      <Facts label="登录方式" facts={facts} />
    </>
  );
}
