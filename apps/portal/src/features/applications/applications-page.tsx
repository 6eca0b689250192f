import type { ApplicationSummary } from '@beian/contracts/filing/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { NewFilingButton } from '../filings/new-filing-button.tsx';
import { dueInWords } from './due-text.ts';
import { applicationPages } from './list-applications.ts';
import { StageTag } from './stage-tag.tsx';

const COLUMNS: readonly RecordColumn<ApplicationSummary>[] = [
  { title: '业务', width: 130, render: ({ label }) => label },
  { title: '名称', onPhone: 'head', render: ({ application, siteName }) => <Link to={`/applications/${application}`}>{siteName}</Link> },
  { title: '状态', width: 130, render: ({ stage, stageLabel }) => <StageTag stage={stage} label={stageLabel} /> },
  { title: '申请编号', width: 180, render: ({ number }) => number },
  { title: '提交时间', width: 160, render: ({ submittedAt }) => minuteOf(submittedAt) },
  { title: '办理期限', width: 250, render: (application) => dueInWords(application) },
  { title: '操作', width: 90, onPhone: 'foot', render: ({ application, stage }) => (stage === 'returned' ? <Link to={`/applications/${application}`}>去更正</Link> : <Link to={`/applications/${application}`}>查看</Link>) },
];

/** 我的申请 (HOM-30, WEB-07). */
export function Component(): ReactNode {
  const pages = useInfiniteQuery(applicationPages);
  const records = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title="我的申请" lead="每次提交的申请都列在这里。被退回的申请更正后可以重新提交。" actions={<NewFilingButton />}>
      {pages.isPending ? <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 5 }} /></div> : null}
      {pages.isError && records === undefined ? <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} /> : null}
      {records === undefined ? null : <RecordList label="我的申请" records={records} idOf={({ application }) => application} columns={COLUMNS} empty="还没有申请" />}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>更早的申请</Button> : null}
    </Page>
  );
}
