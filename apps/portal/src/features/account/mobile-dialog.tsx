import type { ChangeMobile } from '@beian/contracts/identity/security';
import { checkMobile } from '@beian/rules/persons/phones';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { byRule } from '../../ui/form/schema-rule.ts';
import { CodeField } from '../session/code-field.tsx';
import { changeMobile } from './account-calls.ts';
import { CurrentPassword } from './password-dialog.tsx';
import { SecurityDialog } from './security-dialog.tsx';

/** A new mobile, proven by the code that comes to it, and the password. */
export function MobileDialog(props: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <SecurityDialog<ChangeMobile> {...props} title="更换手机号" act="更换手机号" done="手机号已更换" send={changeMobile}>
      <Form.Item name="mobile" label="新手机号" required rules={[byRule((value) => checkMobile(value))]}><Input inputMode="tel" autoComplete="tel" maxLength={20} /></Form.Item>
      <CodeField purpose="mobile" label="短信验证码" recipient="mobile" />
      <CurrentPassword name="password" />
    </SecurityDialog>
  );
}
