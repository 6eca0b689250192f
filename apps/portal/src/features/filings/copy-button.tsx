import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from '../../ui/page/copy-text.ts';

interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
  readonly done: string;
  readonly primary?: boolean;
}

/** Copies a text and says so; where the browser does not allow it, it says what to do instead. */
export function CopyButton({ label, text, hint, done, primary = false }: CopyButtonProps): ReactNode {
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return void message.warning('浏览器不允许自动复制，请手动选择下方内容后复制');
    setCopied(true);
    void message.success(done);
  };
  const button = <Button type={primary ? 'primary' : 'default'} icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />} onClick={() => void copy()}>{label}</Button>;
  return hint === undefined ? button : <Tooltip title={hint}>{button}</Tooltip>;
}
