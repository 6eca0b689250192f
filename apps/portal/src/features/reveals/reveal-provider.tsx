import type { ApplicationView } from '@beian/contracts/filing/api';
import { REVEAL_REASONS, REVEAL_SECONDS, type RevealReason } from '@beian/contracts/filing/reveals';
import { Modal, Radio } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { RevealContext, type Reveals } from './reveal-context.ts';
import { revealField, revealPicture } from './reveal-field.ts';

interface Question {
  readonly field: string;
  readonly upload: string | undefined;
  readonly answer: (reason: RevealReason | undefined) => void;
}

/** Lets what stands inside be revealed field by field; each time a reason is chosen, the last one offered first (U27). */
export function RevealProvider({ view, children }: { readonly view: ApplicationView; readonly children: ReactNode }): ReactNode {
  const [question, setQuestion] = useState<Question>();
  const [reason, setReason] = useState<RevealReason>('verify_identity');
  const { mayReveal: allowed, application, subject, subjectRevision } = view;
  const reveals = useMemo<Reveals>(() => ({
    allowed,
    async reveal(field, upload) {
      const chosen = await new Promise<RevealReason | undefined>((answer) => setQuestion({ field, upload, answer }));
      setQuestion(undefined);
      if (chosen === undefined) return undefined;
      const of = { application, subject, subjectRevision };
      return upload === undefined ? revealField(of, field, chosen) : revealPicture(of, field, chosen, upload);
    },
  }), [allowed, application, subject, subjectRevision]);
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
