import type { OwnSession } from '@beian/contracts/identity/security';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { ownSessions, revokeOtherSessions, revokeSession } from './account-calls.ts';

/** Where the account is signed in; what its owner does not know is ended here, within a minute everywhere. */
export function SessionsPanel(): ReactNode {
  const sessions = useQuery(ownSessions);
  const others = useEnding(() => revokeOtherSessions(), '其他设备均已退出');
  return (
    <section className="panel" aria-labelledby="account-sessions">
      <div className="panel-head">
        <h2 id="account-sessions">登录设备</h2>
        {(sessions.data?.length ?? 0) > 1 ? (
          <Popconfirm title="退出除本机外的所有设备？" okText="全部退出" cancelText="取消" onConfirm={() => others.mutate(undefined)}>
            <Button size="small" loading={others.isPending}>退出其他设备</Button>
          </Popconfirm>
        ) : null}
      </div>
      <p className="muted">如有不认识的设备，请立即退出该设备并修改密码。退出最迟1分钟内生效。</p>
      <QueryState query={sessions}>{(list) => <Sessions list={list} />}</QueryState>
    </section>
  );
}

function Sessions({ list }: { readonly list: readonly OwnSession[] }): ReactNode {
  const ending = useEnding((session: string) => revokeSession(session), '该设备已退出');
  return (
    <RecordList
      label="登录设备" records={list} idOf={({ session }) => session} empty="没有其他登录设备"
      columns={[
        { title: '设备', onPhone: 'head', render: ({ device, current }) => <>{device || '未知设备'} {current ? <Tag color="success">本机</Tag> : null}</> },
        { title: '网络地址', render: ({ address }) => address || '未知' },
        { title: '登录时间', render: ({ openedAt }) => minuteOf(openedAt) },
        { title: '最近使用', render: ({ lastSeenAt }) => minuteOf(lastSeenAt) },
        { title: '操作', onPhone: 'foot', render: ({ session, current }) => (current ? '—' : <Button size="small" danger loading={ending.isPending && ending.variables === session} onClick={() => ending.mutate(session)}>退出</Button>) },
      ]}
    />
  );
}

function useEnding<T>(end: (what: T) => Promise<unknown>, done: string) {
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: end,
    onSuccess: async () => {
      void message.success(done);
      await client.invalidateQueries({ queryKey: ownSessions.queryKey });
    },
    onError: (fault) => void message.error(messageOf(fault)),
  });
}
