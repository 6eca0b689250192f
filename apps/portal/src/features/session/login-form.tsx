import { OpenSession, type SessionView } from '@beian/contracts/identity/api';
import type { SecondFactorDue } from '@beian/contracts/identity/second-factor';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { CaptchaCheck } from './captcha-check.tsx';
import { CodeStep } from './code-step.tsx';
import { currentSession } from './current-session.ts';
import { EnrolStep } from './enrol-step.tsx';
import { openSession } from './open-session.ts';

interface LoginFormProps {
  /** Other ways to log in, which the second step has no use for. */
  readonly above?: ReactNode;
  readonly onOpened: (session: SessionView) => void;
}

/** User name, password and check (ACC-14); from officers a second factor. A solution serves once, so each refusal asks for a new one. */
export function LoginForm({ above, onOpened }: LoginFormProps): ReactNode {
  const [form] = Form.useForm<OpenSession>();
  const [due, setDue] = useState<SecondFactorDue>();
  const client = useQueryClient();
  const opened = (session: SessionView): void => {
    client.setQueryData(currentSession.queryKey, session);
    onOpened(session);
  };
  const login = useMutation({
    mutationFn: openSession,
    onSuccess: (answer) => ('secondFactor' in answer ? setDue(answer) : opened(answer)),
    onError: () => form.setFieldValue('captcha', undefined),
  });
  if (due?.secondFactor === 'code') return <CodeStep ticket={due.ticket} onOpened={opened} onBack={() => setDue(undefined)} />;
  if (due?.secondFactor === 'enrol') return <EnrolStep ticket={due.ticket} onOpened={opened} />;
  return (
    <>
      {above}
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError onFinish={(values) => login.mutate(values)}>
        {login.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(login.error)} /> : null}
        <Form.Item name="loginName" label="用户名" rules={[{ required: true, whitespace: true, message: '请输入用户名' }]}>
          <Input autoComplete="username" autoFocus maxLength={32} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Form.Item name="captcha" rules={[{ required: true, message: '请先勾选“我不是机器人”完成验证' }]}>
          <CaptchaCheck />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={login.isPending}>登录</Button>
      </Form>
    </>
  );
}
