import type { ApplicationView } from '@beian/contracts/filing/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import type { ReactNode } from 'react';
import { ReasonDialog, type CaseDialogProps } from './reason-dialog.tsx';

/** What the button offers: the other one of what holds now. */
export const interactiveOffer = ({ interactive }: ApplicationView): string => `认定为${interactive ? '非交互式' : '交互式'}`;

/** 认定交互式 (OPN-19): an officer corrects what was computed from the form, and says why. */
export function InteractiveDialog({ view, onSend, ...dialog }: CaseDialogProps<{ interactive: boolean; reason: string }>): ReactNode {
  const { interactive } = view;
  const noun = OBJECT_LABELS[view.object];
  return (
    <ReasonDialog<{ reason: string }>
      {...dialog} title={interactiveOffer(view)} okText="认定" reasonLabel="认定理由"
      lead={`${interactive ? `按非交互式${noun}办理，无需面审或实地检查。` : `按交互式${noun}办理，须面审或实地检查，并须提交安全评估。`}理由以系统通知告知申请人。`}
      placeholder={interactive ? '例如：域名中的“bbs”为企业英文名缩写，网站不提供论坛服务' : '例如：网站设有用户留言板'}
      onSend={({ reason }) => onSend({ interactive: !interactive, reason })}
    />
  );
}
