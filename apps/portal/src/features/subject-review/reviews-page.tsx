import type { ReviewItem } from '@beian/contracts/subject/reviews';
import type { SessionView } from '@beian/contracts/identity/api';
import { REVIEW_STAGE_LABELS } from '@beian/rules/subject/review';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton, Tabs, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useOutletContext } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { dayOf } from '../../ui/text/moments.ts';
import { workingDaysText } from '../applications/due-text.ts';
import { RegionText } from '../regions/region-text.tsx';
import { subjectTypeLabel } from '../subject/subject-labels.ts';
import { reviewList, type ReviewQueueName } from './review-calls.ts';

const QUEUES: Readonly<Record<ReviewQueueName, { readonly label: string; readonly empty: string }>> = {
  open: { label: '待办', empty: '没有待办的主体审核' },
  closed: { label: '已办结', empty: '还没有办结的主体审核' },
};

/** 主体审核: subjects that the officer's bureaus review on their own (OPN-04), and changes of subjects (OPN-07). */
export function Component(): ReactNode {
  const session = useOutletContext<SessionView>();
  const [queue, setQueue] = useState<ReviewQueueName>('open');
  return (
    <Page title="主体审核" lead={<>{session.bureau?.name}　<Link to="/desk">返回工作台</Link></>}>
      <Tabs activeKey={queue} onChange={(key) => setQueue(key === 'closed' ? 'closed' : 'open')} items={(['open', 'closed'] as const).map((key) => ({ key, label: QUEUES[key].label }))} />
      <Reviews queue={queue} account={session.account} />
    </Page>
  );
}

function Reviews({ queue, account }: { readonly queue: ReviewQueueName; readonly account: string }): ReactNode {
  const pages = useInfiniteQuery(reviewList(queue));
  const items = pages.data?.pages.flatMap((page) => page.items);
  if (pages.isPending) return <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 6 }} /></div>;
  if (items === undefined) return <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} />;
  return (
    <>
      <RecordList label="主体审核" records={items} idOf={({ review }) => review} columns={columns(account)} empty={QUEUES[queue].empty} rowClass={(item) => `due-${workingDaysText(item.workingDaysLeft).level}`} />
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>下一页</Button> : null}
    </>
  );
}

function columns(account: string): readonly RecordColumn<ReviewItem>[] {
  return [
    { title: '主体名称', onPhone: 'head', render: ({ review, name }) => <Link to={`/desk/subjects/${review}`}>{name}</Link> },
    { title: '事项', width: 90, render: ({ replaces }) => (replaces === null ? '新增' : '变更') },
    { title: '性质', width: 120, render: ({ type }) => (type === 'individual' ? '个人' : subjectTypeLabel(type)) },
    { title: '所属地区', width: 220, render: ({ region }) => <RegionText code={region} /> },
    { title: '环节', width: 110, render: ({ stage }) => <Tag color="blue">{REVIEW_STAGE_LABELS[stage]}</Tag> },
    { title: '剩余期限', width: 140, render: (item) => <span className={`due-text-${workingDaysText(item.workingDaysLeft).level}`}>{workingDaysText(item.workingDaysLeft).text}</span> },
    { title: '受理人', width: 100, render: ({ holder }) => (holder === null ? '无' : holder === account ? '我' : '其他民警') },
    { title: '所在单位', width: 190, render: ({ bureauName }) => bureauName },
    { title: '提交日期', width: 120, render: ({ submittedAt }) => dayOf(submittedAt) },
  ];
}
