import type { ApplicationView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, TreeSelect } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { bureauTree } from './bureau-tree.ts';
import { bureaus } from './list-bureaus.ts';

interface TransferDialogProps {
  readonly view: ApplicationView;
  readonly open: boolean;
  readonly sending: boolean;
  readonly fault: unknown;
  readonly onCancel: () => void;
  readonly onTransfer: (payload: { bureau: number; reason: string }) => void;
}

/** 移交: the case goes to another bureau with its whole history (S1). */
export function TransferDialog({ view, open, sending, fault, onCancel, onTransfer }: TransferDialogProps): ReactNode {
  const [form] = Form.useForm<{ bureau: number; reason: string }>();
  const query = useQuery({ ...bureaus, enabled: open });
  const tree = useMemo(() => bureauTree(query.data ?? [], view.bureau), [query.data, view.bureau]);
  return (
    <Modal title="移交申请" open={open} okText="移交" confirmLoading={sending} onOk={form.submit} onCancel={onCancel} destroyOnHidden>
      <p className="muted">移交后由接收单位办理，办理期限继续计算，历史记录随同移交。</p>
      {fault === null || fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(fault)} />}
      <QueryState query={query}>
        {() => (
          <Form form={form} layout="vertical" preserve={false} onFinish={onTransfer}>
            <Form.Item name="bureau" label="接收单位" rules={[{ required: true, message: '请选择接收单位' }]}>
              <TreeSelect treeData={tree} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} placeholder="请选择" />
            </Form.Item>
            <Form.Item name="reason" label="移交理由" rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由' }]}>
              <Input.TextArea rows={3} maxLength={500} showCount />
            </Form.Item>
          </Form>
        )}
      </QueryState>
    </Modal>
  );
}
