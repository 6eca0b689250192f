import { REVEAL_SECONDS } from '@beian/contracts/filing/reveals';
import { App } from 'antd';
import { useContext, useEffect, useState } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { RevealContext } from './reveal-context.ts';

interface Revealed {
  readonly value: string | undefined;
  readonly secondsLeft: number;
  readonly busy: boolean;
  readonly show: () => void;
}

/** One revealed value, which the page forgets after a minute. */
export function useRevealed(field: string, upload?: string): Revealed {
  const reveals = useContext(RevealContext);
  const { message } = App.useApp();
  const [shown, setShown] = useState<{ readonly value: string; readonly until: number }>();
  const [busy, setBusy] = useState(false);
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    if (shown === undefined) return undefined;
    const tick = setInterval(() => {
      const left = Math.ceil((shown.until - Date.now()) / 1000);
      setSecondsLeft(left);
      if (left <= 0) setShown(undefined);
    }, 1000);
    return () => {
      clearInterval(tick);
      if (shown.value.startsWith('blob:')) URL.revokeObjectURL(shown.value);
    };
  }, [shown]);
  const show = (): void => {
    setBusy(true);
    reveals?.reveal(field, upload).then((value) => {
      if (value === undefined) return;
      setSecondsLeft(REVEAL_SECONDS);
      setShown({ value, until: Date.now() + REVEAL_SECONDS * 1000 });
    }).catch((fault: unknown) => void message.error(messageOf(fault))).finally(() => setBusy(false));
  };
  return { value: shown?.value, secondsLeft, busy, show };
}
