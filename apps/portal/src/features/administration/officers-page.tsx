import type { AdministeredOfficer, EnrolmentCode } from '@beian/contracts/identity/administration';
import { ROLE_LABELS } from '@beian/rules/jurisdiction/roles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag, TreeSelect } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { administeredBureaus } from './administered-bureaus.ts';
import { administeredOfficers, dismissOfficer, reissueCode } from './administered-officers.ts';
import { bureauChoices } from './bureau-choice.ts';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import { OfficerDrawer } from './officer-drawer.tsx';
import { ResetFactorDialog } from './reset-factor-dialog.tsx';

/** 人员管理: who holds which office, in the administrator's own bureau and below. */
export function Component(): ReactNode {
  const [bureau, setBureau] = useState<number | undefined>(undefined);
  const [edited, setEdited] = useState<AdministeredOfficer | 'new' | undefined>(undefined);
  const [lost, setLost] = useState<AdministeredOfficer | undefined>(undefined);
  const [issued, setIssued] = useState<(EnrolmentCode & { readonly loginName: string }) | undefined>(undefined);
  const bureaus = useQuery(administeredBureaus);
  const query = useQuery(administeredOfficers(bureau));
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const failed = (fault: unknown): void => void message.error(messageOf(fault));
  const settled = (): Promise<void> => client.invalidateQueries({ queryKey: ['administration'] });
  const dismiss = useMutation({ mutationFn: (officer: AdministeredOfficer) => dismissOfficer(officer.account, officer.version), onSuccess: () => void message.success('已免职，其登录已全部退出'), onError: failed, onSettled: settled });
  const reissue = useMutation({ mutationFn: (officer: AdministeredOfficer) => reissueCode(officer.account), onSuccess: (code, { loginName }) => setIssued({ ...code, loginName }), onError: failed, onSettled: settled });
  const askDismissal = (officer: AdministeredOfficer): void => void modal.confirm({
    title: `免去${officer.name}的职务？`, content: '该人员立即退出登录，不能再登录。其受理中的申请由本单位领导重新指派。', okText: '免职', okButtonProps: { danger: true }, onOk: () => dismiss.mutateAsync(officer).catch(() => undefined),
  });
  const columns: readonly RecordColumn<AdministeredOfficer>[] = [
    { title: '姓名', onPhone: 'head', render: ({ name, loginName }) => <>{name}<small className="desk-number muted">{loginName}</small></> },
    { title: '单位', width: 280, render: ({ bureauName }) => bureauName },
    { title: '角色', width: 180, render: ({ roles }) => roles.map((role) => <Tag key={role}>{ROLE_LABELS[role].label}</Tag>) },
    { title: '状态', width: 130, render: ({ active, enrolled }) => (!active ? <span className="muted">已免职</span> : enrolled ? '在职' : <span className="due-text-soon">待启用</span>) },
    {
      title: '操作', width: 320, onPhone: 'foot', render: (officer) => (officer.changeable ? (
        <>
          <Button type="link" size="small" aria-label={`${officer.active ? '变更' : '重新任命'}${officer.name}`} onClick={() => setEdited(officer)}>{officer.active ? '变更' : '重新任命'}</Button>
          {officer.active ? <Button type="link" size="small" aria-label={`为${officer.name}生成启用码`} onClick={() => reissue.mutate(officer)}>启用码</Button> : null}
          {officer.active && officer.enrolled ? <Button type="link" size="small" aria-label={`重置${officer.name}的验证器`} onClick={() => setLost(officer)}>重置验证器</Button> : null}
          {officer.active ? <Button type="link" size="small" danger aria-label={`免职${officer.name}`} onClick={() => askDismissal(officer)}>免职</Button> : null}
        </>
      ) : <span className="muted">由上级或其他管理员办理</span>),
    },
  ];
  return (
    <Page title="人员管理" lead="任免和角色变更在一分钟内生效，并记入审计记录。" actions={<Button type="primary" disabled={bureaus.data === undefined} onClick={() => setEdited('new')}>任命人员</Button>}>
      <div className="filter-bar">
        <TreeSelect className="filter-wide" aria-label="按单位筛选" placeholder="全部单位" allowClear treeData={bureauChoices(bureaus.data ?? [])} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} {...(bureau === undefined ? {} : { value: bureau })} onChange={(value: number | undefined) => setBureau(value)} />
      </div>
      <QueryState query={query}>
        {(officers) => <RecordList label="人员列表" records={officers} idOf={({ account }) => account} columns={columns} empty="该单位还没有人员" />}
      </QueryState>
      {edited === undefined ? null : (
        <OfficerDrawer
          officer={edited === 'new' ? undefined : edited} bureau={bureau} bureaus={bureaus.data ?? []} onClose={() => setEdited(undefined)}
          onAppointed={(code, loginName) => setIssued({ ...code, loginName })}
        />
      )}
      {lost === undefined ? null : <ResetFactorDialog officer={lost} onClose={() => setLost(undefined)} />}
      {issued === undefined ? null : <EnrolmentDialog code={issued.code} loginName={issued.loginName} expiresAt={issued.expiresAt} onClose={() => setIssued(undefined)} />}
    </Page>
  );
}
