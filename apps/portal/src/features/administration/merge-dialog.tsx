import type { AdministeredBureau } from '@beian/contracts/identity/administration';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal, TreeSelect } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { mergeBureau } from './administered-bureaus.ts';
import { bureauChoices } from './bureau-choice.ts';

interface MergeDialogProps {
  readonly bureau: AdministeredBureau;
  readonly bureaus: readonly AdministeredBureau[];
  readonly onClose: () => void;
}

/** 撤并: what goes over to the successor is said before it is done, because it cannot be taken back. */
export function MergeDialog({ bureau, bureaus, onClose }: MergeDialogProps): ReactNode {
  const [form] = Form.useForm<{ successor: number }>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const merge = useMutation({
    mutationFn: ({ successor }: { successor: number }) => mergeBureau(bureau.id, { successor, expectedVersion: bureau.version }),
    onSuccess: async () => {
      void message.success('单位已撤并，在办申请正在移交');
      await Promise.all([client.invalidateQueries({ queryKey: ['administration'] }), client.invalidateQueries({ queryKey: ['bureaus'] })]);
      onClose();
    },
  });
  return (
    <Modal title={`撤并：${bureau.name}`} open okText="撤并" okButtonProps={{ danger: true }} confirmLoading={merge.isPending} onOk={form.submit} onCancel={onClose}>
      <p>撤并后，该单位的在办申请、{bureau.officers}名在职人员、受理地区和下级单位由承接单位接管，该单位不再受理申请。已核发的编号不变。撤并不能撤销。</p>
      {merge.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(merge.error)} /> : null}
      <Form form={form} layout="vertical" onFinish={(values) => merge.mutate(values)}>
        <Form.Item name="successor" label="承接单位" rules={[{ required: true, message: '请选择承接单位' }]}>
          <TreeSelect treeData={bureauChoices(bureaus, bureau.id)} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} placeholder="请选择" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
