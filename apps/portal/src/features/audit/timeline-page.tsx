import type { TimelineEntry, TimelineQuery } from '@beian/contracts/audit/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Radio, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { timelinePages } from './get-timeline.ts';
import { RecordEntry } from './record-entry.tsx';

const OUTCOMES = [{ value: 'all', label: '全部记录' }, { value: 'done', label: '已生效' }, { value: 'refused', label: '被拒绝' }] as const;
const outcomeOf = (text: string | null): TimelineQuery['outcome'] => OUTCOMES.find(({ value }) => value === text)?.value ?? 'all';

/** Who did what to one filing, when and on which ground, with the data before and after. */
export function Component(): ReactNode {
  const { filing = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const outcome = outcomeOf(search.get('outcome'));
  const pages = useInfiniteQuery(timelinePages(filing, outcome));
  const entries = pages.data?.pages.flatMap((page) => page.entries);
  return (
    <Page title="操作记录" width="narrow" lead={<>备案ID <code>{filing}</code>　<Link to="/audit">返回查询</Link></>}>
      <div className="filter-bar">
        <Radio.Group aria-label="记录种类" optionType="button" options={[...OUTCOMES]} value={outcome} onChange={({ target }) => setSearch(target.value === 'all' ? {} : { outcome: String(target.value) }, { replace: true })} />
      </div>
      {pages.isPending ? <div role="status" aria-label="正在加载"><Skeleton active paragraph={{ rows: 6 }} /></div> : null}
      {pages.isError && entries === undefined ? <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} /> : null}
      {entries === undefined ? null : <Entries entries={entries} whole={!pages.hasNextPage} />}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>后面的记录</Button> : null}
    </Page>
  );
}

function Entries({ entries, whole }: { readonly entries: readonly TimelineEntry[]; readonly whole: boolean }): ReactNode {
  if (entries.length === 0) return <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有这类记录" />;
  const invalid = entries.filter(({ signature }) => signature === 'invalid').length;
  const unsealed = entries.filter(({ sealed }) => !sealed).length;
  return (
    <>
      {invalid === 0 ? null : <Alert className="page-alert" type="error" showIcon title={`有${invalid}条记录签名无效，内容可能被改动，请立即核查`} />}
      <p className="audit-sum">{whole ? '共' : '已显示'}{entries.length}条记录，签名有效{entries.length - invalid}条{unsealed === 0 ? '，均已封存' : `，尚未封存${unsealed}条`}。</p>
      <ol className="audit-list" aria-label="操作记录">{entries.map((entry) => <RecordEntry key={entry.record} entry={entry} />)}</ol>
    </>
  );
}
