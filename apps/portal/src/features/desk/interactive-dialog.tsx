import type { ApplicationView } from '@beian/contracts/filing/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { Alert, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';

interface InteractiveDialogProps {
  readonly view: ApplicationView;
  readonly open: boolean;
  readonly sending: boolean;
  readonly fault: unknown;
  readonly onCancel: () => void;
  readonly onSet: (payload: { interactive: boolean; reason: string }) => void;
}

/** What the button offers: the other one of what holds now. */
export const interactiveOffer = ({ interactive }: ApplicationView): string => `认定为${interactive ? '非交互式' : '交互式'}`;

/** 认定交互式 (OPN-19): an officer corrects what was computed from the form, and says why. */
export function InteractiveDialog({ view, open, sending, fault, onCancel, onSet }: InteractiveDialogProps): ReactNode {
  const [form] = Form.useForm<{ reason: string }>();
  const noun = OBJECT_LABELS[view.object];
  return (
    <Modal title={interactiveOffer(view)} open={open} okText="认定" confirmLoading={sending} onOk={form.submit} onCancel={onCancel} destroyOnHidden>
      <p className="muted">{view.interactive ? `按非交互式${noun}办理，无需面审或实地检查。` : `按交互式${noun}办理，须面审或实地检查，并须提交安全评估。`}理由以系统通知告知申请人。</p>
      {fault === null || fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      <Form form={form} name="interactive" layout="vertical" preserve={false} onFinish={({ reason }) => onSet({ interactive: !view.interactive, reason })}>
        <Form.Item name="reason" label="认定理由" rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由' }]}>
          <Input.TextArea rows={3} maxLength={500} showCount placeholder={view.interactive ? '例如：域名中的“bbs”为企业英文名缩写，网站不提供论坛服务' : '例如：网站设有用户留言板'} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
