import type { ResetPassword } from '@beian/contracts/identity/security';
import { checkMobile } from '@beian/rules/persons/phones';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { byRule } from '../../ui/form/schema-rule.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { CodeField } from './code-field.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { resetPassword } from './reset-password.ts';
import { forgetSentCode } from './sent-code.ts';

type ResetValues = ResetPassword & { readonly repeated: string };

/** OPN-05: a forgotten password is replaced by whoever holds the account's mobile. */
export function Component(): ReactNode {
  usePageTitle('找回密码');
  const navigate = useNavigate();
  const [form] = Form.useForm<ResetValues>();
  const reset = useMutation({
    mutationFn: ({ repeated: _repeated, ...values }: ResetValues) => resetPassword(values),
    onSuccess: () => {
      forgetSentCode('reset');
      return navigate('/login', { state: { reset: true } });
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  return (
    <section className="entry-card">
      <h1>找回密码</h1>
      <p className="muted">请填写注册时的手机号。重置后，所有已登录的设备都会退出，因输错密码被锁定的账号也会解除锁定。</p>
      <Form form={form} layout="vertical" validateTrigger="onBlur" scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }} onFinish={(values) => reset.mutate(values)}>
        {reset.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(reset.error)} /> : null}
        <Form.Item name="mobile" label="手机号" required rules={[byRule((value) => checkMobile(value))]}><Input inputMode="tel" autoComplete="tel" maxLength={20} /></Form.Item>
        <CodeField purpose="reset" label="短信验证码" recipient="mobile" />
        <NewPasswordFields label="新密码" />
        <Button type="primary" htmlType="submit" block size="large" loading={reset.isPending}>重置密码</Button>
      </Form>
      <p className="entry-foot">想起密码了？<Link to="/login">登录</Link></p>
      <p className="entry-foot muted">民警、审计人员账号没有登记手机号，请联系所在机关的平台管理员重置。</p>
    </section>
  );
}
