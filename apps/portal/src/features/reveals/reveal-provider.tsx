import { REVEAL_REASONS, REVEAL_SECONDS, type RevealReason } from '@beian/contracts/filing/reveals';
import { Modal, Radio } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { RevealContext, type Reveals } from './reveal-context.ts';

interface Question {
  readonly field: string;
  readonly upload: string | undefined;
  readonly answer: (reason: RevealReason | undefined) => void;
}

interface RevealProviderProps {
  /** Whether the caller holds the case. */
  readonly allowed: boolean;
  /** Opens a field, or shows a picture, for a reason; the same function from one drawing to the next. */
  readonly open: (field: string, reason: RevealReason, upload: string | undefined) => Promise<string>;
  readonly children: ReactNode;
}

/** Lets what stands inside be revealed field by field; each time a reason is chosen, the last one offered first (U27). */
export function RevealProvider({ allowed, open, children }: RevealProviderProps): ReactNode {
  const [question, setQuestion] = useState<Question>();
  const [reason, setReason] = useState<RevealReason>('verify_identity');
  const reveals = useMemo<Reveals>(() => ({
    allowed,
    async reveal(field, upload) {
      const chosen = await new Promise<RevealReason | undefined>((answer) => setQuestion({ field, upload, answer }));
      setQuestion(undefined);
      return chosen === undefined ? undefined : open(field, chosen, upload);
    },
  }), [allowed, open]);
  return (
    <RevealContext value={reveals}>
      {children}
      <Modal
        title="查看完整信息" open={question !== undefined} okText="查看" cancelText="取消" destroyOnHidden
        onOk={() => question?.answer(reason)} onCancel={() => question?.answer(undefined)}
      >
        <p className="muted">将显示“{question === undefined ? '' : fieldLabel(question.field)}”{REVEAL_SECONDS}秒。本次查看及原因会记入审计记录。</p>
        <Radio.Group className="reveal-reasons" aria-label="查看原因" value={reason} onChange={({ target }) => setReason(target.value as RevealReason)} options={Object.entries(REVEAL_REASONS).map(([value, label]) => ({ value, label }))} />
      </Modal>
    </RevealContext>
  );
}
