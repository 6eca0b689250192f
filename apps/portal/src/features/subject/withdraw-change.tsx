import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { withdrawChange } from './change-calls.ts';

/** 【撤回变更】, or 【放弃变更】 once it came back; what is in force stays as it is. */
export function WithdrawChange({ subject, revision, label }: { readonly subject: string; readonly revision: number; readonly label: '撤回变更' | '放弃变更' }): ReactNode {
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const withdraw = useMutation({
    mutationFn: () => withdrawChange(subject, revision),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['subjects'] });
      await navigate(`/subjects/${subject}`, { replace: true });
      void message.success(`已${label.slice(0, 2)}，现行的主体信息没有变化`);
    },
    onError: (fault) => void message.error(messageOf(fault)),
  });
  return (
    <Popconfirm title={`${label}？`} description="现行的主体信息继续有效，需要时可以重新办理变更。" okText={label.slice(0, 2)} onConfirm={() => withdraw.mutateAsync()}>
      <Button loading={withdraw.isPending}>{label}</Button>
    </Popconfirm>
  );
}
