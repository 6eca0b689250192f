import type { FilingSummary } from '@beian/contracts/filing/api';
import { ObjectKind } from '@beian/contracts/primitives';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { FILING_COLORS } from './filing-state.ts';
import { filings } from './list-filings.ts';

const COLUMNS: readonly RecordColumn<FilingSummary>[] = [
  { title: '名称', onPhone: 'head', render: ({ filing, siteName }) => <Link to={`/filings/${filing}`}>{siteName}</Link> },
  { title: '域名', width: 200, render: ({ domain }) => shownHost(domain) },
  { title: '状态', width: 110, render: ({ state, stateLabel }) => <Tag color={FILING_COLORS[state]}>{stateLabel}</Tag> },
  { title: '备案编号', width: 250, render: ({ number }) => number ?? '尚未核发' },
  { title: '备案日期', width: 150, render: ({ issuedAt }) => (issuedAt === null ? '—' : dayInWords(dayOf(issuedAt))) },
  { title: '操作', width: 90, onPhone: 'foot', render: ({ filing }) => <Link to={`/filings/${filing}`}>详情</Link> },
];

/** 我的网站, and the lists of the other kinds under the same roof (HOM-28, HOM-34..36). */
export function Component(): ReactNode {
  const [search] = useSearchParams();
  const query = useQuery(filings);
  const object = ObjectKind.catch('website').parse(search.get('object'));
  const label = OBJECT_LABELS[object];
  const website = object === 'website';
  return (
    <Page
      title={object === 'app' ? '我的 APP' : `我的${label}`} lead={website ? '备案审核通过后，在详情中领取备案编号、图标和代码。' : undefined}
      actions={website ? <Link to="/websites/new"><Button type="primary">新办网站申请</Button></Link> : undefined}
    >
      <QueryState query={query}>
        {(all) => <RecordList label={`我的${label}`} records={all.filter((one) => one.object === object)} idOf={({ filing }) => filing} columns={COLUMNS} empty={`还没有${label}备案`} />}
      </QueryState>
    </Page>
  );
}
