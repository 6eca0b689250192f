import type { AdministeredOfficer } from '@beian/contracts/identity/administration';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { resetSecondFactor } from './administered-officers.ts';

interface ResetFactorDialogProps {
  readonly officer: AdministeredOfficer;
  readonly onClose: () => void;
}

/** 重置验证器: for who has lost telephone and recovery codes. The reason is recorded, as this opens an account anew. */
export function ResetFactorDialog({ officer, onClose }: ResetFactorDialogProps): ReactNode {
  const [form] = Form.useForm<{ reason: string }>();
  const { message } = App.useApp();
  const reset = useMutation({
    mutationFn: ({ reason }: { reason: string }) => resetSecondFactor(officer.account, { reason }),
    onSuccess: () => {
      void message.success('验证器已重置，该人员下次登录时重新绑定');
      onClose();
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  return (
    <Modal title={`重置验证器：${officer.name}`} open okText="重置" okButtonProps={{ danger: true }} confirmLoading={reset.isPending} onOk={form.submit} onCancel={onClose}>
      <p>请先核实是本人提出。重置后其登录全部退出，原验证器和恢复码作废，下次输入密码后重新绑定。</p>
      {reset.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(reset.error)} /> : null}
      <Form form={form} layout="vertical" onFinish={(values) => reset.mutate(values)}>
        <Form.Item name="reason" label="原因" extra="记入审计记录。" rules={[{ required: true, whitespace: true, min: 2, message: '请填写原因' }]}>
          <Input.TextArea rows={2} maxLength={200} showCount placeholder="如：手机遗失，已当面核实身份" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
