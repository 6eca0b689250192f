import type { SessionView } from '@beian/contracts/identity/api';
import type { Enrolled } from '@beian/contracts/identity/second-factor';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, QRCode } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { CopyButton } from '../filings/copy-button.tsx';
import { CodeField } from './code-step.tsx';
import { beginEnrolment, confirmEnrolment } from './open-session.ts';

interface EnrolStepProps {
  readonly ticket: string;
  readonly onOpened: (session: SessionView) => void;
}

/** An officer's first login: the authenticator gets its secret, its first code proves it, the recovery codes are shown once. */
export function EnrolStep({ ticket, onOpened }: EnrolStepProps): ReactNode {
  // Each call makes another secret, so it is asked for once and never by itself again.
  const enrolment = useQuery({ queryKey: ['enrolment', ticket], queryFn: () => beginEnrolment(ticket), staleTime: Infinity, gcTime: 0, retry: false, refetchOnWindowFocus: false });
  const confirm = useMutation({ mutationFn: ({ code }: { code: string }) => confirmEnrolment(ticket, code) });
  if (confirm.data) return <RecoveryCodes enrolled={confirm.data} onOpened={onOpened} />;
  return (
    <QueryState query={enrolment}>
      {({ secret, uri }) => (
        <Form layout="vertical" requiredMark={false} onFinish={(values: { code: string }) => confirm.mutate(values)}>
          <p className="muted">民警账号登录需要动态口令。请用手机上的动态口令应用扫描二维码，再输入应用显示的6位数字。</p>
          <div className="enrol-qr"><QRCode value={uri} size={176} bordered={false} type="svg" /></div>
          <p className="enrol-secret">不能扫码时手工输入密钥：<code>{secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
          <p className="muted">二维码和密钥只显示这一次，请勿截图转发。</p>
          {confirm.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(confirm.error)} /> : null}
          <CodeField />
          <Button type="primary" htmlType="submit" block size="large" loading={confirm.isPending}>绑定并登录</Button>
        </Form>
      )}
    </QueryState>
  );
}

function RecoveryCodes({ enrolled, onOpened }: { readonly enrolled: Enrolled; readonly onOpened: (session: SessionView) => void }): ReactNode {
  const [kept, setKept] = useState(false);
  const { recoveryCodes, session } = enrolled;
  return (
    <section aria-label="恢复码" className="recovery-step">
      <Alert className="form-alert" type="success" showIcon title="动态口令已绑定" description="以下恢复码用于手机丢失时登录，每个只能使用一次，只显示这一次。请抄写或打印后妥善保管。" />
      <ul className="recovery-codes">{recoveryCodes.map((code) => <li key={code}><code>{`${code.slice(0, 5)}-${code.slice(5)}`}</code></li>)}</ul>
      <p><CopyButton label="复制全部恢复码" text={recoveryCodes.join('\n')} done="已复制" /></p>
      <p><Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>我已妥善保存恢复码</Checkbox></p>
      <Button type="primary" block size="large" disabled={!kept} onClick={() => onOpened(session)}>进入工作台</Button>
    </section>
  );
}
