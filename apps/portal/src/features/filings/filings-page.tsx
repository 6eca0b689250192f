import type { FilingSummary } from '@beian/contracts/filing/api';
import { OBJECT_LABELS, applicationLabel, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { startAddress } from '../filing-form/addresses.ts';
import { OfKind } from '../filing-form/of-kind.tsx';
import { filingAddress, managedLabel, ownListLabel } from './filing-lists.ts';
import { FILING_COLORS } from './filing-state.ts';
import { filings } from './list-filings.ts';
import { SubjectChangeTag } from './subject-change-notice.tsx';

const DOMAIN: RecordColumn<FilingSummary> = { title: '域名', width: 200, render: ({ domain }) => shownHost(domain) };
const columns = (domains: boolean): readonly RecordColumn<FilingSummary>[] => [
  { title: '名称', onPhone: 'head', render: ({ object, filing, siteName }) => <Link to={filingAddress(object, filing)}>{siteName}</Link> },
  ...(domains ? [DOMAIN] : []),
  { title: '状态', width: 190, render: ({ state, stateLabel, subjectChange }) => <><Tag color={FILING_COLORS[state]}>{stateLabel}</Tag><SubjectChangeTag change={subjectChange} /></> },
  { title: '备案编号', width: 250, render: ({ number }) => number ?? '尚未核发' },
  { title: '备案日期', width: 150, render: ({ issuedAt }) => (issuedAt === null ? '—' : dayInWords(dayOf(issuedAt))) },
  { title: '操作', width: 90, onPhone: 'foot', render: ({ object, filing }) => <Link to={filingAddress(object, filing)}>详情</Link> },
];

/** 我的网站, 我的小程序 …, and the lists of the business menus (HOM-20, HOM-25, HOM-28, HOM-34..36). */
export function Component(): ReactNode {
  const managed = useLocation().pathname.startsWith('/manage/');
  return <OfKind>{(object) => <List object={object} managed={managed} />}</OfKind>;
}

function List({ object, managed }: { readonly object: ObjectKind; readonly managed: boolean }): ReactNode {
  const query = useQuery(filings);
  const title = managed ? managedLabel(object) : ownListLabel(object);
  const filedOnly = managed && object === 'website';
  const noun = OBJECT_LABELS[object];
  return (
    <Page
      title={title} lead={filedOnly ? '已核发备案编号的网站。在详情中领取备案编号、图标和代码。' : `备案审核通过后，在详情中领取备案编号和图标。`}
      actions={<Link to={startAddress(object)}><Button type="primary">{applicationLabel(object, 'new')}</Button></Link>}
    >
      <QueryState query={query}>
        {(all) => {
          const records = all.filter((one) => one.object === object && (!filedOnly || one.state === 'filed'));
          return <RecordList label={title} records={records} idOf={({ filing }) => filing} columns={columns(records.some(({ domain }) => domain !== ''))} empty={filedOnly ? '还没有已备案的网站' : `还没有${noun}备案`} />;
        }}
      </QueryState>
    </Page>
  );
}
