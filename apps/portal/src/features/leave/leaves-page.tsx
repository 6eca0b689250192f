import type { LeaveView } from '@beian/contracts/identity/administration';
import type { SessionView } from '@beian/contracts/identity/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useOutletContext } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { endLeave, leaves } from './leave-calls.ts';
import { LeaveDrawer } from './leave-drawer.tsx';

/** 请假代理: who is away until when, and who acts for him. */
export function Component(): ReactNode {
  const session = useOutletContext<SessionView>();
  const query = useQuery(leaves);
  const [adding, setAdding] = useState(false);
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const end = useMutation({ mutationFn: endLeave, onSuccess: () => void message.success('已结束，一分钟内生效'), onError: (fault) => void message.error(messageOf(fault)), onSettled: () => client.invalidateQueries({ queryKey: leaves.queryKey }) });
  const askEnd = ({ leave, officerName }: LeaveView): void => void modal.confirm({ title: `提前结束${officerName}的请假？`, content: '代理人随即不能再办理其受理的申请。', okText: '结束', onOk: () => end.mutateAsync(leave).catch(() => undefined) });
  const columns: readonly RecordColumn<LeaveView>[] = [
    { title: '请假人', onPhone: 'head', render: ({ officerName }) => officerName },
    { title: '代理人', width: 180, render: ({ delegateName }) => delegateName ?? '无' },
    { title: '日期', width: 260, render: ({ from, to }) => (from === to ? from : `${from} 至 ${to}`) },
    { title: '状态', width: 110, render: ({ state }) => (state === 'now' ? <Tag color="green">代理中</Tag> : <Tag>未开始</Tag>) },
    { title: '操作', width: 110, onPhone: 'foot', render: (leave) => <Button type="link" size="small" aria-label={`结束${leave.officerName}的请假`} onClick={() => askEnd(leave)}>提前结束</Button> },
  ];
  return (
    <Page title="请假代理" lead="请假期间，代理人可以办理请假人受理的申请；到期自动结束。每一步都记录代理人和被代理人。" actions={<Button type="primary" onClick={() => setAdding(true)}>登记请假</Button>}>
      <QueryState query={query}>
        {(found) => <RecordList label="请假列表" records={found} idOf={({ leave }) => leave} columns={columns} empty="目前没有人请假" />}
      </QueryState>
      {adding ? <LeaveDrawer administers={session.roles.includes('administrator')} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
