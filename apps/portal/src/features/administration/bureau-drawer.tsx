import type { AdministeredBureau, CreateBureau } from '@beian/contracts/identity/administration';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input, Select, TreeSelect } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { regions } from '../regions/list-regions.ts';
import { regionName } from '../regions/region-tree.ts';
import { administeredBureaus, changeBureau, createBureau } from './administered-bureaus.ts';
import { bureauChoices } from './bureau-choice.ts';

type Values = Omit<CreateBureau, 'brigadePhone'> & { readonly brigadePhone?: string };
const LEVELS = [{ value: 'province', label: '省级' }, { value: 'city', label: '市级' }, { value: 'county', label: '县级' }];
const NEEDED = [{ required: true, message: '请填写此项' }];

interface BureauDrawerProps {
  /** Undefined founds one. */
  readonly bureau: AdministeredBureau | undefined;
  readonly bureaus: readonly AdministeredBureau[];
  readonly onClose: () => void;
}

/** Name, place in the tree, code, telephone and regions of a bureau. The own bureau's place is its superior's matter. */
export function BureauDrawer({ bureau, bureaus, onClose }: BureauDrawerProps): ReactNode {
  const [form] = Form.useForm<Values>();
  const phone = useIsPhone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const known = useQuery(regions);
  const options = useMemo(() => (known.data ?? []).filter(({ abolished }) => !abolished).map(({ code }) => ({ value: code, label: `${code} ${regionName(known.data ?? [], code)}` })), [known.data]);
  const own = bureaus.find((each) => each.own);
  const save = useMutation<unknown, Error, Values>({
    mutationFn: ({ brigadePhone, ...values }) => {
      const whole = { ...values, regions: values.regions ?? [], brigadePhone: brigadePhone === undefined || brigadePhone.trim() === '' ? null : brigadePhone.trim() };
      return bureau === undefined ? createBureau(whole) : changeBureau(bureau.id, { ...whole, ...(bureau.own && { parent: bureau.parent, level: bureau.level }), expectedVersion: bureau.version });
    },
    onSuccess: async () => {
      void message.success(bureau === undefined ? '单位已新增' : '单位信息已修改');
      await Promise.all([client.invalidateQueries({ queryKey: administeredBureaus.queryKey }), client.invalidateQueries({ queryKey: ['bureaus'] })]);
      onClose();
    },
    onError: (fault) => {
      // One box holds all regions; the fault names which of them.
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault).map(({ path: [first = '', at], message: text }) => (first === 'regions' && at !== undefined ? { path: ['regions'], message: `${String((form.getFieldValue('regions') as string[])[Number(at)])}：${text}` } : { path: [first], message: text })));
    },
  });
  const initial = bureau === undefined
    ? { level: 'county', parent: own?.id, prefix: own?.prefix, regions: [] }
    : { ...bureau, brigadePhone: bureau.brigadePhone ?? '' };
  return (
    <Drawer
      title={bureau === undefined ? '新增下级单位' : '修改单位'} open size={phone ? '100%' : 520} onClose={onClose}
      footer={<div className="drawer-foot"><Button onClick={onClose}>取消</Button><Button type="primary" loading={save.isPending} onClick={form.submit}>保存</Button></div>}
    >
      {save.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(save.error)} /> : null}
      <Form form={form} layout="vertical" initialValues={initial} scrollToFirstError onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label="单位名称" rules={NEEDED}><Input maxLength={100} /></Form.Item>
        {bureau?.own === true ? null : (
          <>
            <Form.Item name="parent" label="上级单位" rules={NEEDED}><TreeSelect treeData={bureauChoices(bureaus, bureau?.id)} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} placeholder="请选择" /></Form.Item>
            <Form.Item name="level" label="层级" rules={NEEDED}><Select options={LEVELS} /></Form.Item>
          </>
        )}
        <Form.Item name="issuingCode" label="签发代码" extra="印在备案编号中的6位数字：省级以0000结尾，市级以00结尾。已核发的编号不受影响。" rules={[{ required: true, pattern: /^\d{6}$/, message: '签发代码为6位数字' }]}><Input inputMode="numeric" maxLength={6} /></Form.Item>
        <Form.Item name="prefix" label="编号前缀" extra="例如：鄂公网安备" rules={NEEDED}><Input maxLength={10} /></Form.Item>
        <Form.Item name="brigadePhone" label="网安大队联系电话" extra="写入通知短信；未填写时，本单位不能审核通过申请。"><Input inputMode="tel" maxLength={30} placeholder="区号-号码" /></Form.Item>
        <Form.Item name="regions" label="受理地区" extra="未列出的地区由最近的上级单位受理。">
          <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} loading={known.isPending} placeholder="按代码或名称查找" />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
