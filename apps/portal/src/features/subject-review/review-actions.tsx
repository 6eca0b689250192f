import type { ReviewView } from '@beian/contracts/subject/reviews';
import { REVIEW_MESSAGE_LABELS } from '@beian/rules/subject/review';
import { Alert, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { hasStatus, messageOf } from '../../ui/api/api-error.ts';
import { ReturnDialog } from '../desk/return-dialog.tsx';
import type { ReturnReason } from '../desk/return-draft.ts';
import type { ReviewSending } from './review-calls.ts';
import { useReviewAction } from './use-review-action.ts';

type Plain = 'take' | 'release' | 'approve';
const PLAIN: Readonly<Record<Plain, { readonly ask?: string; readonly primary: boolean }>> = {
  approve: { ask: '确认主体资料真实、有效。审核通过后将以短信和系统通知告知申请人，不能撤销。', primary: true },
  take: { primary: true },
  release: { ask: '退还后，本单位其他民警可以受理。', primary: false },
};
const APPROVES_CHANGE = '确认变更后的主体资料真实、有效。审核通过后，新的主体信息立即生效，并显示在其名下的备案中；结果将以短信和系统通知告知申请人，不能撤销。';
const ORDER: readonly Plain[] = ['approve', 'take', 'release'];

interface ReviewActionsProps {
  readonly view: ReviewView;
  readonly reasons: readonly ReturnReason[];
  readonly onReasons: (reasons: readonly ReturnReason[]) => void;
}

/** What the officer may do now: the service says it in `actions`, and refuses with a reason where it has changed since. */
export function ReviewActions({ view, reasons, onReasons }: ReviewActionsProps): ReactNode {
  const [dialog, setDialog] = useState<Plain | 'return' | undefined>(undefined);
  const act = useReviewAction(view, () => {
    setDialog(undefined);
    onReasons([]);
  });
  const open = (next: typeof dialog): void => {
    act.reset();
    setDialog(next);
  };
  const send = (sending: ReviewSending): void => act.mutate(sending, { onError: (fault) => (hasStatus(fault, 409) ? setDialog(undefined) : undefined) });
  const approving = view.replaces === null ? PLAIN.approve.ask : APPROVES_CHANGE;
  const asked = dialog === undefined || dialog === 'return' ? undefined : dialog;
  return (
    <section className="panel" aria-label="办理">
      <h2>办理</h2>
      {act.isError && dialog === undefined ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(act.error)} description={hasStatus(act.error, 409) ? '页面已更新为最新状态。' : undefined} /> : null}
      <div className="case-buttons">
        {ORDER.filter((action) => view.actions.includes(action)).map((action) => (
          <Button key={action} type={PLAIN[action].primary ? 'primary' : 'default'} loading={act.isPending && act.variables.action === action} disabled={act.isPending} onClick={() => (PLAIN[action].ask === undefined ? send({ action, payload: {} }) : open(action))}>
            {REVIEW_MESSAGE_LABELS[action]}
          </Button>
        ))}
        {view.actions.includes('return') ? <Button danger disabled={act.isPending} onClick={() => open('return')}>{REVIEW_MESSAGE_LABELS.return}{reasons.length === 0 ? '' : `（${reasons.length}项）`}</Button> : null}
      </div>
      {view.actions.length === 0 ? <p className="muted">当前没有您可以进行的操作。</p> : null}
      <Modal
        title={asked === undefined ? '' : `${REVIEW_MESSAGE_LABELS[asked]}：${view.name}`} open={asked !== undefined} confirmLoading={act.isPending}
        okText={asked === undefined ? '' : REVIEW_MESSAGE_LABELS[asked]} onCancel={() => setDialog(undefined)} onOk={() => (asked === undefined ? undefined : send({ action: asked, payload: {} }))}
      >
        <p>{asked === undefined ? '' : asked === 'approve' ? approving : PLAIN[asked].ask}</p>
        {act.isError ? <Alert type="error" showIcon role="alert" title={messageOf(act.error)} /> : null}
      </Modal>
      <ReturnDialog title={view.replaces === null ? '退回主体' : '退回主体变更'} open={dialog === 'return'} sending={act.isPending} fault={act.error} reasons={reasons} onChange={onReasons} onCancel={() => setDialog(undefined)} onReturn={() => send({ action: 'return', payload: { reasons: [...reasons] } })} />
    </section>
  );
}
