import type { ApplicationView } from '@beian/contracts/filing/api';
import { MESSAGE_LABELS, OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { Alert, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { hasStatus, messageOf } from '../../ui/api/api-error.ts';
import { useAction, type Sending } from '../applications/use-action.ts';
import { afterInitial } from './after-initial.ts';
import { InteractiveDialog, interactiveOffer } from './interactive-dialog.tsx';
import { ReassignDialog } from './reassign-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import type { ReturnReason } from './return-draft.ts';
import { TransferDialog } from './transfer-dialog.tsx';

type Plain = 'take' | 'release' | 'passInitial' | 'approve';
const PLAIN: Readonly<Record<Plain, { readonly ask?: string; readonly primary: boolean }>> = {
  take: { primary: true },
  release: { ask: '退还后，本单位其他民警可以受理。', primary: false },
  passInitial: { ask: '确认材料齐全、内容真实。', primary: true },
  approve: { ask: '审核通过后将核发备案编号并通知申请人，不能撤销。', primary: true },
};
/** Actions with a dialog of their own. */
type Asking = 'return' | 'transfer' | 'reassign' | 'setInteractive';
const isPlain = (dialog: Plain | Asking | undefined): dialog is Plain => dialog !== undefined && Object.hasOwn(PLAIN, dialog);
const ORDER: readonly Plain[] = ['approve', 'passInitial', 'take', 'release'];

interface CaseActionsProps {
  readonly view: ApplicationView;
  readonly reasons: readonly ReturnReason[];
  readonly onReasons: (reasons: readonly ReturnReason[]) => void;
}

/** What the officer may do now: the service says it in `actions`, and refuses with a reason where it has changed since. */
export function CaseActions({ view, reasons, onReasons }: CaseActionsProps): ReactNode {
  const [dialog, setDialog] = useState<Plain | Asking | undefined>(undefined);
  const act = useAction(view, () => {
    setDialog(undefined);
    onReasons([]);
  });
  const open = (next: typeof dialog): void => {
    act.reset();
    setDialog(next);
  };
  const send = (sending: Sending): void => act.mutate(sending, { onError: (fault) => (hasStatus(fault, 409) ? setDialog(undefined) : undefined) });
  const asking = (name: Asking) => ({ open: dialog === name, sending: act.isPending, fault: act.error, onCancel: () => setDialog(undefined) });
  const plain = ORDER.filter((action) => view.actions.includes(action));
  const ask = isPlain(dialog) ? PLAIN[dialog].ask : undefined;
  const next = dialog === 'passInitial' ? afterInitial(view) : '';
  return (
    <section className="panel" aria-label="办理">
      <h2>办理</h2>
      {act.isError && dialog === undefined ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(act.error)} description={hasStatus(act.error, 409) ? '页面已更新为最新状态。' : undefined} /> : null}
      <div className="case-buttons">
        {plain.map((action) => (
          <Button key={action} type={PLAIN[action].primary ? 'primary' : 'default'} loading={act.isPending && act.variables.action === action} disabled={act.isPending} onClick={() => (PLAIN[action].ask === undefined ? send({ action, payload: {} }) : open(action))}>
            {MESSAGE_LABELS[action]}
          </Button>
        ))}
        {view.actions.includes('return') ? <Button danger disabled={act.isPending} onClick={() => open('return')}>{MESSAGE_LABELS.return}{reasons.length === 0 ? '' : `（${reasons.length}项）`}</Button> : null}
        {view.actions.includes('transfer') ? <Button disabled={act.isPending} onClick={() => open('transfer')}>{MESSAGE_LABELS.transfer}</Button> : null}
        {view.actions.includes('reassign') ? <Button disabled={act.isPending} onClick={() => open('reassign')}>{MESSAGE_LABELS.reassign}</Button> : null}
        {view.actions.includes('setInteractive') ? <Button disabled={act.isPending} onClick={() => open('setInteractive')}>{interactiveOffer(view)}</Button> : null}
      </div>
      {awaitsInspection(view) ? <p className="muted">交互式{OBJECT_LABELS[view.object]}须面审或实地检查通过，并已提交安全评估，才能审核通过。</p> : null}
      {view.actions.length === 0 ? <p className="muted">当前没有您可以进行的操作。</p> : null}
      <Modal
        title={isPlain(dialog) ? `${MESSAGE_LABELS[dialog]}：${view.siteName}` : ''} open={ask !== undefined} confirmLoading={act.isPending}
        okText={dialog === undefined ? '' : MESSAGE_LABELS[dialog]} onCancel={() => setDialog(undefined)}
        onOk={() => (isPlain(dialog) ? send({ action: dialog, payload: {} }) : undefined)}
      >
        <p>{ask}{next}</p>
        {act.isError ? <Alert type="error" showIcon role="alert" title={messageOf(act.error)} /> : null}
      </Modal>
      <ReturnDialog {...asking('return')} reasons={reasons} onChange={onReasons} onReturn={() => send({ action: 'return', payload: { reasons: [...reasons] } })} />
      <TransferDialog {...asking('transfer')} view={view} onSend={(payload) => send({ action: 'transfer', payload })} />
      <ReassignDialog {...asking('reassign')} view={view} onSend={(payload) => send({ action: 'reassign', payload })} />
      <InteractiveDialog {...asking('setInteractive')} view={view} onSend={(payload) => send({ action: 'setInteractive', payload })} />
    </section>
  );
}

function awaitsInspection(view: ApplicationView): boolean {
  return view.interactive && view.stage === 'initial_passed' && !view.actions.includes('approve');
}
