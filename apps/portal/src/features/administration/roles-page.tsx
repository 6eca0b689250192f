import { APPOINTED_BY, EXCLUDED_WITH, OFFICE_ROLES, ROLE_LABELS, type OfficeRole } from '@beian/rules/jurisdiction/roles';
import { MESSAGE_LABELS, STAGE_LABELS } from '@beian/rules/lifecycle/labels';
import { rightsOf, type Right } from '@beian/rules/lifecycle/senders';
import { TRANSITIONS } from '@beian/rules/lifecycle/transitions';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page/page.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';

const COLUMNS: readonly RecordColumn<Right>[] = [
  { title: '操作', width: 180, onPhone: 'head', render: ({ message, state }) => <>{MESSAGE_LABELS[message]}{state === 'planned' ? <Tag>尚未开放</Tag> : null}</> },
  { title: '环节', render: ({ stages }) => stages.map((stage) => STAGE_LABELS[stage]).join('、') },
  { title: '范围', width: 260, render: ({ standing, holdsOnly }) => (standing === 'below' ? '下级单位的申请（上收）' : holdsOnly ? '本人受理的申请' : '本单位的申请') },
];

/** 角色权限 (S4): the very table by which the services decide; it is changed with the platform, not here. */
export function Component(): ReactNode {
  return (
    <Page title="角色权限" lead="平台按本表判断每一步操作，只供查阅。">
      {OFFICE_ROLES.map((role) => <RolePanel key={role} role={role} />)}
    </Page>
  );
}

function RolePanel({ role }: { readonly role: OfficeRole }): ReactNode {
  const rights = rightsOf(TRANSITIONS, role);
  return (
    <section className="panel" aria-label={ROLE_LABELS[role].label}>
      <h2>{ROLE_LABELS[role].label}<small>{ROLE_LABELS[role].duty}</small></h2>
      <p className="muted">
        {APPOINTED_BY[role] === 'superior' ? '由上级单位的管理员任免。' : '由本单位或上级单位的管理员任免。'}
        不能同时担任：{EXCLUDED_WITH[role].map((other) => ROLE_LABELS[other].label).join('、')}。
      </p>
      {rights.length === 0 ? <p>不对申请进行任何操作。</p> : <RecordList label={`${ROLE_LABELS[role].label}的权限`} records={rights} idOf={({ message, standing }) => `${message}-${standing}`} columns={COLUMNS} empty="" />}
    </section>
  );
}
