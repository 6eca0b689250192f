import type { ApplicationView } from '@beian/contracts/filing/api';
import { Alert, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';

/** An action on a case that asks for more than a click: what its dialog is told. */
export interface CaseDialogProps<P> {
  readonly view: ApplicationView;
  readonly open: boolean;
  readonly sending: boolean;
  readonly fault: unknown;
  readonly onCancel: () => void;
  readonly onSend: (payload: P) => void;
}

interface ReasonDialogProps<T extends { readonly reason: string }> extends Omit<CaseDialogProps<T>, 'view'> {
  readonly title: string;
  readonly okText: string;
  /** What follows, for whoever is about to do it. */
  readonly lead: string;
  readonly reasonLabel: string;
  readonly placeholder?: string;
  /** What is asked before the reason. */
  readonly children?: ReactNode;
  /** Waits with the fields until what they offer is there. */
  readonly frame?: (fields: ReactNode) => ReactNode;
}

/** A dialog that ends with a reason; empty whenever it opens. */
export function ReasonDialog<T extends { readonly reason: string }>({ title, okText, lead, reasonLabel, placeholder, children, frame = asItIs, open, sending, fault, onCancel, onSend }: ReasonDialogProps<T>): ReactNode {
  const [form] = Form.useForm<T>();
  return (
    <Modal title={title} open={open} okText={okText} confirmLoading={sending} onOk={form.submit} onCancel={onCancel} destroyOnHidden>
      <p className="muted">{lead}</p>
      {fault === null || fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      {frame(
        <Form<T> form={form} layout="vertical" preserve={false} onFinish={onSend}>
          {children}
          <Form.Item name="reason" label={reasonLabel} rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由' }]}>
            <Input.TextArea rows={3} maxLength={500} showCount placeholder={placeholder} />
          </Form.Item>
        </Form>,
      )}
    </Modal>
  );
}

const asItIs = (fields: ReactNode): ReactNode => fields;
