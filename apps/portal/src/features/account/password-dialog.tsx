import type { ChangePassword } from '@beian/contracts/identity/security';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { NewPasswordFields } from '../session/new-password-fields.tsx';
import { changePassword } from './account-calls.ts';
import { SecurityDialog } from './security-dialog.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The old password, and the new one twice; every other device is signed out. */
export function PasswordDialog(props: DialogProps): ReactNode {
  return (
    <SecurityDialog<ChangePassword> {...props} title="修改密码" act="修改密码" done="密码已修改，其他设备均已退出" send={({ current, password }) => changePassword({ current, password })}>
      <CurrentPassword name="current" />
      <NewPasswordFields label="新密码" />
    </SecurityDialog>
  );
}

/** The password that shows whose browser this is. */
export function CurrentPassword({ name }: { readonly name: string }): ReactNode {
  return <Form.Item name={name} label="当前密码" required rules={[{ required: true, message: '请输入当前密码' }]}><Input.Password autoComplete="current-password" maxLength={128} /></Form.Item>;
}
