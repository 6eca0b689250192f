import type { KeepProvider, KeptProvider } from '@beian/contracts/filing/directory';
import { PROVIDER_KINDS } from '@beian/rules/website/providers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { RegionField } from '../regions/region-field.tsx';
import { addProvider, changeProvider } from './kept-providers.ts';

interface ProviderDrawerProps {
  /** Undefined adds a new one. */
  readonly provider: KeptProvider | undefined;
  readonly onClose: () => void;
}

/** One line of the directory; saving one that was withdrawn brings it back. */
export function ProviderDrawer({ provider, onClose }: ProviderDrawerProps): ReactNode {
  const [form] = Form.useForm<KeepProvider>();
  const phone = useIsPhone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation<unknown, Error, KeepProvider>({
    mutationFn: (values) => (provider === undefined ? addProvider(values) : changeProvider(provider.directory, { ...values, expectedVersion: provider.version })),
    onSuccess: async () => {
      void message.success('已保存');
      await client.invalidateQueries({ queryKey: ['administration', 'providers'] });
      onClose();
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  return (
    <Drawer
      title={provider === undefined ? '新增服务商' : '修改服务商'} open size={phone ? '100%' : 520} onClose={onClose}
      footer={<div className="drawer-foot"><Button onClick={onClose}>取消</Button><Button type="primary" loading={save.isPending} onClick={form.submit}>{provider?.active === false ? '启用' : '保存'}</Button></div>}
    >
      {save.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(save.error)} /> : null}
      <Form form={form} layout="vertical" initialValues={provider ?? { kind: 'access', address: '', phone: '' }} scrollToFirstError onFinish={({ kind, name, region, address = '', phone: telephone = '' }) => save.mutate({ kind, name, region, address, phone: telephone })}>
        <Form.Item name="kind" label="类别" required><Radio.Group options={Object.entries(PROVIDER_KINDS).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}><Input autoComplete="off" maxLength={100} /></Form.Item>
        <Form.Item name="region" label="所属地区" extra="选择省级时，该省各地都能查询到。" rules={[{ required: true, message: '请选择所属地区' }]}><RegionField anyLevel placeholder="请选择" /></Form.Item>
        <Form.Item name="address" label="地址"><Input autoComplete="off" maxLength={200} /></Form.Item>
        <Form.Item name="phone" label="电话"><Input autoComplete="off" maxLength={30} /></Form.Item>
      </Form>
    </Drawer>
  );
}
