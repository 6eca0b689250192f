import type { ApplicationView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { colleagues } from '../leave/leave-calls.ts';

interface ReassignDialogProps {
  readonly view: ApplicationView;
  readonly open: boolean;
  readonly sending: boolean;
  readonly fault: unknown;
  readonly onCancel: () => void;
  readonly onReassign: (payload: { officer: string; reason: string }) => void;
}

/** 重新指派: a supervisor gives the case to another reviewer of the bureau (S1). */
export function ReassignDialog({ view, open, sending, fault, onCancel, onReassign }: ReassignDialogProps): ReactNode {
  const [form] = Form.useForm<{ officer: string; reason: string }>();
  const query = useQuery({ ...colleagues(), enabled: open });
  return (
    <Modal title="重新指派" open={open} okText="指派" confirmLoading={sending} onOk={form.submit} onCancel={onCancel} destroyOnHidden>
      <p className="muted">由本单位另一名初审民警继续办理，办理期限不变，并以系统通知告知对方。</p>
      {fault === null || fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      <QueryState query={query}>
        {(all) => (
          <Form form={form} layout="vertical" preserve={false} onFinish={onReassign}>
            <Form.Item name="officer" label="承办人" rules={[{ required: true, message: '请选择承办人' }]}>
              <Select
                showSearch={{ optionFilterProp: 'label' }} placeholder="请选择"
                options={all.filter(({ account, roles }) => account !== view.holder && roles.includes('reviewer')).map(({ account, name, loginName, onLeave }) => ({ value: account, label: `${name}（${loginName}）${onLeave ? '　请假中' : ''}` }))}
              />
            </Form.Item>
            <Form.Item name="reason" label="指派理由" rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由' }]}><Input.TextArea rows={3} maxLength={500} showCount /></Form.Item>
          </Form>
        )}
      </QueryState>
    </Modal>
  );
}
