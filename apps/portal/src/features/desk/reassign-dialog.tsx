import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { colleagues } from '../leave/leave-calls.ts';
import { ReasonDialog, type CaseDialogProps } from './reason-dialog.tsx';

/** 重新指派: a supervisor gives the case to another reviewer of the bureau (S1). */
export function ReassignDialog({ view, ...dialog }: CaseDialogProps<{ officer: string; reason: string }>): ReactNode {
  const query = useQuery({ ...colleagues(), enabled: dialog.open });
  const others = (query.data ?? []).filter(({ account, roles }) => account !== view.holder && roles.includes('reviewer'));
  return (
    <ReasonDialog
      {...dialog} title="重新指派" okText="指派" reasonLabel="指派理由" lead="由本单位另一名初审民警继续办理，办理期限不变，并以系统通知告知对方。"
      frame={(fields) => <QueryState query={query}>{() => fields}</QueryState>}
    >
      <Form.Item name="officer" label="承办人" rules={[{ required: true, message: '请选择承办人' }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} placeholder="请选择" options={others.map(({ account, name, loginName, onLeave }) => ({ value: account, label: `${name}（${loginName}）${onLeave ? '　请假中' : ''}` }))} />
      </Form.Item>
    </ReasonDialog>
  );
}
