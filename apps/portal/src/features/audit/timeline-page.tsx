import { TIMELINE_OUTCOMES, type TimelineQuery } from '@beian/contracts/audit/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Radio, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { Page } from '../../ui/page/page.tsx';
import { Failure } from '../../ui/page/query-state.tsx';
import { timeline } from './get-timeline.ts';
import { serviceLabel } from './record-words.ts';
import { TimelineEntries } from './timeline-entries.tsx';

type Outcome = TimelineQuery['outcome'];
const OUTCOMES: Readonly<Record<Outcome, string>> = { all: '全部', done: '已完成', refused: '被拒绝' };
const OPTIONS = TIMELINE_OUTCOMES.map((value) => ({ value, label: OUTCOMES[value] }));
const isOutcome = (text: string | null): text is Outcome => TIMELINE_OUTCOMES.some((outcome) => outcome === text);

/** Who did what to one filing, when and on which ground, with the data before and after. */
export function Component(): ReactNode {
  const { filing = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const [service, setService] = useState<string | undefined>(undefined);
  const asked = search.get('outcome');
  const outcome = isOutcome(asked) ? asked : 'all';
  const pages = useInfiniteQuery(timeline(filing, outcome));
  const entries = pages.data?.pages.flatMap((page) => page.entries);
  // The chosen source stays on offer where the outcome's records have none of it.
  const services = [...new Set([...(service === undefined ? [] : [service]), ...(entries ?? []).map((entry) => entry.service)])];
  return (
    <Page title="操作记录" width="narrow" lead={<>备案ID <code>{filing}</code>　<Link to="/audit">返回查询</Link></>}>
      <div className="filter-bar">
        <Radio.Group aria-label="操作结果" optionType="button" options={OPTIONS} value={outcome} onChange={({ target }) => setSearch(target.value === 'all' ? {} : { outcome: String(target.value) }, { replace: true })} />
        <Select aria-label="记录来源" placeholder="全部来源" allowClear options={services.map((value) => ({ value, label: serviceLabel(value) }))} {...(service === undefined ? {} : { value: service })} onChange={(value: string | undefined) => setService(value)} />
      </div>
      {pages.isPending ? <div role="status" aria-label="正在加载" className="loading"><Skeleton active paragraph={{ rows: 4 }} /></div> : null}
      {pages.isError && entries === undefined ? <Failure fault={pages.error} onRetry={() => void pages.refetch()} retrying={pages.isFetching} /> : null}
      {entries === undefined ? null : <TimelineEntries entries={entries} service={service} more={pages.hasNextPage} />}
      {pages.isFetchNextPageError ? <Alert className="page-alert" type="error" showIcon title={messageOf(pages.error)} /> : null}
      {pages.hasNextPage ? <Button className="load-more" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>加载更多</Button> : null}
    </Page>
  );
}
