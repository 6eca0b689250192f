import type { AdministeredBureau, AdministeredOfficer, AppointOfficer, EnrolmentCode } from '@beian/contracts/identity/administration';
import { LoginName } from '@beian/contracts/identity/api';
import { OFFICE_ROLES, ROLE_LABELS, excludedPair, type OfficeRole } from '@beian/rules/jurisdiction/roles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Drawer, Form, Input, TreeSelect } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf, showFaults } from '../../ui/form/form-faults.ts';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { appointOfficer, changeOfficer } from './administered-officers.ts';
import { bureauChoices } from './bureau-choice.ts';

interface OfficerDrawerProps {
  /** Undefined appoints somebody new. */
  readonly officer: AdministeredOfficer | undefined;
  readonly bureau: number | undefined;
  readonly bureaus: readonly AdministeredBureau[];
  readonly onClose: () => void;
  readonly onAppointed: (code: EnrolmentCode, loginName: string) => void;
}

const soundName = (_rule: unknown, value: unknown): Promise<void> => (LoginName.safeParse(value).success ? Promise.resolve() : Promise.reject(new Error('用户名须以字母开头，4至32位字母、数字或下划线')));
const NEEDED = [{ required: true, whitespace: true, message: '请填写此项' }];

/** Which bureau and which roles; of somebody new also who it is. */
export function OfficerDrawer({ officer, bureau, bureaus, onClose, onAppointed }: OfficerDrawerProps): ReactNode {
  const [form] = Form.useForm<AppointOfficer>();
  const phone = useIsPhone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation<EnrolmentCode | undefined, Error, AppointOfficer>({
    mutationFn: (values) => (officer === undefined ? appointOfficer(values) : changeOfficer(officer.account, { bureau: values.bureau, roles: values.roles, expectedVersion: officer.version })),
    onSuccess: async (code, { loginName }) => {
      void message.success(officer === undefined ? '已任命' : '已变更，一分钟内生效');
      await client.invalidateQueries({ queryKey: ['administration'] });
      onClose();
      if (code !== undefined) onAppointed(code, loginName);
    },
    onError: (fault) => {
      if (fault instanceof ApiError) showFaults(form, faultsOf(fault));
    },
  });
  const noConflict = (_rule: unknown, roles: readonly OfficeRole[] | undefined): Promise<void> => {
    if (roles === undefined || roles.length === 0) return Promise.reject(new Error('请选择角色'));
    const pair = excludedPair(roles);
    return pair === undefined ? Promise.resolve() : Promise.reject(new Error(`“${ROLE_LABELS[pair[0]].label}”与“${ROLE_LABELS[pair[1]].label}”不能由同一人担任`));
  };
  return (
    <Drawer
      title={officer === undefined ? '任命人员' : `变更：${officer.name}`} open size={phone ? '100%' : 520} onClose={onClose}
      footer={<div className="drawer-foot"><Button onClick={onClose}>取消</Button><Button type="primary" loading={save.isPending} onClick={form.submit}>{officer === undefined ? '任命' : '保存'}</Button></div>}
    >
      {save.isError ? <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(save.error)} /> : null}
      <Form form={form} layout="vertical" initialValues={officer ?? { bureau, roles: [] }} scrollToFirstError onFinish={(values) => save.mutate(values)}>
        {officer === undefined ? (
          <>
            <Form.Item name="name" label="姓名" rules={NEEDED}><Input autoComplete="off" maxLength={50} /></Form.Item>
            <Form.Item name="idNumber" label="身份证号码" extra="加密保存，用于回避本人案件，不在页面上显示。" rules={NEEDED}><Input autoComplete="off" maxLength={30} /></Form.Item>
            <Form.Item name="loginName" label="用户名" required extra="字母开头，4至32位字母、数字或下划线" rules={[{ validator: soundName }]}><Input autoComplete="off" maxLength={32} /></Form.Item>
          </>
        ) : null}
        <Form.Item name="bureau" label="单位" rules={[{ required: true, message: '请选择单位' }]}>
          <TreeSelect treeData={bureauChoices(bureaus)} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} placeholder="请选择" />
        </Form.Item>
        <Form.Item name="roles" label="角色" required rules={[{ validator: noConflict }]}>
          <Checkbox.Group className="role-choices" options={OFFICE_ROLES.map((role) => ({ value: role, label: <span>{ROLE_LABELS[role].label}<small className="muted">{ROLE_LABELS[role].duty}</small></span> }))} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
