import { Enrolled, type Enrol } from '@beian/contracts/identity/administration';
import { Password } from '@beian/contracts/identity/api';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { call } from '../../ui/api/api-client.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { Outcome } from '../../ui/page/outcome.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { CaptchaCheck } from './captcha-check.tsx';

type Values = Enrol & { readonly repeated: string };

const sound = (_rule: unknown, value: unknown): Promise<void> => {
  const result = Password.safeParse(value ?? '');
  return result.success ? Promise.resolve() : Promise.reject(new Error(result.error.issues[0]?.message ?? '请填写此项'));
};

/** 启用账号: a new officer sets the own password with the code that the administrator has handed over. */
export function Component(): ReactNode {
  usePageTitle('启用账号');
  const [form] = Form.useForm<Values>();
  const enrol = useMutation({
    mutationFn: ({ repeated: _repeated, ...body }: Values) => call('POST', '/api/identity/enrolments', Enrolled, { body }),
    onError: (fault) => {
      form.setFieldValue('captcha', undefined);
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  if (enrol.data !== undefined) return <section className="entry-card"><Outcome kind="success" title="账号已启用" text={`请用用户名 ${enrol.data.loginName} 和刚设置的密码登录。`} actions={<Link to="/login"><Button type="primary">去登录</Button></Link>} /></section>;
  return (
    <section className="entry-card">
      <h1>启用账号</h1>
      <Alert className="form-alert" type="info" showIcon title="供新任命的民警使用" description="请输入管理员转交的启用码，并设置您自己的密码。启用码只能使用一次。" />
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError onFinish={(values) => enrol.mutate(values)}>
        {enrol.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(enrol.error)} /> : null}
        <Form.Item name="code" label="启用码" rules={[{ required: true, whitespace: true, message: '请输入启用码' }]}><Input autoComplete="one-time-code" maxLength={100} /></Form.Item>
        <Form.Item name="password" label="密码" extra="至少8位，包含大写字母、小写字母、数字、符号中的三种" rules={[{ validator: sound }]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
        <Form.Item
          name="repeated" label="确认密码" dependencies={['password']}
          rules={[({ getFieldValue }) => ({ validator: (_rule, value: unknown) => (value !== undefined && value !== '' && value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一致'))) })]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Form.Item name="captcha" rules={[{ required: true, message: '请先勾选“我不是机器人”完成验证' }]}><CaptchaCheck /></Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={enrol.isPending}>启用</Button>
      </Form>
    </section>
  );
}
