import { CheckCircleFilled, LoadingOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { solveCaptcha } from './solve-captcha.ts';

const GOOD_FOR_MS = 4 * 60_000;

interface CaptchaCheckProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (solution: string | undefined) => void;
}

type State = { readonly at: 'open' } | { readonly at: 'solving' } | { readonly at: 'failed'; readonly message: string };

/** “我不是机器人”: one tick, no puzzle; the browser does the work. The parent empties the value when it is used up. */
export function CaptchaCheck({ id, value, onChange }: CaptchaCheckProps): ReactNode {
  const [state, setState] = useState<State>({ at: 'open' });
  const solved = value !== undefined && value !== '';

  // Challenges end after five minutes; an old solution would only be refused.
  useEffect(() => {
    if (!solved) return undefined;
    const timer = setTimeout(() => onChange?.(undefined), GOOD_FOR_MS);
    return () => clearTimeout(timer);
  }, [solved, onChange]);

  const solve = async (): Promise<void> => {
    setState({ at: 'solving' });
    try {
      onChange?.(await solveCaptcha());
      setState({ at: 'open' });
    } catch (fault) {
      setState({ at: 'failed', message: messageOf(fault) });
    }
  };

  return (
    <div className="captcha" aria-live="polite">
      <Checkbox {...(id === undefined ? {} : { id })} checked={solved} disabled={solved || state.at === 'solving'} onChange={() => void solve()}>我不是机器人</Checkbox>
      {solved ? <span className="captcha-done"><CheckCircleFilled aria-hidden /> 验证完成</span> : null}
      {state.at === 'solving' ? <span><LoadingOutlined aria-hidden /> 正在验证，请稍候</span> : null}
      {state.at === 'failed' && !solved ? <span className="captcha-failed">{state.message} <Button size="small" type="link" onClick={() => void solve()}>重试</Button></span> : null}
    </div>
  );
}
