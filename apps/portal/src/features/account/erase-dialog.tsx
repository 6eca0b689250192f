import type { EraseAccount, ErasureProof } from '@beian/contracts/identity/erasure';
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { CodeField } from '../session/code-field.tsx';
import { eraseAccount } from './account-calls.ts';
import { CurrentPassword } from './password-dialog.tsx';
import { SecurityDialog } from './security-dialog.tsx';

interface EraseDialogProps {
  readonly proofs: readonly ErasureProof[];
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Values {
  readonly by?: ErasureProof;
  readonly password?: string;
  readonly challenge?: string;
  readonly code?: string;
}

const DONE = '账号已注销';
const WAYS = { password: '用登录密码确认', code: '用短信验证码确认', sign_on: '用本次统一认证登录确认' } as const;

/** The last question, with the password or a code to the own mobile; afterwards nobody is signed in any more. */
export function EraseDialog({ proofs, open, onClose }: EraseDialogProps): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await navigate('/', { replace: true, state: { told: DONE } });
    client.clear();
  };
  return (
    <SecurityDialog<Values> title="注销账号" act="确认注销" done={DONE} danger open={open} onClose={onClose} after={leave} send={(values) => eraseAccount(formOf(values, proofs))}>
      <p className="muted dialog-lead">注销后不能恢复，本账号在所有设备上立即退出。</p>
      {proofs.length > 1 ? <Form.Item name="by" label="确认方式" initialValue={proofs[0]}><Radio.Group options={proofs.map((value) => ({ value, label: WAYS[value] }))} /></Form.Item> : null}
      <Proof proofs={proofs} />
      <Form.Item name="known" valuePropName="checked" rules={[{ validator: (_rule, known) => (known === true ? Promise.resolve() : Promise.reject(new Error('请确认您已知晓'))) }]}><Checkbox>我已知晓注销账号的后果</Checkbox></Form.Item>
    </SecurityDialog>
  );
}

function Proof({ proofs }: Pick<EraseDialogProps, 'proofs'>): ReactNode {
  const chosen = (Form.useWatch('by', Form.useFormInstance()) as ErasureProof | undefined) ?? proofs[0];
  if (chosen === 'password') return <CurrentPassword name="password" />;
  return chosen === 'code' ? <CodeField purpose="erase" label="短信验证码" /> : <p className="muted">{WAYS.sign_on}。</p>;
}

function formOf({ by, password = '', challenge = '', code = '' }: Values, proofs: readonly ErasureProof[]): EraseAccount {
  const way = by ?? proofs[0];
  if (way === 'password') return { by: way, password };
  return way === 'code' ? { by: way, challenge, code } : { by: 'sign_on' };
}
