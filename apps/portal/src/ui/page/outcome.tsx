import { CheckCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';

const ICONS = { success: CheckCircleFilled, info: InfoCircleFilled, warning: ExclamationCircleFilled } as const;

interface OutcomeProps {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
}

/** How something ended, in one sentence, and what can be done next. */
export function Outcome({ kind, title, text, actions }: OutcomeProps): ReactNode {
  const Icon = ICONS[kind];
  return (
    <div className={`outcome outcome-${kind}`} role={kind === 'warning' ? 'alert' : 'status'}>
      <Icon className="outcome-icon" aria-hidden />
      <h2>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {actions === undefined ? null : <div className="outcome-actions">{actions}</div>}
    </div>
  );
}
