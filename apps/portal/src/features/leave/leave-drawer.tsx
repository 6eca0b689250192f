import { ROLE_LABELS } from '@beian/rules/jurisdiction/roles';
import type { Colleague } from '@beian/contracts/identity/administration';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Select, TreeSelect } from 'antd';
import { useState, type ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { DayInput } from '../../ui/fields/day-input.tsx';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { administeredBureaus } from '../administration/administered-bureaus.ts';
import { bureauChoices } from '../administration/bureau-choice.ts';
import { colleagues, grantLeave, leaves } from './leave-calls.ts';

interface Values {
  readonly officer: string;
  readonly delegate?: string;
  readonly from: string;
  readonly to: string;
}

const optionOf = ({ account, name, loginName, roles, onLeave }: Colleague) => ({ value: account, label: `${name}（${loginName}，${roles.map((role) => ROLE_LABELS[role].label).join('、')}）${onLeave ? '　请假中' : ''}` });

/** Who is away, who acts, from when to when. Only who holds the same roles in the same bureau is offered as delegate. */
export function LeaveDrawer({ administers, onClose }: { readonly administers: boolean; readonly onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Values>();
  const officer = Form.useWatch('officer', form);
  const phone = useIsPhone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [bureau, setBureau] = useState<number | undefined>(undefined);
  const bureaus = useQuery({ ...administeredBureaus, enabled: administers });
  const people = useQuery(colleagues(bureau));
  const save = useMutation({
    mutationFn: ({ delegate, ...values }: Values) => grantLeave({ ...values, delegate: delegate ?? null }),
    onSuccess: async () => {
      void message.success('已登记');
      await client.invalidateQueries({ queryKey: leaves.queryKey });
      onClose();
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  const absent = people.data?.find(({ account }) => account === officer);
  const delegates = absent === undefined ? [] : (people.data ?? []).filter(({ account, roles }) => account !== absent.account && absent.roles.every((role) => roles.includes(role)));
  return (
    <Drawer
      title="登记请假" open size={phone ? '100%' : 480} onClose={onClose}
      footer={<div className="drawer-foot"><Button onClick={onClose}>取消</Button><Button type="primary" loading={save.isPending} onClick={form.submit}>登记</Button></div>}
    >
      {save.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(save.error)} /> : null}
      {administers ? (
        <div className="leave-bureau">
          <TreeSelect aria-label="单位" placeholder="本单位" allowClear treeData={bureauChoices(bureaus.data ?? [])} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} {...(bureau === undefined ? {} : { value: bureau })} onChange={(value: number | undefined) => { setBureau(value); form.resetFields(['officer', 'delegate']); }} />
        </div>
      ) : null}
      <QueryState query={people}>
        {(all) => (
          <Form form={form} layout="vertical" scrollToFirstError onFinish={(values) => save.mutate(values)}>
            <Form.Item name="officer" label="请假人" rules={[{ required: true, message: '请选择请假人' }]}><Select options={all.map(optionOf)} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择" onChange={() => form.resetFields(['delegate'])} /></Form.Item>
            <Form.Item name="delegate" label="代理人" extra="同一单位、担任相同角色的在职人员；不指定时，其受理的申请由领导重新指派。"><Select options={delegates.map(optionOf)} allowClear disabled={absent === undefined} placeholder={absent !== undefined && delegates.length === 0 ? '没有担任相同角色的人员' : '不指定'} /></Form.Item>
            <Form.Item name="from" label="开始日期" rules={[{ required: true, message: '请选择开始日期' }]}><DayInput /></Form.Item>
            <Form.Item name="to" label="结束日期" rules={[{ required: true, message: '请选择结束日期' }]}><DayInput /></Form.Item>
          </Form>
        )}
      </QueryState>
    </Drawer>
  );
}
