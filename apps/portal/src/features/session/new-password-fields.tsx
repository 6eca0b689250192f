import { Password } from '@beian/contracts/identity/api';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { bySchema } from '../../ui/form/schema-rule.ts';

/** A password that is chosen, typed twice (OPN-05): the fields `password` and `repeated`. */
export function NewPasswordFields({ label = '密码' }: { readonly label?: string }): ReactNode {
  return (
    <>
      <Form.Item name="password" label={label} required extra="至少8位，包含大写字母、小写字母、数字、符号中的三种，不能是常见密码或包含用户名" rules={[bySchema(Password)]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
      <Form.Item
        name="repeated" label={`确认${label}`} required dependencies={['password']}
        rules={[({ getFieldValue }) => ({ validator: (_rule, value: unknown) => (value !== undefined && value !== '' && value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一致'))) })]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
