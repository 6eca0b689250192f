import { DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Modal, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { phrasesFor, returnFault, type ReturnReason } from './return-draft.ts';

interface ReturnDialogProps {
  /** 退回申请, by default. */
  readonly title?: string;
  readonly open: boolean;
  readonly reasons: readonly ReturnReason[];
  readonly sending: boolean;
  readonly fault: unknown;
  readonly onChange: (reasons: ReturnReason[]) => void;
  readonly onCancel: () => void;
  readonly onReturn: () => void;
}

/** 退回: each reason belongs to a field (REV-12); usual phrases are one click away (U23). */
export function ReturnDialog({ title = '退回申请', open, reasons, sending, fault, onChange, onCancel, onReturn }: ReturnDialogProps): ReactNode {
  const [tried, setTried] = useState(false);
  const missing = returnFault(reasons);
  const setText = (field: string, text: string): void => onChange(reasons.map((reason) => (reason.field === field ? { field, text } : reason)));
  const send = (): void => {
    setTried(true);
    if (missing === undefined) onReturn();
  };
  return (
    <Modal title={title} open={open} width={640} okText="退回" okButtonProps={{ danger: true }} confirmLoading={sending} onOk={send} onCancel={onCancel}>
      <p className="muted">请一次性告知全部需要更正的地方。理由会以短信和系统通知发给申请人，并显示在对应的项目旁。</p>
      {fault === null || fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      {tried && missing !== undefined ? <Alert className="form-alert" type="warning" showIcon role="alert" title={missing} /> : null}
      <ul className="return-list">
        {reasons.map(({ field, text }) => (
          <li key={field}>
            <div className="return-head">
              <label htmlFor={`return-${field}`}>{fieldLabel(field)}</label>
              <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`移除${fieldLabel(field)}`} onClick={() => onChange(reasons.filter((reason) => reason.field !== field))} />
            </div>
            <Input.TextArea id={`return-${field}`} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} value={text} onChange={({ target }) => setText(field, target.value)} />
            <div className="return-phrases">
              {phrasesFor(field).map((phrase) => <Tag key={phrase} className="phrase"><button type="button" onClick={() => setText(field, phrase)}>{phrase}</button></Tag>)}
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
