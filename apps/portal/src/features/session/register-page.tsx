import { LoginName, Password, type RegisterAccount } from '@beian/contracts/identity/api';
import { checkPersonCertificate } from '@beian/rules/persons/certificates';
import { checkPersonName } from '@beian/rules/persons/names';
import { checkEmail, checkMobile } from '@beian/rules/persons/phones';
import type { Finding } from '@beian/rules/result';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type FormRule } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { z } from 'zod';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { today } from '../../ui/text/moments.ts';
import { CaptchaCheck } from './captcha-check.tsx';
import { registerAccount } from './register-account.ts';

type RegisterValues = RegisterAccount & { readonly repeated: string };

const bySchema = (schema: z.ZodType): FormRule => ({
  validator: (_rule, value: unknown) => {
    const result = schema.safeParse(value ?? '');
    return result.success ? Promise.resolve() : Promise.reject(new Error(result.error.issues[0]?.message ?? '请填写此项'));
  },
});
const byRule = (check: (value: string) => Finding[]): FormRule => ({
  validator: (_rule, value: unknown) => {
    const refused = check(typeof value === 'string' ? value : '').find(({ level }) => level === 'refuse');
    return refused === undefined ? Promise.resolve() : Promise.reject(new Error(refused.message));
  },
});

/** ACC-09..13: every item is mandatory; success leads to the login page. */
export function Component(): ReactNode {
  usePageTitle('用户注册');
  const navigate = useNavigate();
  const [form] = Form.useForm<RegisterValues>();
  const register = useMutation({
    mutationFn: ({ repeated: _repeated, ...account }: RegisterValues) => registerAccount(account),
    onSuccess: () => navigate('/login', { state: { registered: true } }),
    onError: (fault) => {
      form.setFieldValue('captcha', undefined);
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  return (
    <section className="entry-card">
      <h1>用户注册</h1>
      <Alert className="form-alert" type="warning" showIcon title="手机号和邮箱涉及信用认证，请谨慎如实填写" description="审核结果以短信发送到该手机号。以下各项均为必填，建议使用个人账号办理。" />
      <Form form={form} layout="vertical" validateTrigger="onBlur" scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }} onFinish={(values) => register.mutate(values)}>
        {register.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(register.error)} /> : null}
        <AccountFields />
        <PersonalFields />
        <Form.Item name="captcha" validateTrigger="onChange" rules={[{ required: true, message: '请先勾选“我不是机器人”完成验证' }]}><CaptchaCheck /></Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={register.isPending}>注册</Button>
      </Form>
      <p className="entry-foot">已有账号？<Link to="/login">登录</Link></p>
    </section>
  );
}

function AccountFields(): ReactNode {
  return (
    <>
      <Form.Item name="loginName" label="用户名" required extra="字母开头，4至32位字母、数字或下划线" rules={[bySchema(LoginName)]}><Input autoComplete="username" maxLength={32} /></Form.Item>
      <Form.Item name="password" label="密码" required extra="至少8位，包含大写字母、小写字母、数字、符号中的三种" rules={[bySchema(Password)]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
      <Form.Item
        name="repeated" label="确认密码" required dependencies={['password']}
        rules={[({ getFieldValue }) => ({ validator: (_rule, value: unknown) => (value !== undefined && value !== '' && value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一致'))) })]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}

function PersonalFields(): ReactNode {
  return (
    <>
      <Form.Item name="realName" label="真实姓名" required rules={[byRule((value) => checkPersonName(value))]}><Input autoComplete="name" maxLength={50} /></Form.Item>
      <Form.Item name="idNumber" label="身份证号码" required rules={[byRule((value) => checkPersonCertificate('resident_id', value, today()))]}><Input autoComplete="off" maxLength={30} /></Form.Item>
      <Form.Item name="mobile" label="手机号" required rules={[byRule((value) => checkMobile(value))]}><Input inputMode="tel" autoComplete="tel" maxLength={20} /></Form.Item>
      <Form.Item name="email" label="邮箱" required rules={[byRule((value) => checkEmail(value))]}><Input inputMode="email" autoComplete="email" maxLength={100} /></Form.Item>
    </>
  );
}
