import { DESK_QUEUES } from '@beian/contracts/filing/api';
import { APPLICATION_KINDS, type ApplicationKind } from '@beian/rules/lifecycle/stages';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate, useOutletContext, useSearchParams } from 'react-router';
import type { SessionView } from '@beian/contracts/identity/api';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { dayOf } from '../../ui/text/moments.ts';
import { daysLeft } from '../applications/due-text.ts';
import { StageTag } from '../applications/stage-tag.tsx';
import { reviewsOffered } from '../subject-review/review-calls.ts';
import { GivenAwayList } from './given-away.tsx';
import { desk, type DeskFilter, type DeskItem, type DeskQueue } from './list-desk.ts';

const QUEUES: Readonly<Record<DeskQueue, { readonly label: string; readonly empty: string }>> = {
  open: { label: '全部待办', empty: '没有待办的申请' },
  mine: { label: '我受理的', empty: '您没有正在受理的申请' },
  unclaimed: { label: '待受理', empty: '没有待受理的申请' },
  overdue: { label: '已逾期', empty: '没有逾期的申请' },
  returned: { label: '已退回', empty: '没有退回待更正的申请' },
  closed: { label: '已办结', empty: '还没有办结的申请' },
};
const REVIEWS = 'subject-reviews';
const isQueue = (text: string | null): text is DeskQueue => DESK_QUEUES.some((queue) => queue === text);
const KIND_LABELS: Readonly<Record<ApplicationKind, string>> = { new: '新办', change: '变更', cancel: '注销', claim: '认领' };
const KIND_OPTIONS = APPLICATION_KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }));

/** 审核工作台 (REV-19, U20, U21): the view is its address, so it can be kept and sent. */
export function Component(): ReactNode {
  const session = useOutletContext<SessionView>();
  const [search, setSearch] = useSearchParams();
  // OPN-04: only where subjects are reviewed on their own.
  const reviews = useQuery(reviewsOffered);
  const navigate = useNavigate();
  const asked = search.get('queue');
  const queue: DeskQueue = isQueue(asked) ? asked : 'open';
  const kind = search.get('kind') ?? undefined;
  const q = search.get('q') ?? undefined;
  const filter: DeskFilter = { queue, ...(kind === undefined ? {} : { kind }), ...(q === undefined ? {} : { q }) };
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    // What was chosen a moment ago is in the address before it is drawn: on what is drawn, the second of two quick choices would undo the first.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  return (
    <Page title="审核工作台" lead={session.bureau?.name}>
      <Tabs activeKey={asked === 'given-away' ? asked : queue} onChange={(key) => (key === REVIEWS ? void navigate('/desk/subjects') : change({ queue: key }))} items={[...DESK_QUEUES.map((name) => ({ key: name, label: QUEUES[name].label })), { key: 'given-away', label: '已移交' }, ...(reviews.data?.offered === true ? [{ key: REVIEWS, label: '主体审核' }] : [])]} />
      {asked === 'given-away' ? <GivenAwayList /> : <>
      <div className="filter-bar">
        <Select aria-label="业务种类" placeholder="全部业务" allowClear options={KIND_OPTIONS} {...(kind === undefined ? {} : { value: kind })} onChange={(value: string | undefined) => change({ kind: value })} />
        <Input.Search key={q} aria-label="按名称、域名或申请编号查找" placeholder="名称、域名或申请编号" allowClear maxLength={60} {...(q === undefined ? {} : { defaultValue: q })} onSearch={(text) => change({ q: text.trim() })} />
      </div>
      <Queue filter={filter} session={session} />
      </>}
    </Page>
  );
}

function Queue({ filter, session }: { readonly filter: DeskFilter; readonly session: SessionView }): ReactNode {
  const pages = useInfiniteQuery(desk(filter));
  const items = pages.data?.pages.flatMap((page) => page.items);
  if (pages.isPending) return <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 8 }} /></div>;
  if (items === undefined) return <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} />;
  const empty = filter.q === undefined && filter.kind === undefined ? QUEUES[filter.queue].empty : '没有符合条件的申请';
  return (
    <>
      <RecordList label="申请列表" records={items} idOf={({ application }) => application} columns={columns(session.account)} empty={empty} rowClass={(item) => `due-${daysLeft(item).level}`} />
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>下一页</Button> : null}
    </>
  );
}

function columns(account: string): readonly RecordColumn<DeskItem>[] {
  return [
    { title: '名称', onPhone: 'head', render: ({ application, siteName, number }) => <><Link to={`/desk/${application}`}>{siteName}</Link><small className="desk-number muted">{number}</small></> },
    { title: '业务', width: 130, render: ({ label, n }) => <>{label}{n > 1 ? <small className="muted">　第{n}次</small> : null}</> },
    { title: '环节', width: 190, render: ({ stage, stageLabel, waitingSubject }) => <><StageTag stage={stage} label={stageLabel} />{waitingSubject === true ? <Tag>等待主体</Tag> : null}</> },
    { title: '剩余期限', width: 140, render: (item) => <span className={`due-text-${daysLeft(item).level}`}>{daysLeft(item).text}</span> },
    { title: '类别', width: 90, render: ({ interactive }) => (interactive ? '交互式' : '非交互式') },
    { title: '受理人', width: 100, render: ({ holder }) => (holder === null ? '无' : holder === account ? '我' : '其他民警') },
    { title: '所在单位', width: 190, render: ({ bureauName }) => bureauName },
    { title: '提交日期', width: 120, render: ({ submittedAt }) => dayOf(submittedAt) },
  ];
}
