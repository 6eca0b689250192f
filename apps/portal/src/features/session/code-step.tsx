import type { SessionView } from '@beian/contracts/identity/api';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { giveSecondFactor } from './open-session.ts';

interface CodeStepProps {
  readonly ticket: string;
  readonly onOpened: (session: SessionView) => void;
  readonly onBack: () => void;
}

/** Second step of an officer's login: the code that the authenticator shows. */
export function CodeStep({ ticket, onOpened, onBack }: CodeStepProps): ReactNode {
  const [form] = Form.useForm<{ code: string }>();
  const give = useMutation({ mutationFn: ({ code }: { code: string }) => giveSecondFactor(ticket, code), onSuccess: onOpened, onError: () => form.setFieldValue('code', '') });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => give.mutate(values)}>
      <p className="muted">密码正确。请打开手机上的动态口令应用，输入当前显示的6位数字。</p>
      {give.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(give.error)} /> : null}
      <CodeField extra="手机不在身边？也可以输入一个10位恢复码，每个只能使用一次。" />
      <Button type="primary" htmlType="submit" block size="large" loading={give.isPending}>验证并登录</Button>
      <p className="entry-foot"><Button type="link" onClick={onBack}>返回上一步</Button></p>
    </Form>
  );
}

export function CodeField({ extra }: { readonly extra?: string }): ReactNode {
  return (
    <Form.Item name="code" label="动态口令" extra={extra} rules={[{ required: true, whitespace: true, message: '请输入动态口令' }]}>
      <Input autoComplete="one-time-code" inputMode={extra === undefined ? 'numeric' : 'text'} autoFocus maxLength={20} size="large" />
    </Form.Item>
  );
}
