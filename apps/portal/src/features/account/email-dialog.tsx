import type { VerifyEmail } from '@beian/contracts/identity/security';
import { checkEmail } from '@beian/rules/persons/phones';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { byRule } from '../../ui/form/schema-rule.ts';
import { CodeField } from '../session/code-field.tsx';
import { verifyEmail } from './account-calls.ts';
import { CurrentPassword } from './password-dialog.tsx';
import { SecurityDialog } from './security-dialog.tsx';

interface EmailDialogProps {
  readonly open: boolean;
  /** The account's own address, masked, when only that is to be verified. */
  readonly own: string | undefined;
  readonly onClose: () => void;
}

/** The account's mailbox verified, or another one put in its place. */
export function EmailDialog({ open, own, onClose }: EmailDialogProps): ReactNode {
  if (own !== undefined) {
    return (
      <SecurityDialog<VerifyEmail> open={open} onClose={onClose} title="验证邮箱" act="验证" done="邮箱已验证" send={verifyEmail}>
        <p className="muted dialog-lead">验证码将发送到 {own}。</p>
        <CodeField purpose="email" label="邮箱验证码" />
      </SecurityDialog>
    );
  }
  return (
    <SecurityDialog<VerifyEmail> open={open} onClose={onClose} title="更换邮箱" act="更换邮箱" done="邮箱已更换并通过验证" send={verifyEmail}>
      <Form.Item name="email" label="新邮箱" required rules={[byRule((value) => checkEmail(value))]}><Input inputMode="email" autoComplete="email" maxLength={100} /></Form.Item>
      <CodeField purpose="email" label="邮箱验证码" recipient="email" />
      <CurrentPassword name="password" />
    </SecurityDialog>
  );
}
