import { LoginName } from '@beian/contracts/identity/api';
import type { RegisterAccount } from '@beian/contracts/identity/registration';
import { checkPersonCertificate } from '@beian/rules/persons/certificates';
import { checkPersonName } from '@beian/rules/persons/names';
import { checkEmail, checkMobile } from '@beian/rules/persons/phones';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { byRule, bySchema } from '../../ui/form/schema-rule.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { today } from '../../ui/text/moments.ts';
import { CaptchaCheck } from './captcha-check.tsx';
import { CodeField } from './code-field.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { registerAccount } from './register-account.ts';
import { forgetRegistration, keepRegistration, readRegistration } from './registration-draft.ts';
import { forgetSentCode } from './sent-code.ts';

type RegisterValues = RegisterAccount & { readonly repeated: string };

/** ACC-09..13: every item is mandatory; success leads to the login page. */
export function Component(): ReactNode {
  usePageTitle('用户注册');
  const navigate = useNavigate();
  const [form] = Form.useForm<RegisterValues>();
  const register = useMutation({
    mutationFn: ({ repeated: _repeated, ...account }: RegisterValues) => registerAccount(account),
    onSuccess: () => {
      forgetRegistration();
      forgetSentCode('register');
      return navigate('/login', { state: { registered: true } });
    },
    onError: (fault) => {
      form.setFieldValue('captcha', undefined);
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  return (
    <section className="entry-card">
      <h1>用户注册</h1>
      <Alert className="form-alert" type="warning" showIcon title="手机号和邮箱涉及信用认证，请谨慎如实填写" description="审核结果以短信发送到该手机号。以下各项均为必填，建议使用个人账号办理。" />
      <Form form={form} layout="vertical" validateTrigger="onBlur" scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }} initialValues={readRegistration()} onValuesChange={(_changed, values) => keepRegistration(values)} onFinish={(values) => register.mutate(values)}>
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
      <NewPasswordFields />
    </>
  );
}

function PersonalFields(): ReactNode {
  return (
    <>
      <Form.Item name="realName" label="真实姓名" required rules={[byRule((value) => checkPersonName(value))]}><Input autoComplete="name" maxLength={50} /></Form.Item>
      <Form.Item name="idNumber" label="身份证号码" required rules={[byRule((value) => checkPersonCertificate('resident_id', value, today()))]}><Input autoComplete="off" maxLength={30} /></Form.Item>
      <Form.Item name="email" label="邮箱" required extra="注册后可在“账号与安全”中验证" rules={[byRule((value) => checkEmail(value))]}><Input inputMode="email" autoComplete="email" maxLength={100} /></Form.Item>
      <Form.Item name="mobile" label="手机号" required rules={[byRule((value) => checkMobile(value))]}><Input inputMode="tel" autoComplete="tel" maxLength={20} /></Form.Item>
      <CodeField purpose="register" label="短信验证码" recipient="mobile" />
    </>
  );
}
