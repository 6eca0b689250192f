import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../api/api-error.ts';
import { Outcome } from './outcome.tsx';

interface QueryStateProps<T> {
  readonly query: UseQueryResult<T>;
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** Loading, failing and loaded of one query: a failure says what happened and offers to try again. */
export function QueryState<T>({ query, loading, children }: QueryStateProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure fault={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />;
  return <div role="status" aria-label="正在加载" className="loading">{loading ?? <Skeleton active paragraph={{ rows: 4 }} />}</div>;
}

export function Failure({ fault, onRetry, retrying = false }: { readonly fault: unknown; readonly onRetry?: () => void; readonly retrying?: boolean }): ReactNode {
  const missing = fault instanceof ApiError && (fault.status === 404 || fault.status === 403);
  return (
    <Outcome
      kind={missing ? 'info' : 'warning'} title={messageOf(fault)}
      text={fault instanceof ApiError && fault.correlation !== undefined ? `如需咨询，请提供编号：${fault.correlation}` : undefined}
      actions={onRetry === undefined || missing ? undefined : <Button type="primary" loading={retrying} onClick={onRetry}>重试</Button>}
    />
  );
}
