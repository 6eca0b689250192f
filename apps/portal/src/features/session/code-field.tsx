import { ChallengeProof, type CodePurpose } from '@beian/contracts/identity/codes';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { bySchema } from '../../ui/form/schema-rule.ts';
import { requestCode } from './request-code.ts';
import { keepSentCode, readSentCode, type SentCode } from './sent-code.ts';

interface CodeFieldProps {
  readonly purpose: CodePurpose;
  readonly label: string;
  /** Field of the same form that says where the code goes; without one it goes to the account's own mailbox. */
  readonly recipient?: string;
}

/** A one-time code and 【获取验证码】: sets `code` and `challenge` of the form around it. */
export function CodeField({ purpose, label, recipient }: CodeFieldProps): ReactNode {
  const form = Form.useFormInstance();
  const to = String((Form.useWatch(recipient ?? '', form) as string | undefined) ?? '').trim();
  const [sent, setSent] = useState<SentCode | undefined>(() => readSentCode(purpose));
  const ask = useMutation({
    mutationFn: () => requestCode({ purpose, ...(recipient === undefined ? {} : { to }) }),
    onSuccess: ({ challenge, resendAfter, expiresIn }) => {
      const next = { to, challenge, again: Date.now() + resendAfter * 1000, ends: Date.now() + expiresIn * 1000 };
      keepSentCode(purpose, next);
      setSent(next);
      form.setFields([{ name: 'code', errors: [] }]);
      form.getFieldInstance('code')?.focus();
    },
    onError: (fault) => {
      const placed = fault instanceof ApiError ? faultsOf(fault).filter(({ path }) => path[0] === recipient) : [];
      showFaults(form, placed.length > 0 ? placed : [{ path: ['code'], message: messageOf(fault) }]);
    },
  });
  // A code for another number than the one that stands there now is none.
  const present = sent?.to === to ? sent : undefined;
  useEffect(() => form.setFieldValue('challenge', present?.challenge), [form, present?.challenge]);
  const click = async (): Promise<void> => {
    const sound = recipient === undefined || (await form.validateFields([recipient]).then(() => true, () => false));
    if (sound) ask.mutate();
  };
  return (
    <>
      <Form.Item name="challenge" hidden><Input /></Form.Item>
      <Form.Item name="code" label={label} required rules={[bySchema(ChallengeProof.shape.code)]} extra={present === undefined ? undefined : <span role="status">验证码已发出，5分钟内有效。没有收到时请检查填写是否正确，稍后重新获取。</span>}>
        <CodeInput wait={present?.again} asking={ask.isPending} onAsk={() => void click()} />
      </Form.Item>
    </>
  );
}

interface CodeInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly wait: number | undefined;
  readonly asking: boolean;
  readonly onAsk: () => void;
}

function CodeInput({ value, onChange, wait, asking, onAsk, ...field }: CodeInputProps): ReactNode {
  const seconds = useSecondsUntil(wait);
  return (
    <div className="code-input">
      <Input {...field} value={value ?? ''} onChange={(event) => onChange?.(event.target.value)} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      <Button loading={asking} disabled={seconds > 0} onClick={onAsk}>{labelOf(seconds, wait !== undefined)}</Button>
    </div>
  );
}

function labelOf(seconds: number, again: boolean): string {
  if (seconds > 0) return `${seconds}秒后可重新获取`;
  return again ? '重新获取验证码' : '获取验证码';
}

/** Whole seconds left, counted down on the screen. */
function useSecondsUntil(moment: number | undefined): number {
  const left = (): number => (moment === undefined ? 0 : Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const tick = (): void => setSeconds(left());
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `left` reads the moment alone
  }, [moment]);
  return seconds;
}
