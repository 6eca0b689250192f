import type { SubjectView } from '@beian/contracts/subject/api';
import { isOpenReview } from '@beian/contracts/subject/reviews';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Failure, QueryState } from '../../ui/page/query-state.tsx';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { changeAddress } from './addresses.ts';
import { approvedChanges, pendingChange } from './change-calls.ts';
import { changeWaitingText, labelsOf } from './change-labels.ts';
import { FieldReasons } from './review-notice.tsx';

/** The way to a change: to begin one, or to look at the one that is under way. */
export function ChangeButton({ view: { subject, state, erased, change } }: { readonly view: SubjectView }): ReactNode {
  if (erased || state !== 'approved') return null;
  const label = change === undefined ? '主体变更' : isOpenReview(change) ? '查看变更' : '更正变更';
  return <Link to={changeAddress(subject)}><Button type={change?.stage === 'returned' ? 'primary' : 'default'}>{label}</Button></Link>;
}

/** How the change of a subject stands; what is shown below it stays in force. */
export function ChangeNotice({ view }: { readonly view: SubjectView }): ReactNode {
  const { change, erased } = view;
  if (change === undefined || erased) return null;
  if (isOpenReview(change)) return <Alert className="page-alert" type="info" showIcon title={changeWaitingText(change.dueOn)} description="审核结果将以短信和系统通知告知。审核通过前，下列现行的主体信息继续有效。" />;
  return <Returned subject={view.subject} />;
}

function Returned({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery(pendingChange(subject));
  return <QueryState query={query}>{({ reasons }) => <FieldReasons title="主体变更被退回" reasons={reasons} note="更正后可以重新提交；下列现行的主体信息继续有效。" />}</QueryState>;
}

/** 变更记录: what has been changed so far. */
export function ChangeRecord({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery(approvedChanges(subject));
  if (query.isError) return <Failure fault={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />;
  if (query.data === undefined || query.data.length === 0) return null;
  return (
    <section className="panel" aria-label="变更记录">
      <h2>变更记录</h2>
      <ul className="plain-rows">
        {query.data.map(({ revision, decidedAt, fields }) => <li key={revision}><span>{dayInWords(dayOf(decidedAt))}</span><span>{labelsOf(fields)}</span></li>)}
      </ul>
    </section>
  );
}
