import type { FilingSummary } from '@beian/contracts/filing/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Failure } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { filingAddress } from '../filings/filing-lists.ts';
import { FILING_COLORS } from '../filings/filing-state.ts';
import { filings } from '../filings/list-filings.ts';
import { SubjectChangeTag, needsLook } from '../filings/subject-change-notice.tsx';

const COLUMNS: readonly RecordColumn<FilingSummary>[] = [
  { title: '名称', onPhone: 'head', render: ({ object, filing, siteName }) => <Link to={filingAddress(object, filing)}>{siteName}</Link> },
  { title: '种类', width: 90, render: ({ object }) => OBJECT_LABELS[object] },
  { title: '状态', width: 190, render: ({ state, stateLabel, subjectChange }) => <><Tag color={FILING_COLORS[state]}>{stateLabel}</Tag><SubjectChangeTag change={subjectChange} /></> },
  { title: '操作', width: 90, onPhone: 'foot', render: ({ object, filing, subjectChange }) => <Link to={filingAddress(object, filing)}>{needsLook(subjectChange) ? '去核对' : '详情'}</Link> },
];

/** What is filed under a subject; after a change, which of it to look through (OPN-07). */
export function SubjectFilings({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery(filings);
  if (query.data === undefined) return query.isError ? <Failure fault={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} /> : null;
  const own = query.data.filter((one) => one.subject === subject && one.state !== 'ended');
  if (own.length === 0) return null;
  const toLook = own.filter(({ subjectChange }) => needsLook(subjectChange)).length;
  return (
    <section className="panel" aria-label="名下备案">
      <h2>名下备案</h2>
      {toLook === 0 ? null : <Alert className="page-alert" type="warning" showIcon title={`主体已变更，有${toLook}项备案需要核对`} description="请逐项进入核对，备案内容随主体变化的，应当办理备案变更。" />}
      <RecordList label="名下备案" records={own} idOf={({ filing }) => filing} columns={COLUMNS} empty="名下还没有备案" />
    </section>
  );
}
